"""When a duty falls due, worked out from the rule that the terms' own table gives (see `terms.grammar`)."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from aktsom.terms.grammar import (
    Alternative,
    Duration,
    Every,
    Near,
    Rule,
    RuleError,
    SameAs,
    Standing,
    When,
    Yearly,
    parse,
)

__all__ = ["Due", "DueKind", "Rule", "RuleError", "due", "parse", "shifted"]


class DueKind(StrEnum):
    DATE = "date"
    REPEATING = "repeating"
    ALWAYS = "always"
    ON_REQUEST = "on_request"
    WITHOUT_DELAY = "without_delay"
    ON_DECISION = "on_decision"
    WAITS_FOR = "waits_for"  # the day it is counted from is not known
    CONTRACT_DECIDES = "contract_decides"  # no rule of the terms fits


@dataclass(frozen=True, slots=True)
class Due:
    """When, and why: `code` and `params` are put into words by `terms.explanations`.

    `on` is the date, of a repeating duty the next one. `expected_on` is what it would be if the day it `waits_for`
    is the one it usually is. With `depends_on`, nobody has said whether that fact holds: this is due if it does, and
    `otherwise` if not.
    """

    kind: DueKind
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    on: date | None = None
    waits_for: str = ""
    expected_on: date | None = None
    depends_on: str = ""
    otherwise: "Due | None" = None


def shifted(day: date, duration: Duration, sign: int = 1) -> date:
    """Months first, to the end of a month that is too short (31 January and a month: 28 or 29 February), then days."""
    index = day.year * 12 + day.month - 1 + sign * duration.months
    year, month = divmod(index, 12)
    clamped = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return clamped + sign * timedelta(days=duration.days)


def _times(duration: Duration, count: int) -> Duration:
    return Duration(duration.months * count, duration.days * count)


def _next_round(start: date, every: Duration, after: date | None) -> date:
    """The first round after `after`, counted from the start so that a short month does not pull later rounds early."""
    rounds = 1
    if after is not None and after > start:
        longest_days = every.months * 31 + every.days
        rounds = max(1, (after - start).days // longest_days)
    while after is not None and shifted(start, _times(every, rounds)) <= after:
        rounds += 1
    return shifted(start, _times(every, rounds))


def _next_year_day(when: Yearly, after: date) -> date:
    for year in (after.year, after.year + 1):
        day = date(year, when.month, min(when.day, monthrange(year, when.month)[1]))
        if day > after:
            return day
    raise AssertionError("a day of the year comes every year")


# The days from which a repeating duty is counted, the first that is known.
ROUND_STARTS = ("last_done", "contract_start", "contract_signature")


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one contract. `anchors` are days by name; `facts` hold, `unknown` nobody has said;
    `others` the rules of the same term set's other duties by number, for `same_as`; `stand_ins` {anchor: the anchor
    that usually falls on the same day}; repeating duties are looked for strictly after the day `after`."""

    term_set: str = ""
    anchors: Mapping[str, date] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    others: Mapping[str, str] = field(default_factory=dict)
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    after: date | None = None


def due(
    rule: Rule,
    *,
    term_set: str = "",
    anchors: Mapping[str, date],
    facts: frozenset[str] = frozenset(),
    unknown: frozenset[str] = frozenset(),
    others: Mapping[str, str] | None = None,
    stand_ins: Mapping[str, str] | None = None,
    after: date | None = None,
) -> Due:
    """See `Situation` for what is taken. Raises RuleError for a `same_as` that leads nowhere or in a circle."""
    situation = Situation(term_set, anchors, facts, unknown, others or {}, stand_ins or {}, after)
    return _first_that_fits(iter(rule.alternatives), situation, ())


def _first_that_fits(alternatives: Iterator[Alternative], at: Situation, seen: tuple[str, ...]) -> Due:
    for one in alternatives:
        if one.term_set and one.term_set != at.term_set:
            continue
        if one.condition in at.unknown:
            likely = _due_when(one.when, at, seen)
            return replace(likely, depends_on=one.condition, otherwise=_first_that_fits(alternatives, at, seen))
        if not one.condition or one.condition in at.facts:
            return _due_when(one.when, at, seen)
    return Due(DueKind.CONTRACT_DECIDES, "contract_decides")


def _due_when(when: When, at: Situation, seen: tuple[str, ...]) -> Due:
    match when:
        case Near():
            return _near(when, at)
        case Every(duration):
            start = next((at.anchors[name] for name in ROUND_STARTS if name in at.anchors), None)
            on = _next_round(start, duration, at.after) if start else None
            return Due(DueKind.REPEATING, "every", _said(duration), on)
        case Yearly(month, day):
            after = at.after or at.anchors.get("contract_start")
            return Due(
                DueKind.REPEATING,
                "yearly",
                {"month": month, "day": day},
                _next_year_day(when, after) if after else None,
            )
        case SameAs(number):
            return _same_as(number, at, seen)
        case Standing():
            return _STANDING[when]


_STANDING = {
    Standing.ALWAYS: Due(DueKind.ALWAYS, "always"),
    Standing.ON_REQUEST: Due(DueKind.ON_REQUEST, "on_request"),
    Standing.WITHOUT_DELAY: Due(DueKind.WITHOUT_DELAY, "without_delay"),
    Standing.ON_DECISION: Due(DueKind.ON_DECISION, "on_decision"),
}


def _near(when: Near, at: Situation) -> Due:
    code = "on_anchor" if when.duration == Duration() else "after_anchor" if when.sign > 0 else "before_anchor"
    params = {"anchor": when.anchor, **_said(when.duration)}
    if when.anchor in at.anchors:
        return Due(DueKind.DATE, code, params, shifted(at.anchors[when.anchor], when.duration, when.sign))
    usual = at.anchors.get(at.stand_ins.get(when.anchor, ""))
    expected = shifted(usual, when.duration, when.sign) if usual else None
    return Due(DueKind.WAITS_FOR, code, params, waits_for=when.anchor, expected_on=expected)


def _same_as(number: str, at: Situation, seen: tuple[str, ...]) -> Due:
    if number in seen:
        raise RuleError(f"same_as goes in a circle: {' > '.join((*seen, number))}")
    if number not in at.others:
        raise RuleError(f"same_as names a duty that the terms do not have: {number}")
    return _first_that_fits(iter(parse(at.others[number]).alternatives), at, (*seen, number))


def _said(duration: Duration) -> dict[str, str | int]:
    """The duration in the largest whole units, as people say it."""
    years, months = divmod(duration.months, 12)
    weeks, days = divmod(duration.days, 7)
    if months and years:
        years, months = 0, duration.months
    if days and weeks:
        weeks, days = 0, duration.days
    named = (("years", years), ("months", months), ("weeks", weeks), ("days", days))
    return {unit: count for unit, count in named if count}
