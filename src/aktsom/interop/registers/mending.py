"""A row of a register file understood anew, after a person wrote something else in some of its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from aktsom.contracts import queries
from aktsom.contracts.actions import mend_row
from aktsom.contracts.models import ImportRow
from aktsom.contracts.queries.imports import RowView
from aktsom.contracts.rules import Problem, StagedRow, problems
from aktsom.core.actor import Actor
from aktsom.interop.registers.columns import ColumnGuess, Reason
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.headings import heading_currency, heading_scale
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.staging import FACTS, facts_of, problems_of
from aktsom.interop.registers.tables import Table, TableRow

FIELD_OF: dict[str, Field] = {names[0]: field for field, names in FACTS.items() if field is not Field.PERIOD}
"""Which kind of column is read for each thing that can be mended."""


def mend(*, by: Actor, at: datetime, import_id: str, number: int, mended: Mapping[str, str]) -> ImportRow:
    """`mended` is {what of the contract: text as a person wrote it}; an empty text says "nothing"."""
    found = queries.register_import(by, import_id)
    row = queries.row(found, number)
    known = {name: text.strip() for name, text in mended.items() if name in FIELD_OF}
    staged = understood_again(row, known, found.columns)
    return mend_row(by=by, at=at, import_id=import_id, number=number, mended=known, staged=staged)


def understood_again(row: RowView, mended: Mapping[str, str], columns: Sequence[Mapping[str, Any]]) -> StagedRow:
    """Only the mended cells are read; of the others what was understood stands, and so do the reader's complaints."""
    headings = {column["field"]: str(column["header"]) for column in columns}
    cells = _with_neighbours(row, mended)
    guesses = [_column(at, FIELD_OF[name], headings) for at, name in enumerate(cells)]
    (read,) = understand_rows(_table(row.number, tuple(text or None for text in cells.values())), guesses)
    understood, touched = facts_of(read.contract), set(cells)
    if "supplier_name" in mended and understood.supplier_number:
        touched |= {"supplier_number", "supplier_country"}
    facts = replace(row.facts, **{name: getattr(understood, name) for name in touched})
    found = tuple(problem for problem in problems_of(read) if problem.field in touched)
    return StagedRow(row.number, {**row.words, **mended}, facts, (*_still_wrong(row, touched), *found))


def _with_neighbours(row: RowView, mended: Mapping[str, str]) -> dict[str, str]:
    """The mended cells with those that say how to read them: a sum's currency, a foreign number's country."""
    said = {**row.words, **row.mended}
    cells = dict(mended)
    if "value" in cells:
        cells.setdefault("currency", row.facts.currency)
    if "supplier_number" in cells and row.facts.supplier_country != "NO":
        cells.setdefault("supplier_country", row.facts.supplier_country)
    if "supplier_country" in cells and said.get("supplier_number"):
        cells.setdefault("supplier_number", said["supplier_number"])
    return cells


def _column(at: int, field: Field, headings: Mapping[str, str]) -> ColumnGuess:
    heading = headings.get(field, "")
    scale, currency = heading_scale(heading), heading_currency(heading)
    return ColumnGuess(at, heading, field, 1.0, Reason.REMEMBERED, scale=scale, currency=currency)


def _table(number: int, cells: tuple[str | None, ...]) -> Table:
    places = tuple(range(len(cells)))
    return Table("", (1,), ("",) * len(cells), places, (TableRow(number, cells),))


def _still_wrong(row: RowView, touched: set[str]) -> tuple[Problem, ...]:
    """What the register's own checks found in the old facts they say again if it still holds."""
    again = {(problem.field, problem.code) for problem in problems(row.facts)}
    kept = (problem for problem in row.problems if problem.field not in touched and problem.code != "reference_twice")
    return tuple(problem for problem in kept if (problem.field, problem.code) not in again)
