"""Until when a request for access is to be answered. Days are those of Norway; the day of receipt is not counted, and a
time that would run out on a day off runs until the next working day (as `sanctions.rules.working_days`)."""

from datetime import date, timedelta

from aktsom.sanctions.rules.working_days import DaysOff, is_working_day, working_day_from, working_day_until
from aktsom.terms.rules import DueKind, RuleError, due, parse

REQUEST = "request"


def answer_by(received_on: date, rule: str, working_days: int, days_off: DaysOff) -> date:
    """Raises RuleError for a rule that gives no day."""
    if not rule:
        return after_working_days(received_on, working_days, days_off)
    found = due(parse(rule), anchors={REQUEST: received_on})
    if found.kind is not DueKind.DATE or found.on is None:
        raise RuleError(f"{rule} gives no day")
    return working_day_from(found.on, days_off)


def after_working_days(day: date, count: int, days_off: DaysOff) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, days_off)
    return day


def remind_on(last_day: date, days: int, days_off: DaysOff) -> date:
    """A day on which people are at work."""
    return working_day_until(last_day - timedelta(days=days), days_off)
