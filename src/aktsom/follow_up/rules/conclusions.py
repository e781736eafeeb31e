"""When a follow-up may be concluded as a whole, and what of it is open. Plain values in and out."""

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """A point of one term set."""

    term_set: str
    number: str


def points_open(points: Iterable[Point], concluded: Collection[Point]) -> list[Point]:
    """Those that nobody has concluded on, nor said why they were not assessed."""
    return [one for one in points if one not in concluded]


def by_wording(wordings: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """[(wording, term sets that have it)] from (term set, wording), in the order met. What is worded the same may be
    judged in one press; it is stored for each set."""
    found: dict[str, list[str]] = {}
    for term_set, wording in wordings:
        found.setdefault(" ".join(wording.split()), []).append(term_set)
    return list(found.items())
