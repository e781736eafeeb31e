"""How two who read the same answer come to one score, and who may see which score when. Plain values in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FIRST, SECOND = 1, 2
PLACES = (FIRST, SECOND)


class ReadStanding(StrEnum):
    UNREAD = "unread"
    HALF = "half"  # one of the two has read it
    DISAGREED = "disagreed"
    AGREED = "agreed"
    SETTLED = "settled"  # they disagreed, and the lead has said what holds
    EMPTY = "empty"  # there is nothing to read: it scores lowest by itself


DONE = (ReadStanding.AGREED, ReadStanding.SETTLED, ReadStanding.EMPTY)


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one answer; None where nobody has said."""

    first: int | None = None
    second: int | None = None
    settled: int | None = None
    is_empty: bool = False

    @property
    def standing(self) -> ReadStanding:
        if self.is_empty:
            return ReadStanding.EMPTY
        if self.first is None and self.second is None:
            return ReadStanding.UNREAD
        if self.first is None or self.second is None:
            return ReadStanding.HALF
        if self.first == self.second:
            return ReadStanding.AGREED
        return ReadStanding.DISAGREED if self.settled is None else ReadStanding.SETTLED

    @property
    def holds(self) -> int | None:
        """The score that counts, once there is one."""
        match self.standing:
            case ReadStanding.EMPTY:
                return 0
            case ReadStanding.AGREED:
                return self.first
            case ReadStanding.SETTLED:
                return self.settled
            case _:
                return None

    def of(self, place: int) -> int | None:
        return self.first if place == FIRST else self.second

    def seen_from(self, place: int | None) -> "Scores":
        """As the reader in this place, or somebody in none, may see them: one's own, and the other's when both have
        scored. Whoever is still to read is not led by who has."""
        if self.first is not None and self.second is not None:
            return self
        return Scores(
            self.first if place == FIRST else None,
            self.second if place == SECOND else None,
            self.settled,
            self.is_empty,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """`read` are answers that both have read or that are empty."""

    read: int
    total: int
    disagreed: int

    @property
    def is_done(self) -> bool:
        return self.read == self.total and not self.disagreed


def progress(standings: Iterable[ReadStanding]) -> Progress:
    found = list(standings)
    open_ = sum(each in (ReadStanding.UNREAD, ReadStanding.HALF) for each in found)
    return Progress(len(found) - open_, len(found), found.count(ReadStanding.DISAGREED))
