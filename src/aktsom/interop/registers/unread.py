"""Sheets that look like registers too, beside the one that is read: a register is often kept in several."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from aktsom.interop.registers.columns import recognise_columns
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.row_kinds import RowKind
from aktsom.interop.registers.tables import Table, find_tables
from aktsom.interop.spreadsheets.cells import Note, Workbook

NOT_READ = "register_not_read"
_FEWEST_ROWS = 2  # a single row is an example or a template
_BOUGHT = frozenset({Field.TITLE, Field.DESCRIPTION, Field.PRODUCTS})
# What lists of codes and of suppliers do not say both of beside what is bought.
_OF_A_CONTRACT = (
    frozenset({Field.REFERENCE}),
    frozenset({Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER}),
    frozenset({Field.VALUE}),
    frozenset({Field.START, Field.END, Field.PERIOD, Field.OPTION_UNTIL}),
    frozenset({Field.BUYER}),
)


@dataclass(frozen=True, slots=True)
class UnreadSheet:
    """`rows` are those that hold a contract."""

    name: str
    rows: int

    @property
    def note(self) -> Note:
        return Note(NOT_READ, {"sheet": self.name, "count": self.rows})


def unread_registers(workbook: Workbook, read: Collection[str]) -> tuple[UnreadSheet, ...]:
    """Sheets other than those `read`, by name, that look like a register as well; in the order of the file.

    They do where headings or values tell what is bought and something else of a contract, or all that the sheets read
    tell.
    """
    if len(workbook.sheets) < 2:
        return ()
    tables = {table.sheet: table for table in find_tables(workbook)}
    enough = [_fields(tables[name]) for name in read if name in tables]
    return tuple(_unread((tables[one.name] for one in workbook.sheets if one.name in tables), read, enough))


def _unread(
    tables: Iterator[Table], read: Collection[str], enough: Collection[frozenset[Field]]
) -> Iterator[UnreadSheet]:
    for table in tables:
        rows = sum(row.kind is RowKind.CONTRACT for row in table.rows)
        if table.sheet not in read and rows >= _FEWEST_ROWS and _like_a_register(_fields(table), enough):
            yield UnreadSheet(table.sheet, rows)


def _fields(table: Table) -> frozenset[Field]:
    return frozenset(guess.field for guess in recognise_columns(table) if guess.field)


def _like_a_register(fields: frozenset[Field], enough: Collection[frozenset[Field]]) -> bool:
    if not fields & _BOUGHT:
        return False
    said = sum(bool(fields & one) for one in _OF_A_CONTRACT)
    return said >= (1 if Field.TITLE in fields else 2) or any(fields >= one for one in enough)
