"""When a contract's own condition for ordering has to be shown: so many months after its start, or on a day."""

from datetime import date

from aktsom.sanctions.step_states import OrderConditionState
from aktsom.terms.grammar import Duration
from aktsom.terms.rules import shifted


def due_day(start: date, months: int) -> date:
    """The same day of a later month, or its last where the month is shorter: 31 August and six months is 28 February,
    in a leap year the 29th."""
    return shifted(start, Duration(months, 0))


def stops(state: str, due_on: date, today: date) -> bool:
    """On the day itself it can still be shown."""
    return state == OrderConditionState.WAITS and today > due_on
