"""What may be told to all of a figure that is made of what members have each for themselves: totals that leave nobody.

The total over members is told where so many contribute that there are enough others for whoever of them reads it, where
none of them is nearly all of it, and rounded to a step no smaller than the largest part in it. See decision 14."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from aktsom.effects.rules.folding import Number, Tally
from aktsom.sharing.rules import Limits, Withheld, rounding_step, total_limits


@dataclass(frozen=True, slots=True)
class Told:
    """Rounded figures, or why there are none."""

    counted: Decimal = Decimal(0)
    of: Decimal = Decimal(0)
    unknown: Decimal = Decimal(0)
    withheld: Withheld | None = None


def exactly(total: Tally) -> Told:
    return Told(Decimal(total.counted), Decimal(total.of), Decimal(total.unknown))


def told(
    total: Tally, sizes: Iterable[Number], *, days: bool = False, open_unknown: bool = False,
    limits: Limits | None = None,
) -> Told:  # fmt: skip
    """`sizes` are the members' parts. Of days the median stands by itself, in whole days, and how many there are is
    rounded. `open_unknown`: what is unknown is counted in another unit, and known to all."""
    parts = [Decimal(size) for size in sizes if size > 0]
    withheld = may_tell(parts, limits)
    if withheld is not None:
        return Told(withheld=withheld)
    step = rounding_step(max(parts))
    counted = Decimal(total.counted).quantize(Decimal(1)) if days else rounded(total.counted, step)
    unknown = Decimal(total.unknown) if open_unknown else rounded(total.unknown, step)
    return Told(counted, rounded(total.of, step), unknown)


def may_tell(sizes: Iterable[Number], limits: Limits | None = None) -> Withheld | None:
    """Nothing where it may be."""
    limits, parts = limits or total_limits(), [Decimal(size) for size in sizes if size > 0]
    if len(parts) <= limits.minimum_contributors:  # whoever reads it may be one of them, and knows its own part
        return Withheld.TOO_FEW
    return Withheld.TELLING if max(parts) > limits.largest_share * sum(parts) else None


def kept_back(sizes: Mapping[str, int], withheld: Mapping[str, Withheld]) -> dict[str, Withheld]:
    """Of parts that add up to a total that is told: where one alone is withheld, the total less the others would be it,
    and so the smallest of the others is withheld as well."""
    alone = [key for key in withheld if sizes.get(key)]
    if len(alone) != 1:
        return dict(withheld)
    others = [key for key in sizes if sizes[key] and key not in withheld]
    smallest = min(others, key=lambda key: (sizes[key], key), default=None)
    return {**withheld, **({smallest: Withheld.TELLING} if smallest is not None else {})}


def rounded(value: Number, step: Decimal) -> Decimal:
    return (Decimal(value) / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step
