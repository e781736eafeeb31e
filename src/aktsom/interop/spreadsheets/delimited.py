"""Reading CSV and its kin, whatever separates the cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from aktsom.interop.spreadsheets.cells import Kind, Note, Progress, Row, Sheet, Workbook, column_letter
from aktsom.interop.spreadsheets.encodings import MIXED, decoded, likely_encoding
from aktsom.interop.spreadsheets.limits import STANDARD, Limits
from aktsom.interop.spreadsheets.problems import CellTooLong, EmptyFile, TooManyCells, TooManyColumns, TooManyRows

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_LINES = 200
_SAMPLE_BYTES = 1_000_000
_STEP = 5_000
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_LONGEST_CELL_LINES = 40
_Quoting = Literal[0, 3]
_QUOTES: _Quoting = csv.QUOTE_MINIMAL
_NO_QUOTES: _Quoting = csv.QUOTE_NONE


def read_delimited(content: bytes, filename: str, limits: Limits, progress: Progress | None) -> Workbook:
    found = decoded(content, filename)
    if not found.text.strip():
        raise EmptyFile(filename=filename)
    text, declared = _declared_delimiter(found.text)
    reading = _Reading(text, declared or likely_delimiter(text), filename, limits, progress)
    notes = list(found.notes)
    rows, swallowed = reading.rows(_QUOTES)
    if swallowed is not None:
        notes.append(Note("unbalanced_quote", {"row": swallowed + 1}))
        rows, _none = reading.rows(_NO_QUOTES)
    if declared:
        rows.insert(0, [])  # the line "sep=;" is row 1 of the file, though Excel hides it
    return Workbook((Sheet("CSV", rows),), Kind.DELIMITED, tuple(notes))


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's own first line, `sep=;`."""
    match = _DECLARED.match(text)
    return (text[match.end() :], match[1]) if match else (text, None)


def likely_delimiter(text: str) -> str:
    """The one that cuts most rows into the same number of cells, more than one."""
    sample = "".join(islice(io.StringIO(text[:_SAMPLE_BYTES], newline=""), _SAMPLE_LINES))
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """Quotes that end elsewhere than before the delimiter speak against it, but do not rule it out."""
    trust = 1.0
    try:
        widths = _widths(sample, delimiter, strict=True)
    except csv.Error:
        trust = 0.5
        try:
            widths = _widths(sample, delimiter, strict=False)
        except csv.Error:
            return (0.0, 0)
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return (0.0, 0)
    width, count = max(several.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]))
    return (trust * count / sum(widths.values()) * min(width, 4), width)


def _widths(sample: str, delimiter: str, *, strict: bool) -> Counter[int]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=strict)
    return Counter(len(row) for row in rows if row)


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    delimiter: str
    filename: str
    limits: Limits
    progress: Progress | None

    def rows(self, quoting: _Quoting) -> tuple[list[Row], int | None]:
        """The rows; and, when quotes are read, the row where one seems to lack its mate."""
        csv.field_size_limit(self.limits.cell_characters * 8)
        total = self.text.count("\n") + 1
        rows: list[Row] = []
        cells = 0
        try:
            for row in csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, quoting=quoting):
                rows.append(_trimmed(row))
                cells += len(row)
                if quoting == _QUOTES and _swallowed(row):
                    return rows, len(rows) - 1
                if len(row) > self.limits.columns:
                    self._check_width(rows[-1])
                if len(rows) % _STEP == 0:
                    self._check(len(rows), cells)
                    self._tell(len(rows), max(total, len(rows)))
        except csv.Error:  # a cell of more than the limit: what a quote without its mate has swallowed, or so it stands
            if quoting == _NO_QUOTES:
                raise CellTooLong(
                    filename=self.filename, row=len(rows) + 1, limit=self.limits.cell_characters * 8
                ) from None
            return rows, len(rows)
        while rows and not rows[-1]:
            rows.pop()
        self._check(len(rows), cells)
        self._tell(len(rows), len(rows))
        return rows, None

    def _check(self, rows: int, cells: int) -> None:
        if rows > self.limits.rows:
            raise TooManyRows(sheet=self.filename, found=rows, limit=self.limits.rows)
        if cells > self.limits.cells:
            raise TooManyCells(filename=self.filename, found=cells, limit=self.limits.cells)

    def _check_width(self, row: Row) -> None:
        """Trailing delimiters without anything between them are not columns."""
        if len(row) > self.limits.columns:
            raise TooManyColumns(sheet=self.filename, found=column_letter(len(row) - 1), limit=self.limits.columns)

    def _tell(self, done: int, total: int) -> None:
        if self.progress:
            self.progress(done, total)


def _trimmed(row: list[str]) -> Row:
    while row and not row[-1]:
        row.pop()
    return [value or None for value in row]


def _swallowed(row: list[str]) -> bool:
    """One cell of so many lines that a missing quote is likelier than a long text."""
    return any(len(value) > 200 and value.count("\n") > _LONGEST_CELL_LINES for value in row)


def first_wider(path: Path, width: int) -> tuple[int, int] | None:
    """The first row of more filled cells than `width`, and how many it has; trailing blanks are no cells."""
    try:
        wider = ((number, len(row)) for number, row in enumerate(stream_rows(path), 1) if len(row) > width)
        return next(wider, None)
    except csv.Error:
        return None


def stream_rows(path: Path, limits: Limits = STANDARD) -> Iterator[Row]:
    """The rows of a CSV file of any length, one at a time, without holding the file.

    Encoding and delimiter are judged by the first megabyte. Limits of the whole file do not apply; those of a cell do.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    encoding, _note = likely_encoding(head[: head.rfind(b"\n") + 1] or head)
    errors = MIXED if encoding.startswith("utf-8") else "replace"
    csv.field_size_limit(limits.cell_characters * 8)
    with path.open(encoding=encoding, errors=errors, newline="") as lines:
        start = list(islice(lines, _SAMPLE_LINES))
        text, declared = _declared_delimiter("".join(start).removeprefix("\ufeff"))
        delimiter = declared or likely_delimiter(text)
        if declared:
            yield []
        for row in csv.reader(chain(io.StringIO(text, newline=""), lines), delimiter=delimiter):
            yield _trimmed(row)
