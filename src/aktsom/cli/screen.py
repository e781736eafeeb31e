"""`aktsom screen`: registers against the high-risk list, with neither set-up nor database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

FORMATS = ("xlsx", "csv", "parquet", "json")
FILE_PROBLEM, NOT_UNDERSTOOD, INTERRUPTED = 1, 3, 130


@click.command(
    epilog="Exit codes: 0 all screened, 1 a file cannot be read or written, 2 wrong use, 3 all screened but "
    "some rows do not tell what is bought, 130 interrupted."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="FILE", help="Write the rows with their results here; - for standard output.")
@click.option(
    "--format", "shape", type=click.Choice(FORMATS), help="Format of the result, when its name does not tell."
)
@click.option("--lang", "language", type=click.Choice(("nb", "nn", "en")), default="nb", help="Language of the answer.")
@click.option("--catalogue", type=click.Path(path_type=Path), help="A folder with another version of the list.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep large files in numbers in this "
    "folder, so that screening them again with other levels, countries or codes reads no text.",
)
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="NAME",
    help="Screen this sheet instead of the likeliest one; several together when given again.",
)
@click.option("--top", default=10, show_default=True, type=click.IntRange(0, 200), help="How many purchases to show.")
def screen(  # noqa: PLR0917 - one argument per option is how click hands them over
    files: tuple[str, ...],
    output: str | None,
    shape: str | None,
    language: str,
    catalogue: Path | None,
    keep: Path | None,
    sheets: tuple[str, ...],
    top: int,
) -> None:
    """Screen contract registers against the high-risk list.

    FILE is Excel, OpenDocument or CSV in any shape people keep registers in; - reads standard input. Several registers
    at once also show who shares which categories and suppliers. Nothing is stored and nothing leaves the machine.
    """
    shape = _shape_of(output, shape)
    with _clear_endings(language), TemporaryDirectory(prefix="aktsom-") as scratch:
        from aktsom.cli.screening import Job, run
        from aktsom.interop.screening.formats import Format

        wanted = Format(shape) if shape else None
        silent = run(Job(files, output, wanted, language, catalogue, keep, top, Path(scratch), sheets))
        sys.stdout.flush()
    if silent:
        sys.exit(NOT_UNDERSTOOD)


def _shape_of(output: str | None, shape: str | None) -> str | None:
    if output is None:
        if shape:
            raise click.UsageError("--format needs --output.")
        return None
    if shape:
        return shape
    ending = Path(output).suffix.lower().removeprefix(".")
    if ending in FORMATS:
        return ending
    if output == "-":
        return "csv"
    raise click.UsageError(
        f"Which format is «{output}»? End its name with .xlsx, .csv, .parquet or .json, or say --format."
    )


@contextmanager
def _clear_endings(language: str) -> Iterator[None]:
    """Whatever ends the work early is told in one line."""
    from aktsom.cli.wording import Trouble, say, translator
    from aktsom.interop.spreadsheets.problems import _

    try:
        yield
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(FILE_PROBLEM)
    except BrokenPipeError:
        # Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(translator(language)(_("Mottakeren lukket utdata før alt var skrevet.")))
        sys.exit(FILE_PROBLEM)
    except KeyboardInterrupt:
        say(translator(language)(_("Avbrutt. Ingen resultatfil er skrevet.")))
        sys.exit(INTERRUPTED)
