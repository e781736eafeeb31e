"""Whose the activities of the yearly wheel are, and on which day a calendar tells of a month's."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from aktsom.follow_up.tables import WheelRow

BY_ROLE = frozenset({"contract_manager", "contract_owner", "secretariat"})
FOR_A_MEMBER = frozenset({"contract_manager", "contract_owner"})


def doers(roles: Collection[str], *, in_team: bool, for_supplier: bool) -> frozenset[str]:
    """What the wheel calls somebody with these roles."""
    found = BY_ROLE & frozenset(roles)
    if FOR_A_MEMBER & found:
        found |= {"member"}
    if in_team:
        found |= {"category_team"}
    return found | {"supplier"} if for_supplier else found


def activities_of(rows: Iterable[WheelRow], who: Collection[str]) -> list[WheelRow]:
    return [row for row in rows if not frozenset(row.actors).isdisjoint(who)]


def months(first: date, last: date) -> list[tuple[int, int]]:
    """(year, month) of all that have a day in the span."""
    number = (first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
    return [(each // 12, each % 12 + 1) for each in range(number[0], number[1] + 1)]


def told_on(year: int, month: int) -> date:
    """The month's first Monday: a day on which a week is planned."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)
