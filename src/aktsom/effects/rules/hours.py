"""What joint work saves of hours, as a range. No number without basis: where nothing is known the answer is none.

Avoided duplicates of a joint activity are the contracts it ticked off less the one that the work was done for. What one
such activity takes a buyer that does it alone is a range from the member's own entries, its baseline, or, where it has
neither, from at least three other members.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

HUNDREDTH = Decimal("0.01")
HALF = Decimal("0.5")
FEW = 4  # entries from which quartiles say more than the lowest and the highest


class Ground(StrEnum):
    """What a range rests on."""

    QUARTILES = "quartiles"  # own entries, lower to upper quartile
    EXTREMES = "extremes"  # own entries, lowest to highest: there are few
    ONE = "one"  # a single own entry
    BASELINE = "baseline"  # what the member said it took before
    BOTH = "both"  # own entries and the baseline together
    OTHERS = "others"  # other members', since it has none of its own


@dataclass(frozen=True, slots=True)
class Span:
    """Hours that one takes, from `low` to `high`; `count` entries lie under it, and `unchanged` of them are typical
    values that a person left as they were proposed."""

    low: Decimal
    high: Decimal
    ground: Ground
    count: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """A range of hours, and `beyond`: hours that the joint work took over what alone would have taken, which the range
    does not hold."""

    low: Decimal
    high: Decimal
    beyond: Decimal = Decimal(0)

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(self.low + other.low, self.high + other.high, self.beyond + other.beyond)


NOTHING = Saved(Decimal(0), Decimal(0))


def avoided(ticked: int) -> int:
    return max(0, ticked - 1)


def avoided_by_member(ticked: Mapping[int, int], carried_by: int) -> dict[int, int]:
    """Each member's part of what a joint activity avoids; together they are `avoided` of all that was ticked off. The
    one that is not avoided counts for the member that did the work; where no contract of its own was ticked off, for
    the one with the most, and of equals the one that comes first."""
    counted = {member: count for member, count in ticked.items() if count > 0}
    if not counted:
        return {}
    doer = carried_by if carried_by in counted else min(counted, key=lambda each: (-counted[each], each))
    return {member: count - (member == doer) for member, count in counted.items()}


def quartile(ordered: Sequence[Decimal], quarters: int) -> Decimal:
    """Linear between the two nearest (the way spreadsheets do it, inclusive)."""
    place = Decimal((len(ordered) - 1) * quarters) / 4
    below = int(place)
    rest = ordered[min(below + 1, len(ordered) - 1)] - ordered[below]
    return ordered[below] + rest * (place - below)


def own_span(entries: Sequence[Decimal], baseline: Decimal | None = None, unchanged: int = 0) -> Span | None:
    """From what the member itself has written down; none where it has said nothing."""
    ordered = sorted(entries)
    if not ordered:
        return None if baseline is None else Span(baseline, baseline, Ground.BASELINE)
    if len(ordered) >= FEW:
        low, high, ground = quartile(ordered, 1), quartile(ordered, 3), Ground.QUARTILES
    else:
        low, high, ground = ordered[0], ordered[-1], Ground.EXTREMES if len(ordered) > 1 else Ground.ONE
    if baseline is not None:
        low, high, ground = min(low, baseline), max(high, baseline), Ground.BOTH
    return Span(_rounded(low), _rounded(high), ground, len(ordered), unchanged)


def others_span(means: Sequence[Decimal], minimum: int) -> Span | None:
    """From other members' means, to the half hour so that none is known by it; none where they are too few."""
    if len(means) < minimum:
        return None
    ordered = sorted(means)
    low, high = quartile(ordered, 1), quartile(ordered, 3)
    lowest = (low / HALF).to_integral_value(ROUND_HALF_UP) * HALF
    highest = (high / HALF).to_integral_value(ROUND_HALF_UP) * HALF
    return Span(max(lowest, HALF), max(highest, HALF), Ground.OTHERS, len(ordered))


def saved(ticked: int, avoids: int, spent: Decimal | None, span: Span | None) -> Saved | None:
    """What one member saved by one joint activity. `spent` are its own hours on it, none where it has written none:
    then the one that it did is taken to have been like any other. Never negative, and never more than what is avoided
    would have taken; what the joint work took beyond that stands in `beyond`."""
    if span is None:
        return None
    low = _less(ticked, avoids, spent, span.low)
    high = _less(ticked, avoids, spent, span.high)
    beyond = max(Decimal(0), (spent or Decimal(0)) - ticked * span.high)
    return Saved(max(Decimal(0), low), max(Decimal(0), high), beyond)


def _less(ticked: int, avoids: int, spent: Decimal | None, each: Decimal) -> Decimal:
    whole = avoids * each
    return whole if spent is None else min(whole, ticked * each - spent)


def _rounded(hours: Decimal) -> Decimal:
    return hours.quantize(HUNDREDTH, ROUND_HALF_UP)
