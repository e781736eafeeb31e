"""The colour of a supplier in one scope under one term set. Colour speaks of deviations alone: observations and
allegations never change it, and who was never looked at has none, which is not green.

What a supplier does by itself never betters a colour, and a day that has passed is not undone by moving it afterwards:
see decision 39."""

from collections.abc import Collection, Iterable, Sequence
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
    """How far a deviation has been put right. `due_on` is the day that counts, none while nobody has set one or
    nothing is left that the supplier owes; `closed_on` the day on which the proof that was enough came in.
    `insufficient`: what came last was not enough. `late`: some of it came after its day."""

    due_on: date | None
    closed_on: date | None = None
    insufficient: bool = False
    late: bool = False

    def standing(self, today: date) -> Standing:
        if self.closed_on is not None:
            late = self.late or (self.due_on is not None and self.closed_on > self.due_on)
            return Standing.CLOSED_LATE if late else Standing.CLOSED_IN_TIME
        if self.due_on is None or today <= self.due_on:
            return Standing.OPEN_IN_TIME
        return Standing.INSUFFICIENT_PAST_DUE if self.insufficient else Standing.OPEN_PAST_DUE


@dataclass(frozen=True, slots=True)
class Due:
    """One measure that corrects: the day that counts, the day on which what the supplier showed last came in, and
    whether that was enough; none while nobody has judged it."""

    due_on: date
    shown_on: date | None = None
    enough: bool | None = None

    @property
    def kept(self) -> bool:
        """Nothing is owed by it: shown in time and not judged yet, or enough."""
        return self.enough is True or (
            self.enough is None and self.shown_on is not None and self.shown_on <= self.due_on
        )

    @property
    def late(self) -> bool:
        return self.enough is True and self.shown_on is not None and self.shown_on > self.due_on


@dataclass(frozen=True, slots=True)
class Moved:
    """A due day moved by a decision on the day `on`."""

    before: date
    after: date
    on: date


def day_that_counts(due_on: date, moves: Sequence[Moved]) -> date:
    """A day is moved while it has not passed; one that had passed when it was moved is the day that was missed.
    `moves` are the first one first."""
    counts = moves[0].before if moves else due_on
    for move in moves:
        if move.on > counts:
            break
        counts = move.after
    return counts


def correction(measures: Iterable[Due], closed_on: date | None) -> Correction:
    """Of a deviation with those measures: while it is open, by the first day that is owed."""
    found = list(measures)
    late = any(one.late for one in found)
    if closed_on is not None:
        return Correction(max((one.due_on for one in found), default=None), closed_on, late=late)
    owed = min((one for one in found if not one.kept), key=lambda one: one.due_on, default=None)
    if owed is None:
        return Correction(None)
    return Correction(owed.due_on, insufficient=owed.enough is False)


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
