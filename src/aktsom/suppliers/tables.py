"""The tables of the suppliers' area: limits of size and of asking, forms of VAT numbers; see `reference/README.md`."""

import csv
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"


def _rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def size_limits() -> dict[str, dict[str, int]]:
    """{rule: {measure: limit}}: sums in kroner a year, people as a number."""
    found: dict[str, dict[str, int]] = {}
    for row in _rows("size_limits"):
        found.setdefault(row["rule"], {})[row["measure"]] = int(row["value"])
    return found


@cache
def always_covered() -> frozenset[str]:
    """Codes of legal forms that are covered by the Transparency Act whatever their size."""
    return frozenset(row["form"] for row in _rows("covered_forms"))


@cache
def vat_forms() -> dict[str, str]:
    """{country: pattern of what stands behind the country's two letters}."""
    return {row["country"]: row["pattern"] for row in _rows("vat_forms")}


@cache
def register_limits() -> dict[str, int]:
    return {row["name"]: int(row["value"]) for row in _rows("register_limits")}
