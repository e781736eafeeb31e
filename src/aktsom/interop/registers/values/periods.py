"""A start and an end in one cell: "01.02.2024 - 31.01.2026", "2024-2026", "fra 1. mars 2024 til 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aktsom.interop.registers.values.days import NO_DAY, Day, Order, Role, parse_day
from aktsom.interop.registers.values.parsed import Parsed, plain_text, says_nothing, warning
from aktsom.interop.spreadsheets.cells import Value

_BETWEEN = re.compile(r"\s*(?:\s-\s|–|—|\btil og med\b|\bt\.?o\.?m\.?(?=\s)|\btil\b|\bto\b|\buntil\b|->|→)\s*")
_DASH = re.compile(r"-")
_YEARS = re.compile(r"((?:19|20)\d{2})\s*[-–/]\s*((?:19|20)?\d{2})")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Period:
    start: Day = NO_DAY
    end: Day = NO_DAY


NO_PERIOD = Period()


def parse_period(value: Value, order: Order = Order.UNSURE) -> Parsed[Period]:
    """A single date is the end: what a column called "period" holds then is when the contract runs out."""
    if isinstance(value, str):
        text = plain_text(value).lower().replace("\n", " ")
        if says_nothing(text):
            return Parsed(NO_PERIOD)
        for first, last in _halves(text):
            start, end = parse_day(first, Role.BEGINNING, order), parse_day(last, Role.END, order)
            if start.value.day and (end.value.day or end.value.open_ended):
                return Parsed(Period(start.value, end.value), (*start.flaws, *end.flaws))
    alone = parse_day(value, Role.END, order)
    if alone.value is NO_DAY and isinstance(value, str):
        return Parsed(NO_PERIOD, (warning("not_a_period"),))
    return Parsed(Period(NO_DAY, alone.value), alone.flaws)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Every way to cut the text in two; a dash may also be inside a date."""
    if len(text) > _LONGEST:
        return
    years = _YEARS.fullmatch(text)
    if years:
        yield years[1], years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        return
    for mark in (*_BETWEEN.finditer(text), *_DASH.finditer(text)):
        yield text[: mark.start()], text[mark.end() :]
