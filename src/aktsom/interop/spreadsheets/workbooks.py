"""Reading .xlsx, .xls and .ods, after everything that could harm has been ruled out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from aktsom.interop.spreadsheets.cells import (
    CellError,
    Kind,
    Note,
    Progress,
    Row,
    Sheet,
    Value,
    Workbook,
    column_letter,
)
from aktsom.interop.spreadsheets.extents import Errors, Extent
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import (
    Damaged,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
    TooManySheets,
)
from aktsom.interop.spreadsheets.raw_sheets import RawSheet, ReaderFailed, raw_sheets
from aktsom.interop.spreadsheets.screening import known_extents

_STEP = 2_000


def _number(value: float) -> Value:
    """Workbooks store every number as floating point; 958935420.0 is an org number, not a fraction."""
    if value.is_integer():
        return int(value)
    return value if math.isfinite(value) else None


_PLAIN: dict[type, Callable[[Any], Value]] = {
    float: _number,
    str: lambda text: text or None,
    bool: lambda truth: truth,
    int: lambda number: number,
    date: lambda day: day,
    datetime: lambda moment: moment,
    time: str,
    timedelta: str,
}
"""From what the reader gives, by exact type, to what we keep. Times of day and spans of time stay words."""


def read_workbook(content: bytes, kind: Kind, filename: str, limits: Limits, progress: Progress | None) -> Workbook:
    known = known_extents(content, kind, filename, limits)
    try:
        opened = raw_sheets(content, kind, limits)
        if len(opened) > limits.sheets:
            raise TooManySheets(filename=filename, found=len(opened), limit=limits.sheets)
        reading = _Reading(filename, limits, progress)
        sheets: list[Sheet] = []
        notes: list[Note] = []
        for position, (name, open_sheet) in enumerate(opened):
            extent = known.get(name) or known.get(position)
            if extent is None and kind is not Kind.XLS:  # a sheet that was not measured is not opened
                raise Damaged(filename=filename)
            extent = extent or Extent()
            raw = open_sheet()
            sheets.append(reading.sheet(raw, extent.errors))
            notes += _notes(raw.name, extent)
    except ReaderFailed:
        raise Damaged(filename=filename) from None
    hidden = sum(sheet.hidden for sheet in sheets)
    if hidden:
        notes.append(Note("hidden_sheets", {"count": hidden}))
    return Workbook(tuple(sheets), kind, tuple(notes))


class _Reading:
    """One workbook being read: keeps count of the cells, so that many sheets are no way around the limit."""

    def __init__(self, filename: str, limits: Limits, progress: Progress | None) -> None:
        self._filename = filename
        self._limits = limits
        self._progress = progress
        self._cells = 0

    def sheet(self, raw: RawSheet, errors: Errors) -> Sheet:
        self._check(raw.name, raw.height, raw.width)
        self._cells += raw.height * raw.width
        if self._cells > self._limits.cells:
            raise TooManyCells(filename=self._filename, found=self._cells, limit=self._limits.cells)
        rows = list(self._rows(raw, errors))
        while rows and not rows[-1]:
            rows.pop()
        return Sheet(raw.name, rows, raw.hidden, raw.merges)

    def _check(self, name: str, rows: int, columns: int) -> None:
        if rows > self._limits.rows:
            raise TooManyRows(sheet=name, found=rows, limit=self._limits.rows)
        if columns > self._limits.columns:
            raise TooManyColumns(sheet=name, found=column_letter(columns - 1), limit=self._limits.columns)
        if rows * columns > self._limits.cells:
            raise TooManyCells(filename=self._filename, found=rows * columns, limit=self._limits.cells)

    def _rows(self, raw: RawSheet, errors: Errors) -> Iterator[Row]:
        before: list[Value] = [None] * raw.left
        for number, cells in enumerate(raw.rows()):
            row = before + [_PLAIN[type(value)](value) for value in cells]
            if number in errors:
                _place(errors[number], row)
            while row and row[-1] is None:
                row.pop()
            yield row
            if self._progress and number % _STEP == 0:
                self._progress(number, raw.height)
        if self._progress:
            self._progress(raw.height, raw.height)


def _place(errors: Mapping[int, CellError], row: list[Value]) -> None:
    for column, error in errors.items():
        row.extend([None] * (column + 1 - len(row)))
        row[column] = error


def _notes(name: str, extent: Extent) -> Iterator[Note]:
    if extent.errors:
        found = [error for row in extent.errors.values() for error in row.values()]
        yield Note("formula_errors", {"count": len(found), "sheet": name, "example": found[0].text})
    if extent.uncalculated:
        yield Note("formulas_without_values", {"count": extent.uncalculated})
