"""What everybody may be told of the cooperation's figures. Plain values in and out.

Members are told some totals exactly, since all of them know the facts. Strangers are told nothing exactly: each number
is an interval, by the same rule that leaves no member (`rules.telling`), and nothing is told where few suppliers or
people stand behind it. How wide the interval is follows from the largest part in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Self

from aktsom.effects.rules.folding import Number, Tally
from aktsom.effects.rules.telling import may_tell, rounded
from aktsom.sharing.rules import Limits, Withheld, rounding_step

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Between:
    """From `low` to `high`, both with it; the same twice where it is exact."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, value: Number, step: Decimal) -> Self:
        """What can have been rounded to what `value` is rounded to, in whole numbers and never narrower than `step`."""
        middle, half = rounded(value, step), step / 2
        low, high = (middle - half).to_integral_value(ROUND_FLOOR), (middle + half).to_integral_value(ROUND_CEILING)
        return cls(max(NONE, low), high)

    def __add__(self, other: "Between") -> "Between":
        return Between(self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class PublicPart:
    """`counted` of `of`, and `unknown` beside them; of days `counted` is the median, and of hours `counted` to `of`."""

    part: str
    counted: Between
    of: Between
    unknown: Between


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """`parts` are those that may be told; `withheld` why others, or all of it, are not."""

    id: str
    parts: tuple[PublicPart, ...] = ()
    withheld: str = ""

    def stored(self) -> dict[str, Any]:
        return {"id": self.id, "withheld": self.withheld, "parts": [_stored(part) for part in self.parts]}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        return cls(said["id"], tuple(_read(part) for part in said["parts"]), said["withheld"])


def told_to_all(
    id_: str,
    totals: Mapping[str, Tally],
    sizes: Mapping[str, Sequence[Number]],
    *,
    fewest: int = 0,
    days: bool = False,
    limits: Limits | None = None,
) -> PublicFigure:
    """`sizes`: for each part what each member has of it. Nothing of a part of which there are fewer than `fewest`."""
    parts, why = [], ""
    for part, total in totals.items():
        found = part_told(part, total, sizes.get(part, ()), fewest=fewest, days=days, limits=limits)
        if isinstance(found, Withheld):
            why = found.value
        elif found is not None:
            parts.append(found)
    return PublicFigure(id_, tuple(parts), why)


def part_told(
    part: str,
    total: Tally,
    sizes: Iterable[Number],
    *,
    fewest: int = 0,
    days: bool = False,
    limits: Limits | None = None,
) -> PublicPart | Withheld | None:
    """None where there is nothing of it at all, which is no secret of anybody's and not said as nought either."""
    mine = [Decimal(size) for size in sizes if size > 0]
    if not mine and not total.of and not total.unknown:
        return None
    withheld = may_tell(mine, limits)
    if withheld is None and total.of and total.of < fewest:
        withheld = Withheld.TOO_FEW
    if withheld is not None:
        return withheld
    step = rounding_step(max(mine))
    if days:
        middle = Decimal(total.counted).to_integral_value()
        return PublicPart(part, Between(middle, middle), *_around(step, total.of, total.unknown))
    return PublicPart(part, *_around(step, total.counted, total.of, total.unknown))


def _around(step: Decimal, *values: Number) -> list[Between]:
    return [Between.around(value, step) for value in values]


def together(figure: PublicFigure) -> Between | None:
    """Of all parts that are told; none where none is."""
    return sum((part.counted for part in figure.parts), Between(NONE, NONE)) if figure.parts else None


def _stored(part: PublicPart) -> dict[str, Any]:
    ends = {name: getattr(part, name) for name in ("counted", "of", "unknown")}
    return {"part": part.part, **{name: [str(one.low), str(one.high)] for name, one in ends.items()}}


def _read(said: Mapping[str, Any]) -> PublicPart:
    low_high = {name: Between(*(Decimal(end) for end in said[name])) for name in ("counted", "of", "unknown")}
    return PublicPart(said["part"], **low_high)
