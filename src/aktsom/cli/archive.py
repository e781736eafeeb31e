"""`aktsom archive check FILE`: is everything there that the file's own list says, and is it as it was?"""

from pathlib import Path

import click

from aktsom.records.rules.manifest import Checked, Fault, check

SAID = {
    Fault.UNREADABLE: "cannot be read as a case file: it is damaged, cut off, or something else",
    Fault.NO_LIST: "has no list of its files",
    Fault.LIST_CHANGED: "the list is not as it was made",
    Fault.MISSING: "is missing",
    Fault.CHANGED: "is not as it was",
    Fault.NOT_LISTED: "is not in the list",
    Fault.TWICE: "is there twice",
}


@click.group()
def archive() -> None:
    """Case files taken out for an archive."""


@archive.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sum", "expected", default="", help="The content sum as the page shows it.")
def check_file(file: Path, expected: str) -> None:
    """Read every byte and compare with the list in the file. Ends with 1 where something lacks or differs."""
    found = check(file)
    for problem in found.problems:
        click.echo(f"{problem.path or file.name}: {SAID[problem.fault]}")
    other = bool(expected) and expected.lower() != found.content_sha256
    if other:
        click.echo(f"{file.name}: another content sum than {expected}")
    if found.problems or other:
        raise SystemExit(1)
    click.echo(_fine(found))


def _fine(found: Checked) -> str:
    return f"{found.files} files, {found.size} bytes: all there, as they were. Content sum {found.content_sha256}"
