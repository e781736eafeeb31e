"""Working days in Norway, and the day a time runs out that is counted from the receipt of a letter.

A time that would run out on a Saturday, a Sunday or a public holiday runs until the next working day: the rule of
domstolloven § 149, which forvaltningsloven § 30 points to, taken over for letters under a contract (own proposal).
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aktsom.terms.rules import DueKind, due, parse

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_MOVABLE = re.compile(r"easter([+-]\d{1,2})")
RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Holiday:
    """On the same day each year, or so many days from Easter Sunday."""

    month: int = 0
    day: int = 0
    from_easter: int | None = None

    def in_year(self, year: int) -> date:
        if self.from_easter is not None:
            return easter(year) + timedelta(days=self.from_easter)
        return date(year, self.month, self.day)


def read_holiday(rule: str) -> Holiday:
    """As "05-17" or "easter+39". Raises ValueError."""
    if found := _FIXED.fullmatch(rule):
        return Holiday(int(found[1]), int(found[2]))
    if found := _MOVABLE.fullmatch(rule):
        return Holiday(from_easter=int(found[1]))
    raise ValueError(f"not a holiday: {rule!r}")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous rule that Meeus prints (Astronomical Algorithms, ch.
    8)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


DaysOff = Callable[[int], Collection[date]]


def is_working_day(day: date, days_off: DaysOff) -> bool:
    return day.weekday() < 5 and day not in days_off(day.year)


def working_day_from(day: date, days_off: DaysOff) -> date:
    """The day itself, or the next working day after it."""
    while not is_working_day(day, days_off):
        day += timedelta(days=1)
    return day


def working_day_until(day: date, days_off: DaysOff) -> date:
    """The day itself, or the last working day before it: a day that counts never moves, but when somebody is told of it
    does, to a day on which people are at work."""
    while not is_working_day(day, days_off):
        day -= timedelta(days=1)
    return day


def runs_out(rule: str, *, received_on: date, term_set: str, days_off: DaysOff) -> date | None:
    """The last day of the time that `rule` gives in the contract's term set, as `T4:receipt+P3W|receipt+P2W`; None
    where the rule gives none. The day of receipt itself is not counted."""
    anchors: Mapping[str, date] = {RECEIPT: received_on}
    found = due(parse(rule), term_set=term_set, anchors=anchors)
    if found.kind is not DueKind.DATE or found.on is None:
        return None
    return working_day_from(found.on, days_off)
