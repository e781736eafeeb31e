"""Whether a text seems to tell who a worker is (domain rule «Workers first»). A warning, never a verdict: a person
looks again and confirms or changes. Words that mark workers, groups, places and companies are a data file.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from aktsom.sharing.limits import limit

WORDS = Path(__file__).parent / "reference" / "worker_words.csv"
NEAR = 4  # words between a role and a name that still belong together
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[.!?:\n]")
_NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ ]?\d{5}(?!\d)")
_ENDS = frozenset(".!?:\n")


class Worry(StrEnum):
    NAME = "name"  # a name beside a worker's role
    SMALL_GROUP = "small_group"  # a group so small that its people can be known
    NATIONAL_ID = "national_id"


@cache
def _words(path: Path = WORDS) -> dict[str, frozenset[str]]:
    """Kind of word to its words."""
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


def _numbers() -> dict[str, int]:
    return {word: int(number) for word, number in (pair.split("=") for pair in _words()["number"])}


def worries(text: str) -> tuple[Worry, ...]:
    """What in the text a person should look at again, in the order of the class."""
    found = _WORD.findall(text)
    holds = {
        Worry.NAME: _names_a_worker(found),
        Worry.SMALL_GROUP: _tells_of_few(found),
        Worry.NATIONAL_ID: bool(_NATIONAL_ID.search(text)),
    }
    return tuple(worry for worry in Worry if holds[worry])


def looked_at(text: str) -> str:
    """A mark of exactly this text: a person's word that it was looked at holds for no other."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def names_of_workers(text: str) -> list[tuple[int, int]]:
    """Where names stand beside a worker's role: from and up to which character, in order."""
    found = list(_WORD.finditer(text))
    words = [one.group() for one in found]
    runs = sorted({_run(words, place) for place in _worker_names(words)})
    return [(found[_after_roles(words, first, last)].start(), found[last].end()) for first, last in runs]


def _after_roles(words: list[str], first: int, last: int) -> int:
    """A role that begins a sentence is no part of the name behind it."""
    while first < last and words[first].lower() in _words()["role"] | _words()["group"]:
        first += 1
    return first


def _names_a_worker(words: list[str]) -> bool:
    return any(True for _place in _worker_names(words))


def _worker_names(words: list[str]) -> Iterator[int]:
    workers = _words()["role"] | _words()["group"]
    marks = [place for place, word in enumerate(words) if word.lower() in workers]
    return (place for mark in marks for place in _within_sentence(words, mark) if _is_name(words, place))


def _within_sentence(words: list[str], mark: int) -> list[int]:
    """Places near the mark, none of them beyond the end of its sentence."""
    places = []
    for step in (-1, 1):
        for place in range(mark + step, mark + step * (NEAR + 1), step):
            if not 0 <= place < len(words) or (words[place] in _ENDS and words[place] != ":"):
                break
            places.append(place)
    return places


def _is_name(words: list[str], place: int) -> bool:
    """Capitalised words that are neither a place, nor a company, nor just the beginning of a sentence."""
    if not _capitalised(words[place]):
        return False
    first, last = _run(words, place)
    before = words[first - 1].lower() if first else "."
    after = words[last + 1] if last + 1 < len(words) else ""
    if before in _words()["before_place"] or {after, words[last]} & _words()["after_body"]:
        return False
    return last > first or (before not in _ENDS and before not in _words()["before_source"])


def _run(words: list[str], place: int) -> tuple[int, int]:
    """The first and the last of the capitalised words that stand together there."""
    first = last = place
    while first > 0 and _capitalised(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and _capitalised(words[last + 1]):
        last += 1
    return first, last


def _capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()


def _tells_of_few(words: list[str]) -> bool:
    groups, numbers = _words()["group"], _numbers()
    few = limit("small_group_below") or 0
    for place, word in enumerate(words):
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 3 else numbers.get(word.lower())
        if number is None or not 0 < number < few:
            continue
        following = [near.lower() for near in words[place + 1 : place + 3]]
        if any(near in groups for near in following):
            return True
    return False
