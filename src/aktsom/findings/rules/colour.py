"""The colour of a supplier in one scope under one term set. Colour speaks of deviations alone: observations and
allegations never change it, and who was never looked at has none, which is not green."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Colour(StrEnum):
    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Flag(StrEnum):
    CLOSED_LATE = "closed_late"
    NO_PLAN = "no_plan"  # something is open that no accepted plan says how to put right


class Standing(StrEnum):
    CLOSED_IN_TIME = "closed_in_time"
    CLOSED_LATE = "closed_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_PAST_DUE = "open_past_due"
    INSUFFICIENT_PAST_DUE = "insufficient_past_due"  # answered in time and judged not to be enough


OPEN = (Standing.OPEN_IN_TIME, Standing.OPEN_PAST_DUE, Standing.INSUFFICIENT_PAST_DUE)
PAST_DUE = (Standing.OPEN_PAST_DUE, Standing.INSUFFICIENT_PAST_DUE)


@dataclass(frozen=True, slots=True)
class Correction:
    """How far a deviation has been put right. `due_on` is the last of its due days, none while nobody has set one;
    `closed_on` the day on which the proof that was enough came in. `insufficient`: what came last was not enough."""

    due_on: date | None
    closed_on: date | None = None
    insufficient: bool = False

    def standing(self, today: date) -> Standing:
        if self.closed_on is not None:
            late = self.due_on is not None and self.closed_on > self.due_on
            return Standing.CLOSED_LATE if late else Standing.CLOSED_IN_TIME
        if self.due_on is None or today <= self.due_on:
            return Standing.OPEN_IN_TIME
        return Standing.INSUFFICIENT_PAST_DUE if self.insufficient else Standing.OPEN_PAST_DUE


@dataclass(frozen=True, slots=True)
class Shown:
    colour: Colour
    flags: tuple[Flag, ...] = ()


def colour_of(standings: Collection[Standing], *, assessed: bool, has_plan: bool) -> Shown:
    """`standings` of all deviations in the scope; `has_plan`: an accepted plan covers all that are open."""
    if not assessed:
        return Shown(Colour.NONE)
    if any(one in PAST_DUE for one in standings):
        return Shown(Colour.RED, _no_plan(has_plan))
    if any(one in OPEN for one in standings):
        return Shown(Colour.YELLOW, _no_plan(has_plan))
    return Shown(Colour.GREEN, (Flag.CLOSED_LATE,) if Standing.CLOSED_LATE in standings else ())


def _no_plan(has_plan: bool) -> tuple[Flag, ...]:
    return () if has_plan else (Flag.NO_PLAN,)
