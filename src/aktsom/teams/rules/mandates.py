"""What a mandate permits, and where it stands. Plain values in, decision with its reason out.

A mandate never permits more than its own acts, on its own days, while it is not withdrawn, its contract runs and its
team has not closed. The days are those of Oslo: a mandate "until 31 December" ends when the day does there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from aktsom.teams.acts import HIGHEST, MandateAct
from aktsom.teams.states import MandateState

OSLO = ZoneInfo("Europe/Oslo")


class NoSuchAct(ValueError):
    """A number with a bit that is no act of a mandate, such as a sanction would have."""


@dataclass(frozen=True)
class MandateFacts:
    """`acts` are those given, none before an answer; `in_force` is false when the contract is over or struck, when the
    team has closed, or goes on between others than the contract's member."""

    state: str
    acts: int
    starts_on: date
    ends_on: date
    answered_at: datetime | None = None
    withdrawn_at: datetime | None = None
    in_force: bool = True


class Hindrance(StrEnum):
    """Why a mandate does not permit an act at a moment."""

    NOT_GRANTED = "not_granted"
    WITHDRAWN = "withdrawn"
    OUT_OF_FORCE = "out_of_force"
    NOT_YET = "not_yet"
    LAPSED = "lapsed"
    OTHER_ACTS = "other_acts"


def acts_of(number: int) -> MandateAct:
    """The acts in a number. Raises NoSuchAct for one with any other bit, and for a negative one."""
    if not 0 <= number <= HIGHEST:
        raise NoSuchAct(number)
    return MandateAct(number)


def permits(facts: MandateFacts, act: MandateAct, at: datetime) -> bool:
    return hindrance(facts, act, at) is None


def hindrance(facts: MandateFacts, act: MandateAct, at: datetime) -> Hindrance | None:
    """The first thing that stands in the way of the act (or of any of several) at the moment, or nothing.

    A mandate that was withdrawn later did permit until then, so that what was done before stays done under it.
    """
    given, wanted, day = acts_of(facts.acts), acts_of(int(act)), at.astimezone(OSLO).date()
    in_the_way = {
        Hindrance.NOT_GRANTED: not (wanted and given and _granted(facts, at)),
        Hindrance.WITHDRAWN: _withdrawn(facts, at),
        Hindrance.OUT_OF_FORCE: not facts.in_force,
        Hindrance.NOT_YET: day < facts.starts_on,
        Hindrance.LAPSED: day > facts.ends_on,
        Hindrance.OTHER_ACTS: given & wanted != wanted,
    }
    return next((why for why, stands in in_the_way.items() if stands), None)


def _granted(facts: MandateFacts, at: datetime) -> bool:
    """By that moment; a yes given afterwards does not reach back."""
    answered = facts.answered_at is not None and at >= facts.answered_at
    return answered and facts.state in (MandateState.GRANTED, MandateState.WITHDRAWN)


def _withdrawn(facts: MandateFacts, at: datetime) -> bool:
    """From the second of the withdrawal on, that second with it."""
    if facts.withdrawn_at is None:
        return facts.state == MandateState.WITHDRAWN
    return at >= facts.withdrawn_at.replace(microsecond=0)


def last_moment(day: date, now: datetime) -> datetime:
    """The moment by which something done on the day is judged: the day's last, or now when the day is not over.

    Only the day of a step is known. So a mandate withdrawn at noon covers nothing of that day.
    """
    end = datetime.combine(day + timedelta(days=1), time.min, OSLO) - timedelta(microseconds=1)
    return min(end, now)


class Standing(StrEnum):
    """Where a mandate stands on a day, the best first: of several for one contract the first in this order counts."""

    COVERED = "covered"
    LAPSING = "lapsing"  # covered, but ends soon
    UPCOMING = "upcoming"  # given, and begins later
    ASKED = "asked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # its last day is past, or its contract or team is over


LIVE = (Standing.COVERED, Standing.LAPSING, Standing.UPCOMING, Standing.ASKED)


def standing(facts: MandateFacts, today: date, lapsing_days: int) -> Standing:
    match facts.state:
        case MandateState.REFUSED:
            return Standing.REFUSED
        case MandateState.WITHDRAWN:
            return Standing.WITHDRAWN
    if not facts.in_force or today > facts.ends_on:
        return Standing.LAPSED
    if facts.state == MandateState.ASKED:
        return Standing.ASKED
    if today < facts.starts_on:
        return Standing.UPCOMING
    return Standing.LAPSING if facts.ends_on <= today + timedelta(days=lapsing_days) else Standing.COVERED


def together(standings: Iterable[Standing]) -> Standing | None:
    """Of several mandates for one contract: the best counts; one that ends soon and is renewed covers still."""
    found = set(standings)
    if {Standing.LAPSING, Standing.UPCOMING} <= found:
        return Standing.COVERED
    return next((each for each in Standing if each in found), None)


class GivesNothing(ValueError):
    """An answer that grants, but none of the acts asked for."""


class GivesMore(ValueError):
    """An answer that grants an act that was not asked for, or later than asked for."""


def acts_given(asked: int, given: int) -> MandateAct:
    """The acts an owner gives: at least one, and never more than were asked for.

    Raises NoSuchAct, GivesNothing or GivesMore.
    """
    wanted, answer = acts_of(asked), acts_of(given)
    if answer & ~wanted:
        raise GivesMore(given)
    if not answer:
        raise GivesNothing
    return answer


def limited(facts: MandateFacts, acts: int, ends_on: date, today: date) -> MandateAct:
    """The acts left when an owner narrows a mandate: fewer acts, an earlier end (today at the earliest) or both.

    Raises NoSuchAct, GivesNothing, GivesMore; GivesNothing also when nothing would be narrowed.
    """
    left = acts_given(facts.acts, acts)
    if ends_on > facts.ends_on:
        raise GivesMore(ends_on)
    if ends_on < max(facts.starts_on, today) or (left == facts.acts and ends_on == facts.ends_on):
        raise GivesNothing
    return left
