"""How well placed the buyer is to have an effect. Stands apart from priority: it says what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aktsom.risk.rules import Reason

SOON = timedelta(days=270)


class ValueBand(StrEnum):
    """The ids of `sharing/reference/value_bands.csv`, from the lowest."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    VERY_LARGE = "very_large"


@dataclass(frozen=True, slots=True)
class Leverage:
    """`score` 0 to 9, higher is better placed."""

    score: int
    reasons: tuple[Reason, ...]


def leverage(
    *,
    members_linked: int,
    band: ValueBand | None,
    next_option_on: date | None,
    starts_on: date | None,
    ends_on: date | None,
    on: date,
) -> Leverage:
    """`members_linked` counts those with this supplier or category, the buyer among them; `on` is the day."""
    if ends_on and ends_on < on:
        return Leverage(0, (Reason("leverage_ended"),))
    score, reasons = _together(members_linked)
    if band:
        score += list(ValueBand).index(band)
        reasons.append(Reason("leverage_value", (("band", band),)))
    if starts_on and starts_on > on:
        score += 2
        reasons.append(Reason("leverage_not_started"))
    elif next_option_on and next_option_on >= on:
        soon = next_option_on - on <= SOON
        score += 2 if soon else 1
        key = "leverage_option_soon" if soon else "leverage_option_later"
        reasons.append(Reason(key, (("date", next_option_on.isoformat()),)))
    return Leverage(score, tuple(reasons))


def _together(members: int) -> tuple[int, list[Reason]]:
    if members < 2:
        return 0, [Reason("leverage_alone")]
    return min(4, members.bit_length()), [Reason("leverage_members", (("members", str(members)),))]
