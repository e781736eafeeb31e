"""Texts as words to look for, and what a word that somebody typed may stand for. Plain values in and out."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from aktsom.knowledge.rules.stemming import folded, stem

ALIKE = Path(__file__).parents[1] / "reference" / "alike_words.csv"
MOST_ASKED = 8  # words of a question
MOST_KEPT = 3_000  # different words of one document
LONGEST = 60  # letters of a word, as the column
_WORD = re.compile(r"[^\W_]+")
# A number in groups of three: by spaces of any width, full stops, commas or apostrophes.
_GROUPED = re.compile(r"(?<!\w)\d{1,3}(?:[ \u00a0\u2009\u202f.,'\u2019]\d{3})+(?!\w)")
# What a match is worth, by how the word was met. Twice that in a title.
EXACT, ALIKE_WORD, BEGINS, INSIDE, NEAR, INSIDE_NEAR = 8, 6, 5, 3, 2, 1


def words_of(text: str) -> Iterator[str]:
    """Each word as it is looked for; `12 000` is one number, and each of its groups a word too."""
    plain = folded(text)
    for word in _WORD.findall(plain):
        yield stem(word[:LONGEST])
    for number in _GROUPED.findall(plain):
        yield _together(number)[:LONGEST]


def _together(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def asked_words(text: str) -> list[str]:
    """The words somebody typed, folded, once each; `912 345 678` is one number."""
    plain = _GROUPED.sub(lambda found: _together(found.group()), folded(text))
    return list(dict.fromkeys(_WORD.findall(plain)))[:MOST_ASKED]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(begins, ends, word as it is looked for), of the text as it is written, in the order they begin; a number in
    groups before its groups."""
    numbers = [(one.start(), one.end(), _together(one.group())[:LONGEST]) for one in _GROUPED.finditer(text)]
    words = [(one.start(), one.end(), stem(folded(one.group())[:LONGEST])) for one in _WORD.finditer(text)]
    yield from sorted(numbers + words, key=lambda span: (span[0], -span[1])) if numbers else words


@cache
def alike() -> Mapping[str, frozenset[str]]:
    """Words for the same in Bokmål, Nynorsk and English, by each of them."""
    with ALIKE.open(encoding="utf-8", newline="") as file:
        groups = [[stem(folded(word)) for word in row["words"].split()] for row in csv.DictReader(file)]
    found: dict[str, set[str]] = {}
    for group in groups:
        for word in group:
            found.setdefault(word, set()).update(other for other in group if other != word)
    return {word: frozenset(others) for word, others in found.items()}


def most_errors(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped: none in what is short, or holds a number."""
    if not word.isalpha() or len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


@lru_cache(maxsize=4_096)
def _words_of_title(title: str) -> frozenset[str]:
    """Names of the high-risk list are asked of each question."""
    return frozenset(words_of(title))


def worth(asked: Iterable[Mapping[str, int]], title: str, text: str) -> int:
    """How well a thing answers: nothing unless every word that was asked for stands in it. Each word is {what it may
    stand for: what that is worth}."""
    in_title, in_text = _words_of_title(title), set(words_of(text))
    sum_ = 0
    for meanings in asked:
        best = max((value * 2 for word, value in meanings.items() if word in in_title), default=0)
        best = max(best, max((value for word, value in meanings.items() if word in in_text), default=0))
        if not best:
            return 0
        sum_ += best
    return sum_
