"""From which weight on records are joined without asking: learned from what people judged. Plain values in and out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).parent / "reference" / "sameness_limits.csv"


@cache
def sameness_limits(path: Path = LIMITS) -> dict[str, float]:
    with path.open(encoding="utf-8", newline="") as opened:
        return {row["id"]: float(row["value"]) for row in csv.DictReader(opened)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Weights are powers of two of the odds. `judged` pairs above `join_above` were judged by people, `wrong` of them
    different."""

    join_above: float
    ask_above: float
    judged: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair as the matching weighed it, and what a person judged."""

    weight: float
    same: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the judged pairs of a weight above `above`, and at most `upto` where that is set: how many were the same."""

    above: float
    upto: float | None
    judged: int
    same: int


def tallied(judged: Sequence[Weighed], above: float, upto: float | None = None) -> Tally:
    inside = [each for each in judged if each.weight > above and (upto is None or each.weight <= upto)]
    return Tally(above, upto, len(inside), sum(each.same for each in inside))


def bands(judged: Sequence[Weighed], now: Thresholds) -> list[Tally]:
    """What people said of the pairs joined without asking, of the surer half of those asked about, and of the rest."""
    middle = (now.join_above + now.ask_above) / 2
    edges = [(now.join_above, None), (middle, now.join_above), (now.ask_above, middle)]
    return [tallied(judged, above, upto) for above, upto in edges]


def proposed(judged: Sequence[Weighed], product: Thresholds) -> Thresholds:
    """The thresholds that the judgements speak for; `product` are those the product came with.

    The lowest weight above which enough pairs were judged and nearly all were the same, asked of every step from the
    top down, so that no bad stretch lies above it. Where too little is judged the product's stands, unless pairs above
    it were found different: then the first weight above which all but few were the same.
    """
    limits = sameness_limits()
    join = _lowest_good(judged, limits)
    if join is None:
        join = _raised(judged, product.join_above, limits)
    ask = _highest_not_worth_asking(judged, product.ask_above, join, limits)
    above = tallied(judged, join)
    return Thresholds(join, ask, above.judged, above.judged - above.same)


def _steps(lowest: float, limits: dict[str, float]) -> list[float]:
    count = round((limits["highest_join"] - lowest) / limits["step"])
    return [round(lowest + number * limits["step"], 6) for number in range(count + 1)]


def _good(tally: Tally, limits: dict[str, float]) -> bool:
    return tally.same >= limits["wanted_precision"] * tally.judged


def _lowest_good(judged: Sequence[Weighed], limits: dict[str, float]) -> float | None:
    found = None
    for step in reversed(_steps(limits["lowest_join"], limits)):
        tally = tallied(judged, step)
        if tally.judged < limits["least_judged"]:
            continue
        if not _good(tally, limits):
            break
        found = step
    return found


def _raised(judged: Sequence[Weighed], join: float, limits: dict[str, float]) -> float:
    above = tallied(judged, join)
    if above.judged - above.same < limits["least_wrong"]:
        return join
    higher = [step for step in _steps(join, limits) if _good(tallied(judged, step), limits)]
    return higher[0] if higher else limits["highest_join"]


def _highest_not_worth_asking(judged: Sequence[Weighed], ask: float, join: float, limits: dict[str, float]) -> float:
    found = ask
    step = ask + limits["step"]
    while step < join:
        tally = tallied(judged, ask, step)
        if tally.judged >= limits["least_judged"] and tally.same <= limits["worth_asking"] * tally.judged:
            found = step
        step += limits["step"]
    return min(found, join - limits["step"])
