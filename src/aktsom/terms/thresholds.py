"""Thresholds of law and terms, worked out from data: comparisons joined by AND, OR and NOT, or two_of(…, …, …).

What is not known makes the answer unknown (None) where it could turn it, never false.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aktsom.terms.grammar import RuleError

Known = Mapping[str, Decimal | int | bool | None]
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>>=|<=|>|<|=|\(|\)|,))")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
}


@dataclass(frozen=True, slots=True)
class Fact:
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    sign: str
    limit: Decimal


@dataclass(frozen=True, slots=True)
class Not:
    part: "Threshold"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold: AND is all of them, OR one, two_of two."""

    count: int
    parts: tuple["Threshold", ...]


Threshold = Fact | Comparison | Not | AtLeast


def is_threshold(text: str) -> bool:
    return re.search(r"[<>=]|\b(AND|OR|NOT|two_of)\b", text) is not None and "@" not in text


def parse_threshold(text: str) -> Threshold:
    """Raises RuleError."""
    reader = _Reader(text)
    found = reader.either()
    reader.expect_end()
    return found


def holds(threshold: Threshold, known: Known) -> bool | None:
    """True, False, or None when what is not known could turn it."""
    match threshold:
        case Fact(name):
            value = known.get(name)
            return None if value is None else bool(value)
        case Comparison(name, sign, limit):
            value = known.get(name)
            return None if value is None else _COMPARE[sign](Decimal(value), limit)
        case Not(part):
            answer = holds(part, known)
            return None if answer is None else not answer
        case AtLeast(count, parts):
            return _at_least(count, [holds(part, known) for part in parts])


def _at_least(count: int, answers: Sequence[bool | None]) -> bool | None:
    if answers.count(True) >= count:
        return True
    if answers.count(True) + answers.count(None) < count:
        return False
    return None


class _Reader:
    """The tokens of one text, taken from the left."""

    def __init__(self, text: str) -> None:
        self._text, self._tokens, position = text, list[str](), 0
        while position < len(text.rstrip()):
            found = _TOKEN.match(text, position)
            if found is None:
                raise RuleError(f"not a threshold: {text!r}")
            self._tokens.append(found[0].strip())
            position = found.end()
        self._tokens.reverse()

    def either(self) -> Threshold:
        parts = [self._both()]
        while self._next_is("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else AtLeast(1, tuple(parts))

    def _both(self) -> Threshold:
        parts = [self._one()]
        while self._next_is("AND"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else AtLeast(len(parts), tuple(parts))

    def _one(self) -> Threshold:
        if self._next_is("NOT"):
            return Not(self._one())
        if self._next_is("("):
            inside = self.either()
            self._expect(")")
            return inside
        if self._next_is("two_of"):
            return self._two_of()
        name = self._take()
        if not (name[0].isalpha() or name[0] == "_") or name in {"AND", "OR"}:
            raise RuleError(f"expected a name, not {name!r}, in {self._text!r}")
        if self._tokens and self._tokens[-1] in _COMPARE:
            sign, limit = self._take(), self._take()
            if not limit[0].isdigit():
                raise RuleError(f"expected a number after {sign!r} in {self._text!r}")
            return Comparison(name, sign, Decimal(limit))
        return Fact(name)

    def _two_of(self) -> AtLeast:
        self._expect("(")
        parts = [self.either()]
        while self._next_is(","):
            parts.append(self.either())
        self._expect(")")
        return AtLeast(2, tuple(parts))

    def expect_end(self) -> None:
        if self._tokens:
            raise RuleError(f"did not expect {self._tokens[-1]!r} in {self._text!r}")

    def _take(self) -> str:
        if not self._tokens:
            raise RuleError(f"ends too early: {self._text!r}")
        return self._tokens.pop()

    def _next_is(self, token: str) -> bool:
        if self._tokens and self._tokens[-1] == token:
            self._tokens.pop()
            return True
        return False

    def _expect(self, token: str) -> None:
        if not self._next_is(token):
            raise RuleError(f"expected {token!r} in {self._text!r}")
