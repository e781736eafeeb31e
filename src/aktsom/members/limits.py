"""The limits of access from their table: how long a link is valid, how long a review may take."""

import csv
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).parent / "reference" / "access_limits.csv"


@cache
def _limits() -> dict[str, int]:
    with LIMITS.open(encoding="utf-8", newline="") as rows:
        return {row["name"]: int(row["value"]) for row in csv.DictReader(rows)}


def limit(name: str) -> int:
    """Raises KeyError for a name that the table does not have."""
    return _limits()[name]
