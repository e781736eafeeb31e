"""When the month's letter goes out, and which days it tells of."""

from calendar import monthrange
from datetime import date

from aktsom.follow_up.rules.wheel import told_on


def is_time(today: date) -> bool:
    """From the month's first Monday on: a day on which no worker was up is made good on the next."""
    return today >= told_on(today.year, today.month)


def rest_of_month(today: date) -> tuple[date, date]:
    return today, today.replace(day=monthrange(today.year, today.month)[1])
