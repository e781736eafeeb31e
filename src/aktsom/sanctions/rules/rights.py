"""Whether a contract's own terms give the right to a step: the points of its term set that are a right of the buyer and
name the step, and whether the contract itself says something else about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

RIGHT_OF_BUYER = "right_of_buyer"


@dataclass(frozen=True, slots=True)
class Point:
    number: str
    owed_by: str
    ladder_hint: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Right:
    """`deviates`: what the contract says of its deviations names the point, so that a person has to read it;
    `inferred`: that the point gives the right is a reading of the terms, and nobody has checked it against them."""

    number: str
    deviates: bool
    inferred: bool = False


def rights_to(step: str, points: Iterable[Point], deviations: str) -> list[Right]:
    giving = [each for each in points if each.owed_by == RIGHT_OF_BUYER and step in each.ladder_hint.split(";")]
    return [Right(each.number, _named(each.number, deviations), each.inferred) for each in giving]


def _named(number: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", text) is not None
