"""Stages of a supply chain and the level of risk at each.

The order of levels is explicit on purpose: «unknown» has no place in it as published, and must never count as
lower than anything that would calm the reader. Where several products meet in one purchase, the cautious order
places unknown above «medium high» and below «high»: a known high is news, an unknown hides no more than a high.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Stage(StrEnum):
    RAW = "raw"
    COMPONENT = "component"
    FINAL = "final"


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    MEDIUM_HIGH = "medium_high"
    HIGH = "high"
    VERY_HIGH = "very_high"
    UNKNOWN = "unknown"

    @property
    def known(self) -> bool:
        return self is not Level.UNKNOWN

    @property
    def order(self) -> int:
        """Place among the known levels, 1 for low to 5 for very high; unknown has none and raises ValueError."""
        if not self.known:
            raise ValueError("an unknown level has no place among the known ones")
        return _KNOWN[self]

    @property
    def caution(self) -> int:
        """Place in the cautious order, 0 for low to 5 for very high, unknown between medium high and high."""
        return _CAUTION[self]

    @property
    def is_high(self) -> bool:
        return self in (Level.HIGH, Level.VERY_HIGH)


_KNOWN = {Level.LOW: 1, Level.MEDIUM: 2, Level.MEDIUM_HIGH: 3, Level.HIGH: 4, Level.VERY_HIGH: 5}
_CAUTION = {
    Level.LOW: 0,
    Level.MEDIUM: 1,
    Level.MEDIUM_HIGH: 2,
    Level.UNKNOWN: 3,
    Level.HIGH: 4,
    Level.VERY_HIGH: 5,
}


def most_cautious(levels: Iterable[Level]) -> Level:
    """The level to show for several products together; unknown when there is none."""
    return max(levels, key=lambda level: level.caution, default=Level.UNKNOWN)
