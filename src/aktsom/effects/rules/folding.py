"""Rows of single records into figures: for each member, each category, both, and all of them together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from statistics import median
from typing import NamedTuple

Number = Decimal | int


class Row(NamedTuple):
    """One record under one indicator. `said`: whether it counts, None where that is unknown. `weight` is what it counts
    for, or of days how many."""

    key: int | str
    member_id: int | None
    group_id: str
    part: str
    said: int | None
    weight: Number


@dataclass
class Tally:
    """`counted` are within `of`, `unknown` beside."""

    counted: Number = 0
    of: Number = 0
    unknown: Number = 0
    weights: list[Number] = field(default_factory=list)

    def add(self, row: Row) -> None:
        if row.said is None:
            self.unknown += row.weight
            return
        self.of += row.weight
        if row.said:
            self.counted += row.weight
            self.weights.append(row.weight)

    def median(self) -> "Tally":
        """Of days: the median of those that came to an end, how many they are, and how many have not."""
        found = Decimal(median(map(Decimal, self.weights))) if self.weights else Decimal(0)
        return Tally(found, len(self.weights), self.unknown)


class Cut(NamedTuple):
    """None is all members together, "" all categories."""

    member_id: int | None
    group_id: str
    part: str


def fold(rows: Iterable[Row], *, days: bool = False) -> dict[Cut, Tally]:
    """`rows` in order of their keys. A record counts once in each cut, however many members and categories it has."""
    found: dict[Cut, Tally] = defaultdict(Tally)
    for _key, same in groupby(rows, key=lambda row: row.key):
        cuts: dict[Cut, Row] = {}
        for row in same:
            for member_id in {row.member_id, None}:
                for group_id in {row.group_id, ""}:
                    cuts.setdefault(Cut(member_id, group_id, row.part), row)
        for cut, row in cuts.items():
            found[cut].add(row)
    return {cut: tally.median() for cut, tally in found.items()} if days else dict(found)
