"""Two versions of the terms, point by point; and which of them a contract signed on a day should carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktsom.terms.rules import Due


class Likeness(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    LEFT_ONLY = "left_only"
    RIGHT_ONLY = "right_only"


class Aspect(StrEnum):
    """What of a point can be otherwise in another version."""

    TEXT = "text"
    OWED_BY = "owed_by"
    DUE = "due"
    EVIDENCE = "evidence"
    EFFECT = "effect"
    LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class Clause:
    """A point of one version. `text` and `evidence` are by language; `due` is what its rule comes to in that version,
    with no contract in mind; `ladder` are steps, the mildest first."""

    number: str
    text: Mapping[str, str]
    owed_by: str
    due: Due
    evidence: Mapping[str, str]
    effect: str
    ladder: tuple[str, ...]
    source: str
    confidence: str

    def aspects(self) -> dict[Aspect, object]:
        return {
            Aspect.TEXT: self.text["nb"],
            Aspect.OWED_BY: self.owed_by,
            Aspect.DUE: self.due,
            Aspect.EVIDENCE: self.evidence["nb"],
            Aspect.EFFECT: self.effect,
            Aspect.LADDER: self.ladder,
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """One point in two versions; at least one of them has it. `changed` says in what they differ."""

    left: Clause | None
    right: Clause | None
    changed: tuple[Aspect, ...] = ()

    @property
    def number(self) -> str:
        return next(one.number for one in (self.left, self.right) if one)

    @property
    def likeness(self) -> Likeness:
        if self.left is None:
            return Likeness.RIGHT_ONLY
        if self.right is None:
            return Likeness.LEFT_ONLY
        return Likeness.CHANGED if self.changed else Likeness.SAME


def compare(left: Iterable[Clause], right: Iterable[Clause]) -> list[Pair]:
    """Every point of either, in the order of the points."""
    ours, theirs = ({one.number: one for one in side} for side in (left, right))
    return [_pair(ours.get(number), theirs.get(number)) for number in sorted(ours.keys() | theirs.keys(), key=_order)]


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _pair(left: Clause | None, right: Clause | None) -> Pair:
    if left is None or right is None:
        return Pair(left, right)
    ours, theirs = left.aspects(), right.aspects()
    return Pair(left, right, tuple(aspect for aspect in Aspect if ours[aspect] != theirs[aspect]))


@dataclass(frozen=True, slots=True)
class Version:
    """`since` and `until` (exclusive, empty for still in force) are as precise as they are known: "2022-12". `scope` is
    "general", or the branch that the version is written for."""

    code: str
    since: str
    until: str
    scope: str

    @property
    def is_general(self) -> bool:
        return self.scope == "general"


def in_force(versions: Iterable[Version], on: date) -> list[Version]:
    """The general ones first, and the newest first among them. A day known by its year alone counts from 1 January."""
    found = [one for one in versions if _day(one.since) <= on and (not one.until or on < _day(one.until))]
    return sorted(sorted(found, key=lambda one: one.since, reverse=True), key=lambda one: not one.is_general)


def to_carry(versions: Iterable[Version], on: date, own: str = "") -> Version | None:
    """The version that a contract signed that day should carry: its own while that is in force, else the general one;
    None where none is known to be in force."""
    found = in_force(versions, on)
    same = [one for one in found if one.code == own]
    general = [one for one in found if one.is_general]
    return next(iter(same + general), None)


def _day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)
