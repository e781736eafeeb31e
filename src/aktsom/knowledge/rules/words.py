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
_NUMBER_APART = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)")
# What a match is worth, by how the word was met. Twice that in a title.
EXACT, ALIKE_WORD, BEGINS, INSIDE, NEAR, INSIDE_NEAR = 8, 6, 5, 3, 2, 1


def words_of(text: str) -> Iterator[str]:
    """Each word as it is looked for."""
    for word in _WORD.findall(folded(text)):
        yield stem(word[:LONGEST])


def asked_words(text: str) -> list[str]:
    """The words somebody typed, folded, once each; `912 345 678` is one number."""
    return list(dict.fromkeys(_WORD.findall(_NUMBER_APART.sub("", folded(text)))))[:MOST_ASKED]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(begins, ends, word as it is looked for), of the text as it is written."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), stem(folded(found.group())[:LONGEST])


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
