"""Conditions on answers: when a question is asked at all, and which answer the buyer must act on.

Written as tests joined by AND and OR (AND binds tighter):

    answer=no           this question was answered so; F-1.1=yes: that other question was
    answer=empty        nothing was answered       answer<component   below that step of a scale
    rows=0   rows>0     how many rows a list has   file=none          no file and no address given
    age>P2Y             the date given is further back than that
    past_due  open_findings  certificate_expired   facts read from the rows and files of the answer

An empty text is a condition that nothing meets.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aktsom.follow_up.states import AnswerType
from aktsom.terms.grammar import Duration, RuleError, parse_duration
from aktsom.terms.rules import shifted

__all__ = ["Asked", "Condition", "Given", "Part", "RuleError", "asked_now", "condition", "meets"]

FACTS = frozenset({"past_due", "open_findings", "certificate_expired"})
DONE = frozenset({"done", "closed", "yes"})
_TEST = re.compile(r"(?P<name>[A-Za-z][\w.-]*)\s*(?P<sign>[=<>])\s*(?P<value>[\w.-]+)")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it stands. `value` holds yes or no, a number, an ISO date, a step of a scale or a text; `rows` of a
    list by its columns; `files` counts files and addresses; on `expires_on` the first of them goes out of date."""

    value: str = ""
    rows: tuple[Mapping[str, str], ...] = ()
    files: int = 0
    expires_on: date | None = None

    @property
    def is_empty(self) -> bool:
        return not self.value.strip() and not self.rows and not self.files


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Part:
    """One test. `about` is "answer", "rows", "file", "age", a fact, or the code of another question."""

    about: str
    sign: str = ""
    value: str = ""


Condition = tuple[tuple[Part, ...], ...]  # one of these, all of whose parts hold


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question its conditions need: `columns` are the steps of a scale or the columns of a list."""

    code: str
    type: AnswerType
    columns: tuple[str, ...] = ()
    show_if: Condition = ()
    follow_up_if: Condition = ()


def condition(text: str) -> Condition:
    """Raises RuleError."""
    if not text.strip():
        return ()
    return tuple(
        tuple(_part(test.strip(), text) for test in re.split(r"\bAND\b", either))
        for either in re.split(r"\bOR\b", text)
    )


def _part(test: str, text: str) -> Part:
    if test in FACTS:
        return Part(test)
    found = _TEST.fullmatch(test)
    if found is None:
        raise RuleError(f"not a test of an answer: {test!r} in {text!r}")
    name, sign, value = found.group("name", "sign", "value")
    if name == "age":
        parse_duration(value)
    elif name == "rows" and not value.isdigit():
        raise RuleError(f"rows are counted in numbers, not {value!r}, in {text!r}")
    elif (name == "file" or name.count("-")) and sign != "=":
        raise RuleError(f"{name!r} is compared with =, not {sign!r}, in {text!r}")
    return Part(name, sign, value)


@dataclass(frozen=True, slots=True)
class _At:
    asked: Asked
    given: Given
    others: Mapping[str, Given]
    today: date = field(default=date.min)


def meets(asked: Asked, given: Given, today: date, others: Mapping[str, Given] | None = None) -> bool:
    """Whether the answer is one that the buyer must act on (`follow_up_if`)."""
    return _holds(asked.follow_up_if, _At(asked, given, others or {}, today))


def asked_now(questions: Sequence[Asked], answers: Mapping[str, Given]) -> frozenset[str]:
    """Codes of the questions to be asked as the answers stand. A question that hangs on one that is not asked is not
    asked either, whatever was answered to it before. A question hangs on earlier ones only."""
    seen: dict[str, Given] = {}
    for one in questions:
        if not one.show_if or _holds(one.show_if, _At(one, NOTHING, seen)):
            seen[one.code] = answers.get(one.code, NOTHING)
    return frozenset(seen)


def _holds(tests: Condition, at: _At) -> bool:
    return any(all(_test(part, at) for part in parts) for parts in tests)


def _test(part: Part, at: _At) -> bool:
    test = _TESTS.get(part.about)
    return test(part, at) if test else at.others.get(part.about, NOTHING).value == part.value


def _rows(part: Part, at: _At) -> bool:
    return _compared(len(at.given.rows), part.sign, int(part.value))


def _file(part: Part, at: _At) -> bool:
    return (at.given.files == 0) == (part.value == "none")


def _certificate_expired(_part: Part, at: _At) -> bool:
    return at.given.expires_on is not None and at.given.expires_on <= at.today


def _answer(part: Part, at: _At) -> bool:
    given, steps = at.given, at.asked.columns
    if part.value == "empty":
        return given.is_empty
    if part.sign == "=":
        return given.value == part.value
    if given.value in steps and part.value in steps:
        return _compared(steps.index(given.value), part.sign, steps.index(part.value))
    return given.is_empty and part.sign == "<"  # what has not been said is below every step


def _compared(left: int, sign: str, right: int) -> bool:
    return left == right if sign == "=" else left < right if sign == "<" else left > right


def _age(part: Part, at: _At) -> bool:
    """A day that is not told counts as too long ago."""
    told = _day(at.given.value)
    limit: Duration = parse_duration(part.value)
    return told is None or shifted(told, limit) < at.today


def _past_due(_part: Part, at: _At) -> bool:
    """A measure whose day has gone by and that is not said to be done."""
    days = [_day(row.get("due_date", "")) for row in at.given.rows if row.get("status", "") not in DONE]
    return any(day is not None and day < at.today for day in days)


def _open_findings(_part: Part, at: _At) -> bool:
    return any(_open(row.get("findings", "").strip(), row.get("closed", "").strip()) for row in at.given.rows)


def _open(found: str, closed: str) -> bool:
    """Findings that are not said to be closed: all closed is "yes" or as large a number."""
    if found in {"", "0", "no"} or closed in DONE:
        return False
    return not (found.isdigit() and closed.isdigit() and int(closed) >= int(found))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


_TESTS: Mapping[str, Callable[[Part, _At], bool]] = {
    "answer": _answer,
    "rows": _rows,
    "file": _file,
    "age": _age,
    "past_due": _past_due,
    "open_findings": _open_findings,
    "certificate_expired": _certificate_expired,
}
