"""Words: titles, names, references, lists of products, and what a cell says about human-rights terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from aktsom.interop.registers.values.amounts import parse_amount
from aktsom.interop.registers.values.org_numbers import number_within, without_number
from aktsom.interop.registers.values.parsed import Parsed, error, plain_text, says_nothing, warning
from aktsom.interop.spreadsheets.cells import CellError, Value

LINE, LONG = 300, 10_000
REFERENCE, NAME = 80, 200
_DIGIT = re.compile(r"\d")
_BULLETS = re.compile(r"\s*(?:[;|\n•●▪]|(?:^|\n)\s*[-*–]\s)\s*")
_COMMAS = re.compile(r"\s*,(?!\d)\s*")
_CURRENCY_WORDS = {
    "kr": "NOK",
    "kroner": "NOK",
    "norske kroner": "NOK",
    "€": "EUR",
    "euro": "EUR",
    "$": "USD",
    "£": "GBP",
}


def _parse(value: Value, longest: int) -> Parsed[str]:
    if value is None:
        return Parsed("")
    if isinstance(value, CellError):
        return Parsed("", (error("formula_error", shown=value.text),))
    text = plain_text(value)
    if says_nothing(text):
        return Parsed("")
    if len(text) > longest:
        return Parsed(text[:longest], (warning("text_too_long", length=len(text), limit=longest),))
    return Parsed(text)


def parse_line(value: Value, longest: int = LINE) -> Parsed[str]:
    parsed = _parse(value, longest)
    return Parsed(parsed.value.replace("\n", " "), parsed.flaws) if "\n" in parsed.value else parsed


def parse_long_text(value: Value) -> Parsed[str]:
    return _parse(value, LONG)


def parse_title(value: Value) -> Parsed[str]:
    parsed = parse_line(value)
    if parsed.value and not any(letter.isalpha() for letter in parsed.value):
        looks_like_sum = parse_amount(value).value.value is not None
        return Parsed(
            parsed.value, (*parsed.flaws, warning("title_is_a_number" if looks_like_sum else "title_has_no_words"))
        )
    return parsed


@dataclass(frozen=True, slots=True)
class Named:
    """A supplier's name, and the organisation number where the same cell has one: "Eksempel AS (958 935 420)"."""

    name: str = ""
    number: str = ""


NOBODY = Named()


def parse_supplier(value: Value) -> Parsed[Named]:
    parsed = parse_line(value, NAME)
    name = parsed.value
    if not _DIGIT.search(name):
        return Parsed(Named(name), parsed.flaws)
    number = number_within(name)
    if number:
        return Parsed(Named(without_number(name), number), parsed.flaws)
    return Parsed(Named(name), (*parsed.flaws, warning("name_is_a_number")) if name.isdigit() else parsed.flaws)


def parse_reference(value: Value) -> Parsed[str]:
    return parse_line(value, REFERENCE)


def parse_products(value: Value) -> Parsed[tuple[str, ...]]:
    parsed = _parse(value, LONG)
    parts = [part for part in _BULLETS.split(parsed.value) if part]
    if len(parts) == 1:
        parts = _COMMAS.split(parts[0])
    names = dict.fromkeys(part.strip(" .-–*") for part in parts)
    return Parsed(tuple(name[:LINE] for name in names if name), parsed.flaws)


def parse_currency(value: Value) -> Parsed[str]:
    text = plain_text(value).strip().rstrip(".")
    if isinstance(value, CellError):
        return Parsed("", (error("formula_error", shown=value.text),))
    if says_nothing(text):
        return Parsed("")
    known = _CURRENCY_WORDS.get(text.lower())
    if known:
        return Parsed(known)
    if len(text) == 3 and text.isalpha() and text.isascii():
        return Parsed(text.upper())
    return Parsed("", (warning("not_a_currency"),))


@dataclass(frozen=True, slots=True)
class Terms:
    """`term_set` is an id (T0 to T4, T4-H) where the words name one; `present` is nothing when they do not say."""

    term_set: str = ""
    present: bool | None = None


NO_TERMS = Terms()
_YES = re.compile(r"^(?:ja|j|yes|y|true|sann|1|x|ok|inngår|inkludert|brukt|stilt|tatt inn|√|✓|✔)\b|^[√✓✔x]$")
_NO = re.compile(r"^(?:nei|n|no|false|usann|0|ikke|ikkje|ingen|mangler|uten)\b")
_NAMED = re.compile(r"\bt ?([0-4])(?: ?-? ?(h))?\b")
_BY_YEAR = ((2022, "T4"), (2021, "T3"), (2018, "T2"), (2013, "T1"), (2009, "T0"))
_YEAR = re.compile(r"\b(20(?:09|1\d|2\d))\b")


def parse_terms(value: Value) -> Parsed[Terms]:
    """Which terms: named by id, or by the year of the published set; or only yes and no."""
    if isinstance(value, CellError):
        return Parsed(NO_TERMS, (error("formula_error", shown=value.text),))
    text = plain_text(value).lower()
    if _YES.search(text):
        return Parsed(Terms(_named_set(text), present=True))
    if _NO.search(text):
        return Parsed(Terms("", present=False))
    if says_nothing(text):
        return Parsed(NO_TERMS)
    named = _named_set(text)
    return Parsed(Terms(named, present=True)) if named else Parsed(Terms(), (warning("terms_unknown"),))


def _named_set(text: str) -> str:
    named = _NAMED.search(text)
    if named:
        return f"T{named[1]}" + ("-H" if named[2] else "")
    if "helseforetak" in text or "sykehusinnkjøp" in text:
        return "T4-H"
    year = _YEAR.search(text)
    return next((term_set for first, term_set in _BY_YEAR if year and int(year[1]) >= first), "")


def together(first: Any, second: Any) -> Any:
    """Two columns of one field: lists are joined, texts set one under the other."""
    if isinstance(first, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    if isinstance(first, str):
        return f"{first}\n{second}" if first and second else first or second
    return first
