"""When a supplier is reminded of a self-report. Days and periods in, which reminder out."""

from datetime import date

from aktsom.follow_up.states import LetterKind
from aktsom.terms.grammar import Duration
from aktsom.terms.rules import shifted


def reminder_due(asked_on: date, today: date, first: Duration, second: Duration) -> LetterKind | None:
    """The latest that has its day by now: where a day was missed one does not send both."""
    if today >= shifted(asked_on, second):
        return LetterKind.SECOND_REMINDER
    return LetterKind.FIRST_REMINDER if today >= shifted(asked_on, first) else None
