"""Options in years or months, "1+1", "2 x 12 mnd", to the last day the contract may run."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_UNIT = r"\s*(år|åra|yr|yrs|years?|mnd\.?|måneder|månader|måned|månad|months?|m)?"
_SUM = re.compile(r"(\d{1,2})((?:\s*\+\s*\d{1,2})+)" + _UNIT)
_TIMES = re.compile(r"(\d{1,2}|ett?|en|to|tre|fire)\s*(?:x|\*|×|ganger|à|a)\s*(\d{1,2}|ett?|to|tre)" + _UNIT)
_ALONE = re.compile(
    r"(\d{1,2}|ett?|to|tre|fire|one|two|three)" + r"\s*(år|yr|yrs|years?|mnd\.?|måneder|månader|måned|månad|months?)\b"
)
_NUMBERS = {"et": 1, "ett": 1, "en": 1, "one": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4}
_MONTH_WORDS = ("m",)
_LONGEST = 240


def options_end(text: str, start: date | None, end: date | None) -> date | None:
    """The end when every option is used, or nothing where the words or the dates do not say it for certain.

    "2+1+1" on a contract of two years counts the contract itself first; "1+1" on one of two years does not.
    """
    if end is None:
        return None
    months = _months(text.lower(), _length(start, end))
    if not months or months > _LONGEST:
        return None
    return _later(end, months)


def _length(start: date | None, end: date) -> int | None:
    """Whole months of the contract itself; the end is its last day or the day after."""
    if start is None:
        return None
    days = (end - start).days + 1
    return round(days / 30.4375)


def _months(text: str, length: int | None) -> int | None:
    added = _SUM.search(text)
    if added:
        parts = [int(added[1]), *(int(part) for part in re.findall(r"\d+", added[2]))]
        factor = _factor(added[3])
        if length is not None and parts[0] * factor == length and len(parts) > 1 and parts[0] != parts[1]:
            parts = parts[1:]
        return sum(parts) * factor
    times = _TIMES.search(text)
    if times:
        return _number(times[1]) * _number(times[2]) * _factor(times[3])
    alone = _ALONE.findall(text)
    if len(alone) == 1:
        return _number(alone[0][0]) * _factor(alone[0][1])
    return None


def _factor(unit: str | None) -> int:
    return 1 if unit and unit.startswith(_MONTH_WORDS) else 12


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def _later(day: date, months: int) -> date | None:
    """Counted from the day after, so that 28 February 2023 plus a year ends on 29 February 2024."""
    following = day + timedelta(days=1)
    month = following.month - 1 + months
    year, month = following.year + month // 12, month % 12 + 1
    if year > 2099:
        return None
    return date(year, month, min(following.day, calendar.monthrange(year, month)[1])) - timedelta(days=1)
