"""The register's own whole files, read row by row: CSV or a JSON array, plain or packed with gzip.

A million rows pass through in constant memory. Rows that cannot be understood are counted and passed over; a file that
is not the register's is refused before anything is given.
"""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError
from aktsom.interop.company_register.answers import NotUnderstood, facts_of
from aktsom.suppliers.rules.register import RegisterFacts

NUMBER = "organisasjonsnummer"
_CHUNK = 1_000_000  # characters read at a time
_LONGEST_ROW = 2_000_000
_GZIP = b"\x1f\x8b"


class WrongFile(DomainError):
    """Not a file of the register, or one that is cut off."""


@dataclass
class Counted:
    rows: int = 0
    not_understood: int = 0


def read_companies(path: Path, wanted: Collection[str], counted: Counted) -> Iterator[RegisterFacts]:
    """Facts of the numbers that are wanted, in the order of the file. Raises WrongFile."""
    with _opened(path) as text:
        try:
            for row in _rows(text):
                counted.rows += 1
                if str(row.get(NUMBER)) not in wanted:
                    continue
                try:
                    yield facts_of(row)
                except NotUnderstood:
                    counted.not_understood += 1
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise WrongFile(_("Filen er skadet eller ikke hel. Last den ned på nytt.")) from None
        except UnicodeDecodeError:
            raise WrongFile(_("Filen er ikke skrevet i UTF-8, slik Enhetsregisterets filer er.")) from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    try:
        raw = path.open("rb")
    except OSError:
        raise WrongFile(_("Kan ikke lese filen.")) from None
    with raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        stream: Any = gzip.GzipFile(fileobj=raw) if packed else raw
        yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def _rows(text: IO[str]) -> Iterator[dict[str, Any]]:
    start = text.read(_CHUNK)
    if start.lstrip().startswith("["):
        yield from _array(text, start)
    elif NUMBER in start.partition("\n")[0]:
        yield from _table(text, start)
    else:
        raise WrongFile(_("Dette er ikke en fil fra Enhetsregisteret. Vi leser CSV og JSON, også pakket (.gz)."))


def _table(text: IO[str], start: str) -> Iterator[dict[str, Any]]:
    """Comma or semicolon, as the heading has it."""
    heading = start.partition("\n")[0]
    mark = ";" if heading.count(";") > heading.count(",") else ","
    csv.field_size_limit(_LONGEST_ROW)  # of the whole process: others set their own before they read
    try:
        yield from csv.DictReader(_lines(text, start), delimiter=mark)
    except csv.Error:
        raise WrongFile(_("En celle i filen er lengre enn noen av Enhetsregisterets. Last den ned på nytt.")) from None


def _lines(text: IO[str], start: str) -> Iterator[str]:
    """The lines of what was read already and of the rest."""
    held = start
    while True:
        lines = held.splitlines(keepends=True)
        last = "" if held.endswith("\n") else lines.pop() if lines else ""
        yield from lines
        more = text.read(_CHUNK)
        if not more:
            if last:
                yield last
            return
        held = last + more


def _array(text: IO[str], start: str) -> Iterator[dict[str, Any]]:
    """The objects of one array, one at a time."""
    decoder, held, at = json.JSONDecoder(), start, start.index("[") + 1
    while True:
        while at < len(held) and held[at] in " \t\r\n,":
            at += 1
        if at < len(held) and held[at] == "]":
            return
        try:
            if at >= len(held):
                raise ValueError
            row, at = decoder.raw_decode(held, at)
        except ValueError:
            more = text.read(_CHUNK)
            if not more or len(held) - at > _LONGEST_ROW:
                raise WrongFile(_("Filen er skadet eller ikke hel. Last den ned på nytt.")) from None
            held, at = held[at:] + more, 0
            continue
        if not isinstance(row, dict):
            raise WrongFile(_("Dette er ikke en fil fra Enhetsregisteret. Vi leser CSV og JSON, også pakket (.gz)."))
        yield row
