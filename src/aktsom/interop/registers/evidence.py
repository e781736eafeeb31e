"""What the values of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.values.amounts import parse_amount
from aktsom.interop.registers.values.countries import country_code
from aktsom.interop.registers.values.cpv_codes import check_digit
from aktsom.interop.registers.values.days import EARLIEST, parse_day
from aktsom.interop.registers.values.org_numbers import is_norwegian, parse_org_number
from aktsom.interop.registers.values.parsed import plain_text, says_nothing
from aktsom.interop.registers.values.periods import parse_period
from aktsom.interop.spreadsheets.cells import CellError, Value

_CPV = re.compile(r"\d{8}(?:-\d)?")
_REFERENCE = re.compile(r"(?=.*\d)[A-ZÆØÅa-zæøå]{0,8}[-/ ]?\d{2,}(?:[-/.]\w+)*|\d{4}/\d+")
_COMPANY = re.compile(
    r"\b(?:as|asa|ab|a/s|aps|gmbh|ltd|limited|inc|ans|da|sa|nuf|oy|b\.?v\.?|hf|iks|llc|corp|group)\.?(?:\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares between 0 and 1 of the filled cells looked at.

    `days` are whole dates that can be read in one way only; `dated` also months, years and day numbers.
    """

    samples: tuple[Value, ...]
    filled: int
    org_numbers: float
    cpv: float
    days: float
    dated: float
    periods: float
    sums: float
    countries: float
    companies: float
    references: float
    words: float
    different: float
    usual_length: float
    usual_day: date

    def likeness(self, field: Field) -> float:
        """How much the values look like the field and not like another."""
        return _LIKENESS[field](self) if self.filled and field in _LIKENESS else 0.0


_LIKENESS: dict[Field, Callable[[Evidence], float]] = {
    Field.SUPPLIER_ORG_NUMBER: lambda seen: seen.org_numbers,
    Field.CPV: lambda seen: seen.cpv,
    Field.START: lambda seen: seen.days if seen.org_numbers + seen.cpv < 0.5 else 0.0,
    Field.END: lambda seen: seen.days if seen.org_numbers + seen.cpv < 0.5 else 0.0,
    Field.PERIOD: lambda seen: seen.periods,
    Field.ORIGIN_COUNTRIES: lambda seen: seen.countries,
    Field.SUPPLIER_NAME: lambda seen: seen.companies,
    Field.TITLE: lambda seen: (
        seen.words * seen.different if seen.usual_length >= _TITLE_LENGTH and seen.companies < 0.4 else 0.0
    ),
    Field.REFERENCE: lambda seen: seen.references if seen.different == 1.0 and seen.cpv + seen.days < 0.5 else 0.0,
    Field.VALUE: lambda seen: seen.sums if seen.cpv + seen.org_numbers + seen.days + seen.references < 0.5 else 0.0,
}
_TITLE_LENGTH = 12
"""Half of real contract titles are longer than forty letters; status words and units are shorter than this."""


def evidence_of(values: Iterable[Value]) -> Evidence:
    filled = [value for value in values if not isinstance(value, CellError) and not says_nothing(plain_text(value))]
    texts = [plain_text(value) for value in filled]
    parsed = [parse_day(value) for value in filled]
    dated = [found.value.open_ended or found.value.day is not None for found in parsed]
    whole = [is_dated and not found.flaws for is_dated, found in zip(dated, parsed, strict=True)]
    days = [found.value.day for found in parsed if found.value.day and not found.flaws]

    def share(matching: Iterable[bool]) -> float:
        return sum(matching) / len(filled) if filled else 0.0

    return Evidence(
        samples=tuple(dict.fromkeys(filled[:60])),
        filled=len(filled),
        org_numbers=share(_is_org_number(text) for text in texts),
        cpv=share(_is_cpv(text) for text in texts),
        days=share(whole),
        dated=share(dated),
        periods=share(bool(found.value.start.day and not found.flaws) for found in map(parse_period, filled)),
        sums=share(_is_sum(value) for value in filled),
        countries=share(bool(country_code(re.split(r"[;,/]", text)[0])) for text in texts),
        companies=share(bool(_COMPANY.search(text)) and len(text) < 80 for text in texts),
        references=share(bool(_REFERENCE.fullmatch(text)) and not is_norwegian(text) for text in texts),
        words=share(sum(letter.isalpha() for letter in text) > len(text) / 2 for text in texts),
        different=len(set(texts)) / len(texts) if texts else 0.0,
        usual_length=median(map(len, texts)) if texts else 0.0,
        usual_day=sorted(days)[len(days) // 2] if days else EARLIEST,
    )


def _is_org_number(text: str) -> bool:
    return (
        any(letter.isdigit() for letter in text)
        and len(text) < 40
        and is_norwegian(parse_org_number(text).value.number)
    )


def _is_cpv(text: str) -> bool:
    match = _CPV.match(text)
    if not match:
        return False
    code, _dash, digit = match[0].partition("-")
    return not digit or digit == check_digit(code)


def _is_sum(value: Value) -> bool:
    found = parse_amount(value)
    return (
        found.value.value is not None
        and abs(found.value.value) >= 1_000
        and not any(flaw.code == "amount_with_words" for flaw in found.flaws)
    )


def looks_wrong(field: Field, evidence: Evidence) -> bool:
    """Whether the values speak against what the heading says. Few or no values never do."""
    return evidence.filled >= _ENOUGH_TO_DOUBT and field in _DOUBTS and _DOUBTS[field](evidence)


_ENOUGH_TO_DOUBT = 4


def _no_days(seen: Evidence) -> bool:
    return seen.dated < 0.2 and (seen.periods > 0.5 or seen.sums > 0.5 or seen.words > 0.8)


def _numbers_or_days(seen: Evidence) -> bool:
    return max(seen.org_numbers, seen.days, seen.cpv) > 0.8


_DOUBTS: dict[Field, Callable[[Evidence], bool]] = {
    **dict.fromkeys((Field.START, Field.END, Field.OPTION_UNTIL), _no_days),
    **dict.fromkeys((Field.SUPPLIER_NAME, Field.TITLE, Field.DESCRIPTION, Field.PRODUCTS), _numbers_or_days),
    Field.VALUE: lambda seen: seen.days > 0.8 or (seen.words > 0.8 and seen.sums < 0.1),
    Field.SUPPLIER_ORG_NUMBER: lambda seen: seen.words > 0.9 and seen.org_numbers < 0.1,
    Field.ORIGIN_COUNTRIES: lambda seen: seen.countries < 0.1 and seen.filled >= 10,
}
