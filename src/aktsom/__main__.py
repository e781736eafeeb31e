from aktsom.cli.main import main

main()
