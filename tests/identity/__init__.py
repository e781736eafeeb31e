"""Identity providers for the tests: real ones in processes of their own on loopback, and one that lies."""
