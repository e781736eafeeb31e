"""How long sessions and the sign-in journal live, from `reference/limits.csv`."""

import csv
from datetime import timedelta
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).parent / "reference" / "limits.csv"
_DAYS_A_MONTH = 365.25 / 12


@cache
def lasts(name: str) -> timedelta:
    """The limit's length of time; a name that is not in the table is a KeyError."""
    with LIMITS.open(encoding="utf-8", newline="") as rows:
        table = {row["name"]: (int(row["value"]), row["unit"]) for row in csv.DictReader(rows)}
    value, unit = table[name]
    return timedelta(days=value * _DAYS_A_MONTH) if unit == "months" else timedelta(**{unit: value})
