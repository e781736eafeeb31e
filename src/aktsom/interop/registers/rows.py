"""From a table and its columns to contracts in plain values, each with what is wrong in it and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aktsom.interop.registers.assembly import assembled
from aktsom.interop.registers.columns import ColumnGuess
from aktsom.interop.registers.contract_rows import CellProblem, ContractRow, ReferenceSource, RegisterRow
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.references import shared_references
from aktsom.interop.registers.tables import RowKind, Table, TableRow
from aktsom.interop.registers.values import days, texts
from aktsom.interop.registers.values.amounts import ABSURD, Amount, parse_amount
from aktsom.interop.registers.values.countries import parse_countries
from aktsom.interop.registers.values.cpv_codes import parse_cpv
from aktsom.interop.registers.values.days import Role, parse_day
from aktsom.interop.registers.values.org_numbers import parse_org_number
from aktsom.interop.registers.values.parsed import Flaw, Parsed, as_error, error, plain_text, warning
from aktsom.interop.registers.values.periods import parse_period
from aktsom.interop.spreadsheets.cells import Progress, Value

_STEP = 2_000
_MOST_FLAWS = 5
"""Of one cell; a person who is told of the first few looks at the cell."""


_Read = tuple[Any, tuple[Flaw, ...], str]


class _Cells(dict[Value, _Read]):
    """Each different cell of a column is parsed once: a register of 100,000 rows has few hundred different dates.

    Gives the plain value, what is wrong with it, and the cell's own words.
    """

    def __init__(self, parse: Callable[[Value], Parsed[Any]]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, value: Value) -> _Read:
        parsed = self._parse(as_error(value))
        read = self[value] = (parsed.value, parsed.flaws[:_MOST_FLAWS], plain_text(value))
        return read


@dataclass(frozen=True, slots=True)
class _Column:
    field: Field
    place: int
    cells: _Cells


def understand_rows(
    table: Table, columns: Sequence[ColumnGuess], progress: Progress | None = None
) -> Iterator[RegisterRow]:
    """Every filled row below the headings, in order; sums, remarks and repeated headings too, marked as such."""
    reading = _Reading(table, columns)
    total = len(table.rows)
    for done, row in enumerate(table.rows):
        if progress and done % _STEP == 0:
            progress(done, total)
        yield reading.row(row)
    if progress:
        progress(total, total)


class _Reading:
    def __init__(self, table: Table, columns: Sequence[ColumnGuess]) -> None:
        order = days.order_in(
            value
            for guess in columns
            if guess.field in {Field.START, Field.END, Field.OPTION_UNTIL, Field.PERIOD}
            for value in table.values(guess.column)
        )
        self._columns = [
            _Column(guess.field, guess.column, _Cells(_parser(guess, order))) for guess in columns if guess.field
        ]
        self._places = {column.field: column.place for column in reversed(self._columns)}
        self._shared = shared_references(table, self._places)
        self._fields = frozenset(self._places)
        self._seen: dict[str, tuple[int, ContractRow]] = {}

    def row(self, row: TableRow) -> RegisterRow:
        cells = row.cells
        width = len(cells)
        words: dict[Field, str] = {}
        values: dict[Field, Any] = {}
        problems: list[CellProblem] = []
        for column in self._columns:
            value = cells[column.place] if column.place < width else None
            if value is None:
                continue
            if value is True or value is False:
                value = "Ja" if value else "Nei"  # True and 1 are one key of a dictionary
            parsed, flaws, text = column.cells[value]
            field = column.field
            if field in values:
                values[field] = texts.together(values[field], parsed)
                words[field] = f"{words[field]}\n{text}"
            else:
                values[field] = parsed
                words[field] = text
            for flaw in flaws:
                problems.append(_problem(row.number, field, column.place, text, flaw))
                if flaw.code == "looks_like_person_number":
                    words[field] = "•••••••••••"
        found = assembled(values, self._fields, self._shared)
        if row.kind is not RowKind.CONTRACT:
            return RegisterRow(row.number, row.kind, words, found.contract, ())
        if found.settled:
            problems = [problem for problem in problems if problem.code not in found.settled]
        for field, flaw in found.flaws:
            problems.append(_problem(row.number, field, self._places.get(field), words.get(field, ""), flaw))
        return self._unlike_others(RegisterRow(row.number, row.kind, words, found.contract, tuple(problems)))

    def _unlike_others(self, row: RegisterRow) -> RegisterRow:
        contract = row.contract
        if contract.reference_source is ReferenceSource.MADE and not contract.title:
            return row
        first = self._seen.setdefault(contract.reference, (row.number, contract))
        if first[0] == row.number:
            return row
        if first[1] == contract:
            flaw, kind = warning("same_row_again", row=first[0]), RowKind.REPEATED
        else:
            flaw, kind = error("reference_twice", row=first[0], value=contract.reference), row.kind
        place = self._places.get(Field.REFERENCE)
        problem = _problem(row.number, Field.REFERENCE, place, row.words.get(Field.REFERENCE, ""), flaw)
        return RegisterRow(row.number, kind, row.words, contract, (*row.problems, problem))


def _problem(row: int, field: Field, place: int | None, text: str, flaw: Flaw) -> CellProblem:
    shown = "•••••••••••" if flaw.code == "looks_like_person_number" else text[:200]
    return CellProblem(row, field, place, shown, flaw.code, flaw.params, flaw.severity)


def _parser(guess: ColumnGuess, order: days.Order) -> Callable[[Value], Parsed[Any]]:
    match guess.field:
        case Field.VALUE:
            return lambda value: _scaled(parse_amount(value), guess)
        case Field.START:
            return lambda value: parse_day(value, Role.BEGINNING, order)
        case Field.END | Field.OPTION_UNTIL:
            return lambda value: parse_day(value, Role.END, order)
        case Field.PERIOD:
            return lambda value: parse_period(value, order)
        case None:
            return texts.parse_line
        case field:
            return _PARSERS[field]


def _scaled(parsed: Parsed[Amount], guess: ColumnGuess) -> Parsed[Amount]:
    amount = parsed.value
    if amount.value is None:
        return parsed
    if guess.scale == 1 or amount.scaled or amount.currency:
        return Parsed(Amount(amount.value, amount.currency or guess.currency, amount.scaled), parsed.flaws)
    value = amount.value * guess.scale
    if abs(value) > ABSURD >= abs(amount.value):
        return Parsed(Amount(amount.value, guess.currency), (*parsed.flaws, warning("amount_not_in_heading_unit")))
    return Parsed(Amount(value, guess.currency), parsed.flaws)


_PARSERS: dict[Field, Callable[[Value], Parsed[Any]]] = {
    Field.REFERENCE: texts.parse_reference,
    Field.TITLE: texts.parse_title,
    Field.DESCRIPTION: texts.parse_long_text,
    Field.PRODUCTS: texts.parse_products,
    Field.SUPPLIER_NAME: texts.parse_supplier,
    Field.SUPPLIER_ORG_NUMBER: parse_org_number,
    Field.SUPPLIER_COUNTRY: parse_countries,
    Field.CPV: parse_cpv,
    Field.CURRENCY: texts.parse_currency,
    Field.OPTIONS: texts.parse_line,
    Field.TERMS: texts.parse_terms,
    Field.ORIGIN_COUNTRIES: parse_countries,
    Field.STATUS: texts.parse_line,
    Field.BUYER: texts.parse_line,
}
