"""What the area keeps as data of its reports."""

from functools import cache

from aktsom.effects.tables import REFERENCE
from aktsom.terms.tables import rows


@cache
def _limits() -> dict[str, int]:
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "report_limits.csv")}


def report_limit(name: str) -> int:
    """A name that is not there is a KeyError."""
    return _limits()[name]
