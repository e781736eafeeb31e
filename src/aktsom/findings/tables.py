"""What the area keeps as data: limits, and words that say too much."""

from functools import cache
from pathlib import Path

from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"


@cache
def finding_limit(name: str) -> int:
    """A row of `finding_limits.csv`; a name that is not there is a KeyError."""
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "finding_limits.csv")}[name]


@cache
def overclaims() -> tuple[str, ...]:
    """Words that tell the public more than anybody can find."""
    return tuple(row["words"] for row in rows(REFERENCE / "overclaims.csv"))
