"""Registers as rows of cells, read all the way."""

from collections.abc import Sequence
from typing import Any

from aktsom.interop.registers.columns import ColumnGuess, recognise_columns
from aktsom.interop.registers.contract_rows import RegisterRow
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.tables import Table, find_table
from aktsom.interop.spreadsheets.cells import Merge, Sheet


def sheet(*rows: Sequence[Any], merges: Sequence[Merge] = (), name: str = "Ark1", hidden: bool = False) -> Sheet:
    return Sheet(name, [list(row) for row in rows], hidden, tuple(merges))


def table(*rows: Sequence[Any], merges: Sequence[Merge] = ()) -> Table:
    return find_table(sheet(*rows, merges=merges))


def columns(*rows: Sequence[Any]) -> tuple[ColumnGuess, ...]:
    return recognise_columns(table(*rows))


def fields(*rows: Sequence[Any]) -> list[str | None]:
    return [guess.field and guess.field.value for guess in columns(*rows)]


def understood(*rows: Sequence[Any]) -> list[RegisterRow]:
    found = table(*rows)
    return list(understand_rows(found, recognise_columns(found)))


def codes(row: RegisterRow) -> list[str]:
    return [problem.code for problem in row.problems]
