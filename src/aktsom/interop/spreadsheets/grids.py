"""Building a sheet cell by cell, for formats that say where the next cell goes rather than where it is."""

from __future__ import annotations

from aktsom.interop.spreadsheets.cells import Merge, Sheet, Value
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import TooManyCells, TooManyColumns, TooManyRows


class Grid:
    """Cells placed one after the other, leaving room for those that span rows and columns."""

    def __init__(self, filename: str, limits: Limits) -> None:
        self.rows: list[list[Value]] = []
        self.merges: list[Merge] = []
        self._taken: set[tuple[int, int]] = set()
        self._at = 0
        self._cells = 0
        self._filename = filename
        self._limits = limits

    def new_row(self, number: int | None = None) -> None:
        self._check(len(self.rows) if number is None else number, 0)
        while number is not None and len(self.rows) < number - 1:
            self.rows.append([])
        self.rows.append([])
        self._at = 0

    def place(self, value: Value, *, column: int | None = None, rows: int = 1, columns: int = 1) -> None:
        if not self.rows:
            self.new_row()
        row = len(self.rows) - 1
        if column is not None:
            self._at = column
        while (row, self._at) in self._taken:
            self._at += 1
        self._check(row, self._at + columns)
        self.rows[row].extend([None] * (self._at + 1 - len(self.rows[row])))
        self.rows[row][self._at] = value
        if rows > 1 or columns > 1:
            self._span(row, min(rows, self._limits.rows), columns)
        self._at += columns

    def sheet(self, name: str) -> Sheet:
        for row in self.rows:
            while row and row[-1] is None:
                row.pop()
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        return Sheet(name, self.rows, merges=tuple(self.merges))

    def _span(self, row: int, rows: int, columns: int) -> None:
        self._cells += rows * columns
        self._check(row, self._at + columns)
        self.merges.append(Merge(row, self._at, row + rows - 1, self._at + columns - 1))
        self._taken.update((row + down, self._at + right) for down in range(1, rows) for right in range(columns))

    def _check(self, row: int, columns: int) -> None:
        self._cells += 1
        if row >= self._limits.rows:
            raise TooManyRows(sheet=self._filename, found=row + 1, limit=self._limits.rows)
        if columns > self._limits.columns:
            raise TooManyColumns(sheet=self._filename, found=columns, limit=self._limits.columns)
        if self._cells > self._limits.cells:
            raise TooManyCells(filename=self._filename, found=self._cells, limit=self._limits.cells)


def span(text: str | None) -> int:
    return min(max(1, int(text)), 100_000) if text and text.isascii() and text.isdigit() else 1
