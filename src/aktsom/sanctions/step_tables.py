"""Limits of what decisions set in motion, and the grounds of the procurement rules that a competition may name."""

from collections.abc import Mapping
from functools import cache

from aktsom.sanctions.tables import REFERENCE
from aktsom.terms.tables import rows

USE, QUALIFICATION = "use", "qualification"


@cache
def _limits() -> Mapping[str, int]:
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "step_limits.csv")}


def step_limit(name: str) -> int:
    return _limits()[name]


@cache
def competition_grounds(kind: str, language: str) -> Mapping[str, str]:
    """{id: text} of one kind."""
    column = f"text_{language if language in ('nb', 'nn', 'en') else 'nb'}"
    return {row["id"]: row[column] for row in rows(REFERENCE / "competition_grounds.csv") if row["kind"] == kind}
