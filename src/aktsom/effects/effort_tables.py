"""Tables of the area: typical hours, limits and how costs are shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True, slots=True)
class Typical:
    hours: Decimal
    source: str
    confidence: str


@cache
def typical_effort() -> Mapping[str, Typical]:
    """{activity: what one usually takes}: a value to correct, and never the basis of a figure by itself."""
    found = rows(REFERENCE / "typical_effort.csv")
    return {row["activity"]: Typical(Decimal(row["hours"]), row["source"], row["confidence"]) for row in found}


@cache
def effort_limit(name: str) -> int:
    """A row of `effort_limits.csv`; a name that is not there is a KeyError."""
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "effort_limits.csv")}[name]


@cache
def currencies() -> Mapping[str, int]:
    """{currency: minor units in one}."""
    return {row["currency"]: int(row["minor_units"]) for row in rows(REFERENCE / "currencies.csv")}


@dataclass(frozen=True, slots=True)
class ShareRule:
    """`weighs` is what a member's share goes by: members, contracts, agreed, or the shares of the audit."""

    rule: str
    name_nb: str
    name_nn: str
    name_en: str
    weighs: str


@cache
def share_rules() -> Mapping[str, ShareRule]:
    names = ("rule", "name_nb", "name_nn", "name_en", "weighs")
    return {row["rule"]: ShareRule(*(row[name] for name in names)) for row in rows(REFERENCE / "share_rules.csv")}
