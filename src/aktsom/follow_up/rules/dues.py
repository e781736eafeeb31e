"""When a self-report is due for one contract, and why, as codes that pages put into words; and whether it came in time.

Each contract is judged by its own terms: nothing about deadlines is common to all of a request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from aktsom.terms.rules import Due, DueKind


class Open(StrEnum):
    """Why there is no day."""

    NO_TERMS = "no_terms"  # nobody has said which terms the contract has
    NOT_ASKED_FOR = "not_asked_for"  # the terms ask for no self-report
    DAY_MISSING = "day_missing"  # the day that it is counted from is not known
    CONTRACT_SAYS = "contract_says"  # no rule of the terms fits: the contract's own words do


@dataclass(frozen=True)
class OwnDue:
    """`why` is {"code", "params"} of `terms.rules.Due`, or {"open": one of Open} with them beside it where the rule is
    known and its day is not."""

    on: date | None
    why: Mapping[str, Any]


def own_due(term_set: str, found: Due | None) -> OwnDue:
    """`found` as `terms.queries.self_report_of` gives it for the contract."""
    if found is None:
        return OwnDue(None, {"open": (Open.NOT_ASKED_FOR if term_set else Open.NO_TERMS).value})
    said = {"code": found.code, "params": dict(found.params)}
    if found.on is not None:
        return OwnDue(found.on, said)
    if found.kind is DueKind.WAITS_FOR:
        return OwnDue(None, {"open": Open.DAY_MISSING.value, "anchor": found.waits_for, **said})
    return OwnDue(None, {"open": Open.CONTRACT_SAYS.value, **said})


def earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


class Timing(StrEnum):
    """How a contract stands with its own day."""

    IN_TIME = "in_time"
    LATE = "late"  # answered after the day
    OVERDUE = "overdue"  # not answered, and the day is past
    WAITS = "waits"
    ANSWERED = "answered"  # there was no day to be in time for
    NO_DAY = "no_day"


def timing(due_on: date | None, ticked_on: date | None, today: date) -> Timing:
    """The due day itself is in time."""
    if ticked_on is not None:
        if due_on is None:
            return Timing.ANSWERED
        return Timing.IN_TIME if ticked_on <= due_on else Timing.LATE
    if due_on is None:
        return Timing.NO_DAY
    return Timing.OVERDUE if today > due_on else Timing.WAITS
