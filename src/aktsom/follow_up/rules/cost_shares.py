"""What each of several pays of a cost. The parts come to the cost to the øre: what is left when each part is rounded
down goes to those who were rounded down the most, and of equals to the first."""

from collections.abc import Sequence

WHOLE = 10_000  # hundredths of a per cent


def shared(cost: int, weights: Sequence[int]) -> list[int]:
    """The parts of `cost` (in øre) by whole weights, none negative. Raises ValueError when all weigh nothing."""
    total = sum(weights)
    if total <= 0 or min(weights) < 0 or cost < 0:
        raise ValueError("weights have to come to more than nothing")
    parts = [cost * weight // total for weight in weights]
    lost = [cost * weight % total for weight in weights]
    for place in sorted(range(len(weights)), key=lambda one: -lost[one])[: cost - sum(parts)]:
        parts[place] += 1
    return parts


def whole(hundredths: Sequence[int]) -> bool:
    """Whether own shares come to a hundred per cent."""
    return bool(hundredths) and min(hundredths) >= 0 and sum(hundredths) == WHOLE
