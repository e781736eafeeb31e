"""The many forms in which people write the same title, date, sum or code."""

from datetime import date
from random import Random

_MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
_PUBLISHED = {"09331200": "0", "09310000": "5", "09134000": "7", "33141113": ""}
"""Ninth digits that do not follow the rule that the others follow; empty where we leave it out."""


def grouped(value: int, separator: str = " ") -> str:
    return f"{value:,}".replace(",", separator)


def millions(value: int) -> str:
    return f"{value / 1_000_000:.1f}".replace(".", ",").removesuffix(",0")


def messy_title(title: str, chance: Random) -> str:
    """Doubled and trailing blanks, capitals, a stray small first letter."""
    if not title:
        return title
    return chance.choices(
        (title, title.replace(" ", "  ", 1), title + " ", title.upper(), title[0].lower() + title[1:]),
        weights=(85, 4, 5, 4, 2),
    )[0]


def messy_sum(value: int, chance: Random) -> str:
    """As text, for a register kept in CSV by many hands. Rounded to whole tens of thousands where it says million."""
    plain = grouped(value, "\u00a0")
    forms = [
        plain,
        str(value),
        f"kr {grouped(value)},-",
        f"{grouped(value, '.')},00",
        f"NOK {grouped(value)}",
        f"ca. {plain}",
    ]
    weights = [50, 22, 12, 8, 4, 3]
    if value >= 1_000_000 and value % 100_000 == 0:
        forms.append(f"{millions(value)} mill")
        weights.append(8)
    return chance.choices([*forms, ""], [*weights, 3])[0]


def messy_day(day: date, ends: bool, chance: Random) -> str:
    """A month in words only where that is what the date says: its first day where something begins."""
    norwegian = f"{day:%d.%m.%Y}"
    forms = [
        norwegian,
        f"{day.day}.{day.month}.{day:%y}",
        day.isoformat(),
        f"{day.day}. {_MONTHS[day.month - 1]} {day.year}",
    ]
    weights = [84, 6, 3, 3]
    if day.day == 1 and not ends:
        forms.append(f"{_MONTHS[day.month - 1]} {day.year}")
        weights.append(6)
    if ends and (day.month, day.day) == (12, 31):
        forms.append(str(day.year))
        weights.append(5)
    return chance.choices(forms, weights)[0]


def spaced_number(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number.isdigit() and len(number) == 9 else number


def with_check_digit(code: str) -> str:
    """The code with its ninth digit: weights 3, 7, 1 in turn, modulus 10, save for the exceptions above."""
    rule = str(sum(weight * int(digit) for weight, digit in zip((3, 7, 1, 3, 7, 1, 3, 7), code, strict=True)) % 10)
    digit = _PUBLISHED.get(code, rule)
    return f"{code}-{digit}" if digit else code
