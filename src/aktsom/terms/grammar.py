"""How due rules are written.

A rule is one or more alternatives split by `|`, the first that fits wins. An alternative may be limited by a prefix:
`T4:` to a term set, `(covered_by_apenhetsloven):` to a fact, `T4(covered_by_apenhetsloven):` to both. It says

    contract_start          on that day                 every P1Y       again and again, that far apart
    dispatch+P6W            so long after it            yearly@06-30    on that day each year
    submission-P2Y          so long before it           same_as:2.0     when that other duty is due
    always  on_request  without_undue_delay  on_decision

with ISO 8601 durations of years, months, weeks and days. An empty rule means that the contract's own date decides.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_MONTHS = 12 * 200


class RuleError(ValueError):
    """The text is not a rule; the message says what could not be read and where it stands."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months and days; years and weeks are kept as these."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """On an anchor's day, or a duration after it (`sign` 1) or before it (-1)."""

    anchor: str
    duration: Duration = Duration()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Every:
    duration: Duration


@dataclass(frozen=True, slots=True)
class Yearly:
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class SameAs:
    number: str


class Standing(StrEnum):
    """Rules without a date of their own."""

    ALWAYS = "always"
    ON_REQUEST = "on_request"
    WITHOUT_DELAY = "without_undue_delay"
    ON_DECISION = "on_decision"


When = Near | Every | Yearly | SameAs | Standing


@dataclass(frozen=True, slots=True)
class Alternative:
    """`term_set` and `condition` are empty where the alternative is not limited by one."""

    when: When
    term_set: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    text: str
    alternatives: tuple[Alternative, ...]


_ALTERNATIVE = re.compile(r"(?:(?P<set>[A-Z][A-Z0-9-]*)?(?:\((?P<condition>[a-z_]+)\))?:)?(?P<when>[^:]+(?::[\d.]+)?)")
_NEAR = re.compile(r"(?P<anchor>[a-z][a-z_]*)(?:(?P<sign>[+-])(?P<duration>P\w+))?")
_DURATION = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")
_NO_ANCHORS = {"every", "yearly", "same_as", *Standing}
_YEARLY = re.compile(r"yearly@(\d\d)-(\d\d)")
_SAME_AS = re.compile(r"same_as:(\d+(?:\.\d+)*)")


def parse(text: str) -> Rule:
    """Raises RuleError. An empty text is a rule without alternatives."""
    stripped = text.strip()
    return Rule(stripped, tuple(_alternative(part.strip()) for part in stripped.split("|")) if stripped else ())


def parse_duration(text: str) -> Duration:
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise RuleError(f"not a duration: {text!r}")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    duration = Duration(12 * years + months, 7 * weeks + days)
    if duration.months > LONGEST_MONTHS or duration.days > LONGEST_MONTHS * 31:
        raise RuleError(f"too long to be meant: {text!r}")
    return duration


def _alternative(text: str) -> Alternative:
    found = _ALTERNATIVE.fullmatch(text)
    if found is None:
        raise RuleError(f"not a rule: {text!r}")
    return Alternative(_when(found["when"].strip()), found["set"] or "", found["condition"] or "")


def _when(text: str) -> When:
    if text in set(Standing):
        return Standing(text)
    if text.startswith("every "):
        return _every(text)
    if found := _YEARLY.fullmatch(text):
        return _yearly(text, int(found[1]), int(found[2]))
    if found := _SAME_AS.fullmatch(text):
        return SameAs(found[1])
    if (found := _NEAR.fullmatch(text)) and found["anchor"] not in _NO_ANCHORS:
        duration = parse_duration(found["duration"]) if found["duration"] else Duration()
        return Near(found["anchor"], duration, -1 if found["sign"] == "-" else 1)
    raise RuleError(f"not a rule: {text!r}")


def _every(text: str) -> Every:
    duration = parse_duration(text.removeprefix("every ").strip())
    if duration == Duration():
        raise RuleError(f"never comes round: {text!r}")
    return Every(duration)


def _yearly(text: str, month: int, day: int) -> Yearly:
    try:
        date(2024, month, day)  # a leap year: 29 February is a day to name
    except ValueError:
        raise RuleError(f"no such day: {text!r}") from None
    return Yearly(month, day)
