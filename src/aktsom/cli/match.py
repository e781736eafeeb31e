"""`aktsom match`: which rows of supplier registers or factory lists are the same company or site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FILE_PROBLEM, INTERRUPTED = 1, 130


@click.command(epilog="Exit codes: 0 done, 1 a file cannot be read or written, 2 wrong use, 130 interrupted.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--output",
    nargs=2,
    type=click.Path(path_type=Path, readable=False),
    metavar="PAIRS CLUSTERS",
    help="Write the pairs with their reasons, and every row with its cluster_id, as CSV.",
)
@click.option(
    "--kind",
    type=click.Choice(("company", "site")),
    help="What the rows are; told by the headings when not said.",
)
@click.option(
    "--lang", "language", type=click.Choice(("nb", "nn", "en")), default="nb", help="Language of the reasons."
)
def match(files: tuple[Path, ...], output: tuple[Path, Path] | None, kind: str | None, language: str) -> None:
    """Find the same supplier or production site within and across registers.

    FILE is Excel, OpenDocument or CSV with a heading for the name; number, address, postcode, town, country, web or
    e-mail, and phone are used where they are. Nothing is stored and nothing leaves the machine.
    """
    from aktsom.cli.matching import Job, run
    from aktsom.cli.wording import Trouble, say, translator
    from aktsom.interop.spreadsheets.problems import _
    from aktsom.suppliers.resolution.tables import RecordKind

    try:
        run(Job(files, output, RecordKind(kind) if kind else None, language))
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(FILE_PROBLEM)
    except KeyboardInterrupt:
        say(translator(language)(_("Avbrutt. Ingen resultatfil er skrevet.")))
        sys.exit(INTERRUPTED)
