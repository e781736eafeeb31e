"""The limits of sharing that policy may change, read from their file. One that nobody has decided is None."""

import csv
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).parent / "reference" / "release_limits.csv"


@cache
def release_limits(path: Path = LIMITS) -> dict[str, int | None]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: int(row["value"]) if row["value"] else None for row in csv.DictReader(file)}


def limit(code: str) -> int | None:
    return release_limits()[code]
