"""How a suspension stands on a day. Days pass and decide nothing: one whose last day is gone neither ends nor goes on
by itself, and says so until somebody decides."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aktsom.sanctions.rules.working_days import DaysOff, working_day_until
from aktsom.sanctions.step_states import STOPS_ORDERS, SuspensionState


class Standing(StrEnum):
    DRAFTED = "drafted"
    NOT_YET = "not_yet"  # decided, and its first day has not come
    IN_FORCE = "in_force"
    RUN_OUT = "run_out"  # its last day is gone, and nobody has decided
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are in it."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


def standing(state: str, period: Period, today: date) -> Standing:
    if state == SuspensionState.DRAFTED:
        return Standing.DRAFTED
    if state not in STOPS_ORDERS:
        return Standing.OVER
    if today < period.starts_on:
        return Standing.NOT_YET
    return Standing.IN_FORCE if today <= period.ends_on else Standing.RUN_OUT


def warned_on(period: Period, days: int, days_off: DaysOff) -> date:
    """The day on which it is told of beforehand: so many days before the last, or the working day before that, and
    never before the first."""
    return max(period.starts_on, working_day_until(period.ends_on - timedelta(days=days), days_off))


class Result(StrEnum):
    """What the owner finds of the test that lifts it."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


def lifts(result: Result) -> bool:
    """Only what is met in full: what is met in part is said, and the suspension stands until it is narrowed or met."""
    return result is Result.MET
