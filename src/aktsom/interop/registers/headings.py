"""Column headings: brought to one form, and looked up among the words that registers use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.values.words import reference_rows

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_PUNCTUATION = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")
_INSIDE = 0.85
"""A known word inside a longer heading says less than a heading that is the word."""
_AT_THE_END = 0.9
"""A heading of two rows ends with the lower one, which tells the columns of one heading apart."""
_LONGEST = 200
_SURE = 0.8
_TOO_COMMON = 0.6
"""Words of less strength count only where they are the whole heading."""
_LEAST_SHARE = 0.15
"""A word that is less of the heading than this is one word of a sentence."""
_SCALES = (
    (re.compile(r"\b(?:mnok|mkr|mill\w*|mio|million\w*|meur)\b"), Decimal(1_000_000)),
    (re.compile(r"\b(?:tnok|tkr|tusen|1 ?000|i 1000|k?nok 1000|teur|thousand\w*)\b"), Decimal(1_000)),
    (re.compile(r"\b(?:mrd|milliard\w*)\b"), Decimal(1_000_000_000)),
)
_CURRENCIES = (
    (re.compile(r"\bm?t?eur\b|€|\beuro\b"), "EUR"),
    (re.compile(r"\bm?usd\b|\$"), "USD"),
    (re.compile(r"\bm?sek\b"), "SEK"),
    (re.compile(r"\bm?dkk\b"), "DKK"),
    (re.compile(r"\bm?gbp\b|£"), "GBP"),
    (re.compile(r"\b[mt]?nok\b|\bm?t?kr\b|\bkroner\b"), "NOK"),
)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """`field` is nothing for words that name something a register import leaves alone."""

    field: Field | None
    words: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    field: Field | None
    confidence: float
    words: str


def heading_key(heading: str) -> str:
    """How headings are compared and remembered: small letters, no punctuation, no brackets unless that is all."""
    heading = heading[:_LONGEST]
    return _words(_BRACKETS.sub(" ", heading)) or _words(heading)


@cache
def known_words() -> tuple[KnownWords, ...]:
    return tuple(
        KnownWords(
            None if row["field"] == "-" else Field(row["field"]), tuple(row["words"].split()), float(row["strength"])
        )
        for row in reference_rows("column_words.csv")
    )


@cache
def _exact() -> dict[str, KnownWords]:
    return {" ".join(known.words): known for known in reversed(known_words())}


@lru_cache(maxsize=4096)
def heading_matches(heading: str) -> tuple[HeadingMatch, ...]:
    """Every field that the heading may name, likeliest first. A heading that is a known word beats one that has it."""
    heading = heading[:_LONGEST]
    key, whole = heading_key(heading), _words(heading)
    exact = [match for match in (_exactly(whole), _exactly(key)) if match]
    for match in exact:
        if match.confidence >= _SURE:
            return (match,)
    found = {match.field: match for match in (*_within(whole), *_within(key), *reversed(exact))}
    return tuple(sorted(found.values(), key=_rank, reverse=True))


def _rank(match: HeadingMatch) -> float:
    """Of words equally strong, the longer say more."""
    return match.confidence + 0.01 * min(len(match.words), 20)


def _words(heading: str) -> str:
    """The heading in small letters with what its brackets hold: "Navn (leverandør)"."""
    return _PUNCTUATION.sub(" ", _CAMEL.sub(" ", heading).lower()).strip()


def _exactly(key: str) -> HeadingMatch | None:
    known = _exact().get(key) or _exact().get(key.replace(" ", ""))
    return HeadingMatch(known.field, known.strength, " ".join(known.words)) if known else None


def _within(key: str) -> Iterator[HeadingMatch]:
    """The best of each field's words that the heading contains."""
    tokens = tuple(key.split())
    found: dict[Field | None, HeadingMatch] = {}
    for known in _beginning_with(tokens):
        words = " ".join(known.words)
        if known.strength > _TOO_COMMON and len(words) >= _LEAST_SHARE * len(key) and _contains(tokens, known.words):
            weight = _AT_THE_END if tokens[-len(known.words) :] == known.words else _INSIDE
            match = HeadingMatch(known.field, known.strength * weight, words)
            best = found.get(known.field)
            if best is None or (match.confidence, len(words)) > (best.confidence, len(best.words)):
                found[known.field] = match
    yield from found.values()


def _beginning_with(tokens: tuple[str, ...]) -> Iterator[KnownWords]:
    """The known words that may be among the tokens, in the order of the list."""
    places = sorted({place for token in tokens for place in _by_first_word().get(token, ())})
    return (known_words()[place] for place in places)


@cache
def _by_first_word() -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, known in enumerate(known_words()):
        places.setdefault(known.words[0], []).append(place)
    return places


def _contains(tokens: tuple[str, ...], words: tuple[str, ...]) -> bool:
    width = len(words)
    return any(tokens[at : at + width] == words for at in range(len(tokens) - width + 1))


def heading_scale(heading: str) -> Decimal:
    """What a sum in the column is multiplied with: "Verdi (MNOK)", "Beløp i 1000 kr"."""
    lowered = heading.lower()
    return next((factor for shape, factor in _SCALES if shape.search(lowered)), Decimal(1))


def heading_currency(heading: str) -> str | None:
    lowered = heading.lower()
    return next((code for shape, code in _CURRENCIES if shape.search(lowered)), None)
