"""Which records are one company, by the judgements that stand: plain values in, groups or a reason why not out.

A group is a function of the judgements that stand, whatever the order they came in: what is undone leaves no trace.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aktsom.suppliers.rules import is_organisation_number

_NORWEGIAN = re.compile(r"(?:NO)?(\d{9})(?:MVA)?")
_NOT_IN_A_NUMBER = re.compile(r"[^0-9A-Z]")
_FOREIGN_DIGITS = 8  # as in resolution.preparing


def relied_on(number: str, country: str) -> str:
    """The number, where it can be relied on to be of one legal entity alone; else "". As `resolution.preparing` has it.

    >>> relied_on("NO 923 609 016 MVA", "NO"), relied_on("923609061", "NO"), relied_on("5560001", "SE")
    ('923609016', '', '')
    """
    bare = _NOT_IN_A_NUMBER.sub("", number.upper())
    norwegian = _NORWEGIAN.fullmatch(bare)
    if norwegian:
        bare = norwegian[1]
    if sum(sign.isdigit() for sign in bare) < 4:
        return ""
    if country.strip().upper() == "NO" or (norwegian and not country.strip()):
        return bare if is_organisation_number(bare) else ""
    return bare if len(bare) >= _FOREIGN_DIGITS else ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that stands, between two records. `weight` is the matching's."""

    one: int
    other: int
    same: bool
    by_person: bool
    weight: float = 0.0


class Hindrance(StrEnum):
    """Why two groups cannot be one."""

    TWO_NUMBERS = "two_numbers"
    JUDGED_DIFFERENT = "judged_different"


class Groups:
    """Records in groups that never hold two legal entities' numbers, nor two records that a person found different.

    `numbers` has every record, with the number of its legal entity or "". What people judged the same is joined first,
    then what the matching found, the surest first; what would break a group's promise is left out.
    """

    def __init__(self, numbers: Mapping[int, str], judged: Iterable[Judged]) -> None:
        known = [each for each in judged if each.one in numbers and each.other in numbers]
        self._above = {record: record for record in numbers}
        self._number = dict(numbers)
        self._foes: dict[int, set[int]] = {}
        for each in known:
            if not each.same:
                self._foes.setdefault(each.one, set()).add(each.other)
                self._foes.setdefault(each.other, set()).add(each.one)
        same = [each for each in known if each.same]
        for each in sorted(same, key=lambda j: (not j.by_person, 0.0 if j.by_person else -j.weight, j.one, j.other)):
            self._join(each.one, each.other)

    def of(self, record: int) -> int:
        """The oldest record of its group."""
        while self._above[record] != record:
            self._above[record] = record = self._above[self._above[record]]
        return record

    def number(self, record: int) -> str:
        return self._number[self.of(record)]

    def hindrance(self, one: int, other: int) -> Hindrance | None:
        """Why the two records' groups cannot be joined."""
        one, other = self.of(one), self.of(other)
        mine, theirs = self._number[one], self._number[other]
        if one != other and mine and theirs and mine != theirs:
            return Hindrance.TWO_NUMBERS
        few, root = min(
            ((self._foes.get(one, set()), other), (self._foes.get(other, set()), one)), key=lambda f: len(f[0])
        )
        return Hindrance.JUDGED_DIFFERENT if any(self.of(foe) == root for foe in few) else None

    def all(self) -> dict[int, int]:
        return {record: self.of(record) for record in self._above}

    def _join(self, one: int, other: int) -> None:
        oldest, younger = sorted((self.of(one), self.of(other)))
        if oldest == younger or self.hindrance(oldest, younger):
            return
        self._above[younger] = oldest
        self._number[oldest] = self._number[oldest] or self._number[younger]
        if younger in self._foes:
            self._foes.setdefault(oldest, set()).update(self._foes.pop(younger))


class Standing(StrEnum):
    """Where a pair stands that the matching has pointed at; the words of `states.CandidateState`."""

    WAITING = "waiting"
    JUDGED = "judged"
    LAPSED = "lapsed"


def standing_of(one: int, other: int, *, found: bool, judged: Collection[tuple[int, int]], groups: Groups) -> Standing:
    """`found`: the matching still points at the pair. Nothing is left to ask of two records that are one by others, or
    that could not be joined whatever is answered."""
    if (one, other) in judged:
        return Standing.JUDGED
    if not found or groups.of(one) == groups.of(other) or groups.hindrance(one, other):
        return Standing.LAPSED
    return Standing.WAITING
