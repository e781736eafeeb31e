"""Texts as words to look for, and what a word that somebody typed may stand for. Plain values in and out."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from aktsom.knowledge.rules.stemming import VOWELS, folded, stem

ALIKE = Path(__file__).parents[1] / "reference" / "alike_words.csv"
MOST_ASKED = 8  # words of a question
MOST_KEPT = 3_000  # different words of one document
LONGEST = 60  # letters of a word, as the column
_WORD = re.compile(r"[^\W_]+")
# A number in groups of three: by spaces of any width, full stops, commas or apostrophes.
_GROUPED = re.compile(r"(?<!\w)\d{1,3}(?:[ \u00a0\u2009\u202f.,'\u2019]\d{3})+(?!\w)")
# What a match is worth, by how the word was met. Twice that in a title. What only begins with the word, or has it
# inside, may do so by chance (`maskin` of `maske`), and is worth less in a title than one of its parts is anywhere.
EXACT, ALIKE_WORD, WHOLE_PART, BEGINS, INSIDE, NEAR, INSIDE_NEAR, OF_KIND = 12, 10, 9, 4, 3, 2, 1, 1
SHORTEST_PART = 3  # letters
OF_THING = "="  # before a word that a kind of thing is called by, which no text holds


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


def is_part(root: str, word: str) -> bool:
    """Whether the word is joined, and one of its parts is the other, without its ending: the last, as Norwegian joins
    them (`støvmask`), or the first, where a consonant goes on after it (`hanskefabrikk`; not `maskin`)."""
    if len(root) < SHORTEST_PART or len(word) < len(root) + 2:
        return False
    if word.endswith(root):
        return True
    if not word.startswith(root):
        return False
    rest = word.removeprefix(root).removeprefix("e")
    return len(rest) >= SHORTEST_PART and rest[0] not in VOWELS


@lru_cache(maxsize=4_096)
def _words_of_title(title: str) -> frozenset[str]:
    """Names of the high-risk list are asked of each question."""
    return frozenset(words_of(title))


def of_kind(names: str) -> frozenset[str]:
    """The words that a kind of thing is called by, as things of it are looked for."""
    return frozenset(OF_THING + word for word in words_of(names))


def worth(asked: Iterable[Mapping[str, int]], title: str, text: str, kind: Collection[str] = ()) -> int:
    """How well a thing answers: nothing unless every word that was asked for stands in it, or is of its `kind`. Each
    word is {what it may stand for: what that is worth}."""
    in_title, in_text = _words_of_title(title), {*words_of(text), *kind}
    sum_ = 0
    for meanings in asked:
        best = max((value * 2 for word, value in meanings.items() if word in in_title), default=0)
        best = max(best, max((value for word, value in meanings.items() if word in in_text), default=0))
        if not best:
            return 0
        sum_ += best
    return sum_
