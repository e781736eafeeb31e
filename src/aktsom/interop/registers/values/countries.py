"""Country names in Norwegian (both forms) and English, and ISO codes, to ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from aktsom.interop.registers.values.parsed import Flaw, Parsed, error, plain_text, says_nothing, warning
from aktsom.interop.registers.values.words import reference_rows
from aktsom.interop.spreadsheets.cells import CellError, Value

_SPLIT = re.compile(r"[;,/\n|+&]| og | and | samt ")
_LONGEST, _SHOWN = 500, 60
_BRACKETS = re.compile(r"\([^)]*\)|\b\d{1,3} ?%")
_PUNCTUATION = re.compile(r"[^\w]+")


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("en", "nn", "nb"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}:
                names[_key(name)] = code
                names[code.lower()] = code
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and codes:
            names.setdefault(alias.lower(), codes[0])
    names.update({_key(row["words"]): row["code"] for row in reference_rows("country_words.csv")})
    return names


@cache
def is_country_code(code: str) -> bool:
    return code.lower() in _by_name() and _by_name()[code.lower()] == code


def _key(name: str) -> str:
    return _PUNCTUATION.sub(" ", name.lower()).strip()


def country_code(name: str) -> str | None:
    """The code; empty for a region or "several", which is no country; nothing for words we do not know."""
    found = _by_name().get(_key(name))
    return None if found is None else found.replace("-", "")


def parse_countries(value: Value) -> Parsed[tuple[str, ...]]:
    if value is None:
        return Parsed(())
    if isinstance(value, CellError):
        return Parsed((), (error("formula_error", shown=value.text),))
    text = plain_text(value)
    if says_nothing(text):
        return Parsed(())
    if len(text) > _LONGEST:
        return Parsed((), (warning("not_a_country", name=text[:_SHOWN]),))
    codes: dict[str, None] = {}
    flaws: list[Flaw] = []
    for name in _names(text):
        code = country_code(name)
        if code:
            codes[code] = None
        elif not says_nothing(name):
            flaws.append(warning("not_a_country" if code is None else "region_not_country", name=name[:_SHOWN]))
    return Parsed(tuple(codes), tuple(flaws))


def _names(text: str) -> list[str]:
    """Whole cell first: "Trinidad og Tobago" is one country."""
    if country_code(text):
        return [text]
    return [part.strip() for part in _SPLIT.split(_BRACKETS.sub(" ", text)) if part.strip()]
