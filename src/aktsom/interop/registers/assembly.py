"""From the parsed cells of one row to a contract: what one cell says about another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aktsom.interop.registers.contract_rows import ContractRow
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.references import reference_for
from aktsom.interop.registers.values import texts
from aktsom.interop.registers.values.amounts import NO_AMOUNT, Amount
from aktsom.interop.registers.values.days import NO_DAY, Day
from aktsom.interop.registers.values.options import options_end
from aktsom.interop.registers.values.org_numbers import NO_NUMBER, OrgNumber
from aktsom.interop.registers.values.parsed import Flaw, error, warning
from aktsom.interop.registers.values.periods import NO_PERIOD, Period

Flaws = list[tuple[Field, Flaw]]
_SUPPLIER = frozenset({Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER})


@dataclass(frozen=True, slots=True)
class Assembled:
    """`settled` are flaws of single cells that the rest of the row explains away."""

    contract: ContractRow
    flaws: Flaws
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Supplier:
    name: str
    number: str
    country: str
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Dates:
    start: date | None
    end: date | None
    open_ended: bool
    option_until: date | None


def assembled(values: Mapping[Field, Any], columns: frozenset[Field], shared: frozenset[str]) -> Assembled:
    """`columns` are the fields the register has, filled here or not; `shared` as in `references`."""
    flaws: Flaws = []
    supplier = _supplier(values)
    if not supplier.name and not supplier.number and columns & _SUPPLIER:
        flaws.append((Field.SUPPLIER_NAME, warning("supplier_missing")))
    title, description = _title(values, columns)
    if not title:
        flaws.append((Field.TITLE, error("title_missing")))
    dates = _dates(values, flaws)
    amount: Amount = values.get(Field.VALUE, NO_AMOUNT)
    terms: texts.Terms = values.get(Field.TERMS, texts.NO_TERMS)
    reference, source = reference_for(
        values.get(Field.REFERENCE, ""), shared, supplier.number or supplier.name, title, dates.start
    )
    contract = ContractRow(
        reference=reference,
        reference_source=source,
        title=title,
        description=description,
        products=values.get(Field.PRODUCTS, ()),
        supplier_name=supplier.name,
        supplier_org_number=supplier.number,
        supplier_country=supplier.country,
        cpv=values.get(Field.CPV, ()),
        value=amount.value,
        currency=amount.currency or values.get(Field.CURRENCY, "") or "NOK",
        start=dates.start,
        end=dates.end,
        open_ended=dates.open_ended,
        option_until=dates.option_until,
        options=values.get(Field.OPTIONS, ""),
        term_set=terms.term_set,
        has_terms=terms.present,
        origins=values.get(Field.ORIGIN_COUNTRIES, ()),
        status=values.get(Field.STATUS, ""),
        buyer=values.get(Field.BUYER, ""),
    )
    return Assembled(contract, flaws, supplier.settled)


def _supplier(values: Mapping[Field, Any]) -> _Supplier:
    named: texts.Named = values.get(Field.SUPPLIER_NAME, texts.NOBODY)
    given: OrgNumber = values.get(Field.SUPPLIER_ORG_NUMBER, NO_NUMBER)
    number, country = given.number or named.number, given.country
    countries = values.get(Field.SUPPLIER_COUNTRY, ())
    if countries and not number:
        country = countries[0]
    if not number and given.unsure and country != "NO":
        return _Supplier(named.name, country + given.unsure.removeprefix(country), country, _NUMBER_FLAWS)
    return _Supplier(named.name, number, country)


_NUMBER_FLAWS = frozenset(
    {"foreign_number_without_country", "org_number_check_digit", "org_number_length", "not_an_org_number"}
)


def _title(values: Mapping[Field, Any], columns: frozenset[Field]) -> tuple[str, str]:
    """Registers without titles say what they buy in another column; a title cut short is kept whole as description."""
    title, description = values.get(Field.TITLE, ""), values.get(Field.DESCRIPTION, "")
    if Field.TITLE not in columns:
        title = (description.partition("\n")[0] or ", ".join(values.get(Field.PRODUCTS, ())))[: texts.LINE]
    return title, description


def _dates(values: Mapping[Field, Any], flaws: Flaws) -> _Dates:
    period: Period = values.get(Field.PERIOD, NO_PERIOD)
    start: Day = values.get(Field.START, period.start)
    end: Day = values.get(Field.END, period.end)
    until: Day = values.get(Field.OPTION_UNTIL, NO_DAY)
    if start.day and end.day and end.day < start.day:
        days = {"start": f"{start.day:%d.%m.%Y}", "end": f"{end.day:%d.%m.%Y}"}
        flaws.append((Field.END if Field.END in values else Field.PERIOD, error("ends_before_start", **days)))
    if until.day and end.day and until.day < end.day:
        flaws.append((Field.OPTION_UNTIL, warning("option_before_end", end=f"{end.day:%d.%m.%Y}")))
    options = values.get(Field.OPTIONS, "")
    option_until = until.day or (options_end(options, start.day, end.day) if options else None)
    return _Dates(start.day, end.day, end.open_ended, option_until)
