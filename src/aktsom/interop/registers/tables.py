"""Finding the register in a sheet: titles and blank lines above it, headings over two rows, sums and remarks below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aktsom.interop.registers.header_rows import header_index, headings_at, known_heading
from aktsom.interop.registers.row_kinds import RowKind, RowKinds
from aktsom.interop.spreadsheets.cells import Note, Row, Sheet, Value, Workbook
from aktsom.interop.spreadsheets.problems import NoRows, OnlyHeader

__all__ = ["RowKind", "Table", "TableRow", "best_table", "find_table", "find_tables"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """`number` is the row as the spreadsheet program shows it."""

    number: int
    cells: Row
    kind: RowKind = RowKind.CONTRACT


@dataclass(frozen=True, slots=True)
class Table:
    """Where the register was found. `columns` are 0-based positions in the sheet, one per heading."""

    sheet: str
    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    columns: tuple[int, ...]
    rows: Sequence[TableRow]
    score: float = 0.0
    hidden: bool = False
    notes: tuple[Note, ...] = field(default=())

    def values(self, column: int) -> Iterator[Value]:
        """The cells of one column of the sheet, of contract rows only."""
        for row in self.rows:
            if row.kind is RowKind.CONTRACT:
                yield row.cells[column] if column < len(row.cells) else None


def best_table(workbook: Workbook, sheet: str | None = None, header_row: int | None = None) -> Table:
    """The register of the workbook, or of the sheet and from the heading row that a person points at."""
    if sheet is not None:
        return find_table(next(found for found in workbook.sheets if found.name == sheet), header_row)
    tables = find_tables(workbook)
    return tables[0] if header_row is None else find_table(_named(workbook, tables[0].sheet), header_row)


def find_tables(workbook: Workbook) -> tuple[Table, ...]:
    """One table for each sheet that has any, the likeliest register first. Hidden sheets come last."""
    found: list[Table] = []
    refused: OnlyHeader | NoRows | None = None
    for sheet in workbook.sheets:
        try:
            found.append(find_table(sheet))
        except (OnlyHeader, NoRows) as problem:
            refused = refused or problem
    if not found:
        raise refused or NoRows(filename="")
    return tuple(sorted(found, key=lambda table: (table.hidden, -table.score)))


def _named(workbook: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in workbook.sheets if sheet.name == name)


def find_table(sheet: Sheet, header_row: int | None = None) -> Table:
    """`header_row` as the spreadsheet program numbers it, when a person has corrected our choice."""
    at = header_index(sheet.rows) if header_row is None else header_row - 1
    if at is None or not 0 <= at < len(sheet.rows):
        raise NoRows(filename=sheet.name)
    first, last, names = headings_at(sheet, at)
    body = _filled_down(sheet, last + 1)
    columns = _used_columns(names, body)
    headings = tuple(names.get(column, "") for column in columns)
    rows = tuple(_body(body, last + 2, RowKinds(names, len(columns))))
    if not any(row.kind is RowKind.CONTRACT for row in rows):
        raise OnlyHeader(sheet=sheet.name)
    score = sum(known_heading(heading) for heading in headings) + min(len(rows), 50) / 50
    return Table(sheet.name, tuple(range(first + 1, last + 2)), headings, columns, rows, score, sheet.hidden)


def _filled_down(sheet: Sheet, start: int) -> Sequence[Row]:
    """Cells merged downwards hold for every row they cover; only the first of them has the words."""
    merges = [merge for merge in sheet.merges if merge.bottom >= start and merge.bottom > merge.top]
    body: list[Row] = list(sheet.rows[start:])
    for merge in merges:
        top = sheet.rows[merge.top] if merge.top < len(sheet.rows) else ()
        value = top[merge.left] if merge.left < len(top) else None
        if value is None or merge.top < start:
            continue
        for at in range(merge.top + 1 - start, min(merge.bottom + 1 - start, len(body))):
            row = list(body[at])
            row.extend([None] * (merge.left + 1 - len(row)))
            row[merge.left] = value
            body[at] = row
    return body


def _used_columns(names: dict[int, str], body: Sequence[Row]) -> tuple[int, ...]:
    """Columns with a heading or anything below it; blank ones, hidden or not, are left out."""
    width = max((len(row) for row in body), default=0)
    filled = {
        column
        for column in range(width)
        if column in names or any(len(r) > column and r[column] is not None for r in body)
    }
    return tuple(sorted(filled | {column for column, name in names.items() if name}))


def _body(body: Sequence[Row], start: int, kinds: RowKinds) -> Iterator[TableRow]:
    for number, row in enumerate(body, start):
        kind = kinds.kind(row)
        if kind:
            yield TableRow(number, row, kind)
