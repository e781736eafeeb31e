"""How a member's money looks to others. Plain values in, what may be shown out.

A contract's value is shown exactly to its own member and as a band to other members; a total over several members
only where at least three contribute (domain rule «Audience»). The bands are a data file, our own proposal.

A total must not let a reader work out another member's value. The ways there, and what bars each:

- To subtract what one knows: one's own part is shown by itself, exactly, and is never in the others' total.
- One member that is nearly all of a total: no total then (`largest_share`).
- To compare two totals, one of which has what the other lacks: a supplier with a category, before with after a
  contract came in. A total is rounded to a step no smaller than the largest part in it, so that whatever a difference
  leaves is known no closer than to an interval as wide as itself.
- To compare a list with the same list under another filter: a supplier's total is the same under every filter.
- Few: nothing when fewer than three contribute in all, a band of tenfold width when fewer than three others do.

A member without spend does not contribute. The limits are data, `reference/total_limits.csv`.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"
BANDS = REFERENCE / "value_bands.csv"
LIMITS = REFERENCE / "total_limits.csv"


class Withheld(StrEnum):
    """Why no money is shown."""

    UNKNOWN = "unknown"  # nobody has said what the contract is worth
    NO_VALUES = "no_values"  # the reader's role sees no values (the secretariat)
    OTHER_CURRENCY = "other_currency"  # the bands are in kroner, and no rate is assumed
    TOO_FEW = "too_few"  # fewer than three members contribute
    TELLING = "telling"  # one other member is nearly all of it


@dataclass(frozen=True)
class Band:
    """From `lower` (with it) to `upper` (without it) in kroner; the last band has no upper end."""

    id: str
    lower: Decimal
    upper: Decimal | None

    def holds(self, value: Decimal) -> bool:
        return self.lower <= value and (self.upper is None or value < self.upper)


@dataclass(frozen=True)
class SeenValue:
    """A contract's value as one reader sees it: exactly one of the three is set."""

    exact: Decimal | None = None
    band: Band | None = None
    withheld: Withheld | None = None


@dataclass(frozen=True)
class SeenTotal:
    """A total over members as one reader sees it. `own` is the reader's own part, always exact.

    Of the others' part `rounded`, `band` or `withheld` says what may be said; all are None when there are no others.
    """

    own: Decimal
    rounded: Decimal | None = None
    band: Band | None = None
    withheld: Withheld | None = None


@dataclass(frozen=True)
class Limits:
    """`largest_share` is how much of the others' total one of them may at most be."""

    minimum_contributors: int
    largest_share: Decimal


@cache
def total_limits(path: Path = LIMITS) -> Limits:
    with path.open(encoding="utf-8", newline="") as file:
        said = {row["limit"]: row["value"] for row in csv.DictReader(file)}
    return Limits(int(said["minimum_contributors"]), Decimal(said["largest_share"]))


@cache
def value_bands(path: Path = BANDS) -> tuple[Band, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Band(row["id"], Decimal(row["from_nok"]), Decimal(row["below_nok"]) if row["below_nok"] else None)
        for row in rows
    )


def band_of(value: Decimal, bands: Sequence[Band]) -> Band:
    return next(band for band in bands if band.holds(value))


def band_id(value: Decimal | None, currency: str = "NOK", bands: Sequence[Band] | None = None) -> str:
    """What is kept beside a contract for others to see: empty when nobody has said the value, or not in kroner."""
    if value is None or currency != "NOK":
        return ""
    return next((band.id for band in bands or value_bands() if band.holds(value)), "")


def own_value(value: Decimal | None, *, sees_values: bool = True) -> SeenValue:
    """The value of a contract that the reader's roles reach."""
    if not sees_values:
        return SeenValue(withheld=Withheld.NO_VALUES)
    return SeenValue(withheld=Withheld.UNKNOWN) if value is None else SeenValue(exact=value)


def others_value(
    band: str, *, sees_values: bool = True, currency: str = "NOK", bands: Sequence[Band] | None = None
) -> SeenValue:
    """The value of another member's contract, from its band alone: the value itself is never asked for."""
    if not sees_values:
        return SeenValue(withheld=Withheld.NO_VALUES)
    known = next((each for each in bands or value_bands() if each.id == band), None)
    if known is None:
        return SeenValue(withheld=Withheld.UNKNOWN if currency == "NOK" else Withheld.OTHER_CURRENCY)
    return SeenValue(band=known)


def total_as_seen(
    totals_by_member: Mapping[int, Decimal],
    *,
    viewer_members: frozenset[int] = frozenset(),
    sees_values: bool = True,
    limits: Limits | None = None,
    bands: Sequence[Band] | None = None,
) -> SeenTotal:
    """A total in kroner to a reader whose roles reach `viewer_members`."""
    if not sees_values:
        return SeenTotal(Decimal(0), withheld=Withheld.NO_VALUES)
    limits = limits or total_limits()
    contributing = {member: total for member, total in totals_by_member.items() if total > 0}
    own = sum((total for member, total in contributing.items() if member in viewer_members), Decimal(0))
    others = [total for member, total in contributing.items() if member not in viewer_members]
    if not others:
        return SeenTotal(own)
    if len(contributing) < limits.minimum_contributors:
        return SeenTotal(own, withheld=Withheld.TOO_FEW)
    total, largest = sum(others, Decimal(0)), max(others)
    if largest > limits.largest_share * total:
        return SeenTotal(own, withheld=Withheld.TELLING)
    if len(others) < limits.minimum_contributors:
        return SeenTotal(own, band=band_of(total, bands or value_bands()))
    step = max(rounding_step(largest), Decimal(1).scaleb(total.adjusted() - 1))
    return SeenTotal(own, rounded=(total / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step)


def rounding_step(largest: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10, 20, 50 … that is no smaller than the largest part."""
    decade = Decimal(1).scaleb(largest.adjusted())
    return next(step for step in (decade, 2 * decade, 5 * decade, 10 * decade) if step >= largest)


def band_name(band: Band, gettext: Callable[[str], str], number: Callable[[Decimal], str]) -> str:
    """The band in words, in the language that `gettext` translates to and `number` writes whole numbers in."""
    lower = _short(band.lower, gettext, number)
    if band.upper is None:
        return gettext("over %(lower)s kr") % {"lower": lower}
    upper = _short(band.upper, gettext, number)
    if band.lower == 0:
        return gettext("under %(upper)s kr") % {"upper": upper}
    return gettext("%(lower)s til %(upper)s kr") % {"lower": lower, "upper": upper}


def _short(amount: Decimal, gettext: Callable[[str], str], number: Callable[[Decimal], str]) -> str:
    millions, rest = divmod(amount, 1_000_000)
    if millions and not rest:
        return gettext("%(amount)s mill.") % {"amount": number(millions)}
    return number(amount)
