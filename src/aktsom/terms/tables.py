"""The tables that the terms are taken in from."""

import csv
from collections.abc import Iterator
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Each row by its column names."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
