"""Dates as people and systems write them. Norwegian order, day first, unless the column shows another."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from aktsom.interop.registers.values.parsed import Parsed, error, plain_text, says_nothing, warning
from aktsom.interop.spreadsheets.cells import CellError, Value

EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)
"""Excel's day numbers of the years 1950 to 2099."""

_MONTH_NAMES = (
    ("januar", "january", "jan"),
    ("februar", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("desember", "december", "des", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_OPEN = re.compile(
    r"løpende|løpande|tidsubegrens|tidsuavgrens|ubegrens|uavgrens|inntil videre|til videre|inntil vidare|evig|"
    r"uten slutt|utan slutt|ingen slutt|ongoing|indefinite|open.?ended|until further|perpetual|rullerende|"
    r"til (?:den )?(?:blir )?sag?t? ?opp|oppsigelse|oppseiing|evergreen|no end"
)
_TIME = re.compile(
    r"[ t]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|[+-]\d{2}:?\d{2}))?$|z$|[+-]\d{2}:\d{2}$"
)
_WEEKDAY = re.compile(
    r"^(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:dag|day)?\.?,? "
)
_BRACKETS = re.compile(r"\([^)]*\)")
_FILLERS = re.compile(
    r"^(?:fra|frå|from|til|til og med|t\.?o\.?m\.?|fra og med|f\.?o\.?m\.?|ca\.?|senest|innen|den|per|pr\.?)\s+"
)


class Role(Enum):
    """A month or a year alone means its first day where something begins and its last where it ends."""

    BEGINNING = "beginning"
    END = "end"


class Order(Enum):
    """How "01/02/2024" is read. `UNSURE` is day first, with a warning where it matters."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Day:
    """`open_ended` when the cell says that there is no end."""

    day: date | None
    open_ended: bool = False


NO_DAY = Day(None)
_SLASHED = re.compile(r"^\s*(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})\b")


def order_in(values: Iterable[Value]) -> Order:
    """What the dates with slashes in a column show: a number above 12 gives the place of the day away."""
    day_first = month_first = False
    for value in values:
        match = _SLASHED.match(value) if isinstance(value, str) else None
        if match:
            day_first = day_first or int(match[1]) > 12
            month_first = month_first or int(match[2]) > 12
    if day_first == month_first:
        return Order.UNSURE
    return Order.DAY_FIRST if day_first else Order.MONTH_FIRST


def parse_day(value: Value, role: Role = Role.BEGINNING, order: Order = Order.UNSURE) -> Parsed[Day]:
    match value:
        case CellError():
            return Parsed(NO_DAY, (error("formula_error", shown=value.text),))
        case datetime():
            return _judged(value.date())
        case date():
            return _judged(value)
        case int() | float() if not isinstance(value, bool):
            return _from_number(value, role)
        case _:
            return _from_text(plain_text(value).lower().replace("\n", " "), role, order)


def _judged(day: date) -> Parsed[Day]:
    if day.year >= 2100:
        return Parsed(Day(None, open_ended=True))
    if day < EARLIEST:
        return Parsed(NO_DAY, (error("date_out_of_range"),))
    return Parsed(Day(day))


def _from_number(value: int | float, role: Role) -> Parsed[Day]:
    number = int(value) if abs(value) < 1e9 else 0
    if number in _SERIALS:
        return Parsed(Day(_SERIAL_ZERO + timedelta(days=number)), (warning("date_was_a_number"),))
    if 1950 <= value < 2100 and number == value:
        return _whole_year(number, role)
    if 19_500_000 < number < 21_000_000 and number == value:
        return _from_parts(number // 10_000, number // 100 % 100, number % 100)
    if number >= 2_958_465:  # 31.12.9999 and after
        return Parsed(Day(None, open_ended=True))
    return Parsed(NO_DAY, (warning("not_a_date"),))


def _whole_year(year: int, role: Role) -> Parsed[Day]:
    if year >= 2100:
        return Parsed(Day(None, open_ended=True))
    if year < EARLIEST.year:
        return Parsed(NO_DAY, (error("date_out_of_range"),))
    day = date(year, 1, 1) if role is Role.BEGINNING else date(year, 12, 31)
    return Parsed(Day(day), (warning("date_is_a_year", taken=day.strftime("%d.%m.%Y")),))


def _months(year: int, first: int, last: int, role: Role) -> Parsed[Day]:
    if not 1 <= first <= last <= 12:
        return Parsed(NO_DAY, (error("impossible_date"),))
    day = date(year, first, 1) if role is Role.BEGINNING else date(year, last, calendar.monthrange(year, last)[1])
    judged = _judged(day)
    taken = day.strftime("%d.%m.%Y")
    return (
        Parsed(judged.value, (*judged.flaws, warning("date_is_a_month", taken=taken))) if judged.value.day else judged
    )


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 80 else 1900)


def _from_parts(year: int, month: int, day: int) -> Parsed[Day]:
    if year >= 2100:
        return Parsed(Day(None, open_ended=True))
    try:
        return _judged(date(year, month, day))
    except ValueError:
        return Parsed(NO_DAY, (error("impossible_date"),))


Shape = Callable[[re.Match[str], Role, Order], Parsed[Day] | None]
"""Nothing where the match is none after all, and another shape should be tried."""


def _slashed(match: re.Match[str], _role: Role, order: Order) -> Parsed[Day]:
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    if second > 12 >= first or (order is Order.MONTH_FIRST and first <= 12):
        return _from_parts(year, first, second)
    parsed = _from_parts(year, second, first)
    if order is Order.UNSURE and first <= 12 and first != second and parsed.value.day:
        return Parsed(parsed.value, (warning("date_ambiguous", taken=parsed.value.day.strftime("%d.%m.%Y")),))
    return parsed


def _named(day: str | None, month: str, year: str, role: Role) -> Parsed[Day] | None:
    number = _MONTHS.get(month.rstrip("."))
    if number is None:
        return None
    if day is None:
        return _months(_year(year), number, number, role)
    return _from_parts(_year(year), number, int(day))


_YEAR = r"['’]?(\d{4}|\d{2})"
_SHAPES: tuple[tuple[re.Pattern[str], Shape], ...] = (
    (
        re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})"),
        lambda m, _r, _o: _from_parts(int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?" + _YEAR),
        lambda m, _r, _o: _from_parts(_year(m[3]), int(m[2]), int(m[1])),
    ),
    (re.compile(r"(\d{1,2})-(\d{1,2})-" + _YEAR), lambda m, _r, _o: _from_parts(_year(m[3]), int(m[2]), int(m[1]))),
    (re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4})"), lambda m, _r, _o: _from_parts(int(m[3]), int(m[2]), int(m[1]))),
    (re.compile(r"(\d{1,2})/(\d{1,2})[/-]" + _YEAR), _slashed),
    (
        re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]?(?:of )?([a-zæøå]{3,9}\.?),?[ -]{0,2}" + _YEAR),
        lambda m, r, _o: _named(m[1], m[2], m[3], r),
    ),
    (
        re.compile(r"([a-zæøå]{3,9}\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"),
        lambda m, r, _o: _named(m[2], m[1], m[3], r),
    ),
    (re.compile(r"([a-zæøå]{3,9}\.?)[ -]?" + _YEAR), lambda m, r, _o: _named(None, m[1], m[2], r)),
    (re.compile(r"(\d{1,2})[./ -](\d{4})"), lambda m, r, _o: _months(int(m[2]), int(m[1]), int(m[1]), r)),
    (re.compile(r"(\d{4})[./ -](\d{1,2})"), lambda m, r, _o: _months(int(m[1]), int(m[2]), int(m[2]), r)),
    (re.compile(r"(?:[qk]|kv\.?) ?([1-4])[ ./-]*(\d{4})"), lambda m, r, _o: _quarter(m[1], m[2], r)),
    (re.compile(r"(\d{4})[ ./-]*(?:[qk]|kv\.?) ?([1-4])"), lambda m, r, _o: _quarter(m[2], m[1], r)),
    (re.compile(r"([1-4])\.? ?(?:kvartal|kv\.?|quarter)[ .]*(\d{4})"), lambda m, r, _o: _quarter(m[1], m[2], r)),
    (
        re.compile(r"([12])\.? ?halvår[ .]*(\d{4})"),
        lambda m, r, _o: _months(int(m[2]), int(m[1]) * 6 - 5, int(m[1]) * 6, r),
    ),
    (re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})"), lambda m, _r, _o: _from_parts(int(m[1]), int(m[2]), int(m[3]))),
    (re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})"), lambda m, _r, _o: _from_parts(int(m[3]), int(m[2]), int(m[1]))),
    (re.compile(r"(\d{4})"), lambda m, r, _o: _whole_year(int(m[1]), r)),
    (re.compile(r"(\d{5})(?:[.,]\d+)?"), lambda m, r, _o: _from_number(int(m[1]), r)),
)


def _quarter(quarter: str, year: str, role: Role) -> Parsed[Day]:
    return _months(int(year), int(quarter) * 3 - 2, int(quarter) * 3, role)


def _from_text(text: str, role: Role, order: Order) -> Parsed[Day]:
    if says_nothing(text):
        return Parsed(NO_DAY)
    if _OPEN.search(text):
        return Parsed(Day(None, open_ended=True))
    if len(text) > 60:
        return Parsed(NO_DAY, (warning("not_a_date"),))
    for candidate in (text, _bare(text)):
        for shape, read in _SHAPES:
            match = shape.fullmatch(candidate)
            parsed = _safely(read, match, role, order) if match else None
            if parsed:
                return parsed
    return Parsed(NO_DAY, (warning("not_a_date"),))


def _bare(text: str) -> str:
    """Without weekday, time of day, brackets and small words around the date."""
    text = _BRACKETS.sub("", text).strip(" .,;")
    return _FILLERS.sub("", _WEEKDAY.sub("", _TIME.sub("", text))).strip(" .,;")


def _safely(read: Shape, match: re.Match[str], role: Role, order: Order) -> Parsed[Day] | None:
    try:
        return read(match, role, order)
    except (ValueError, OverflowError):  # the year 0, which no calendar here has
        return Parsed(NO_DAY, (error("impossible_date"),))
