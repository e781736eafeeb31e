"""What signals and inquiries keep as data: kinds, branches, limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from aktsom.findings.tables import REFERENCE
from aktsom.terms.tables import rows


@dataclass(frozen=True)
class SignalKind:
    """`severity` from 1 to 3, at first sight."""

    id: str
    severity: int
    zero_tolerance: bool


@dataclass(frozen=True)
class BranchText:
    id: str
    text_nb: str
    text_nn: str
    text_en: str


@cache
def signal_kinds() -> Mapping[str, SignalKind]:
    """The gravest first."""
    return {
        row["id"]: SignalKind(row["id"], int(row["severity"]), row["zero_tolerance"] == "yes")
        for row in rows(REFERENCE / "signal_kinds.csv")
    }


@cache
def inquiry_branches() -> Mapping[str, BranchText]:
    return {
        row["id"]: BranchText(row["id"], row["text_nb"], row["text_nn"], row["text_en"])
        for row in rows(REFERENCE / "inquiry_branches.csv")
    }


@cache
def signal_limit(name: str) -> int:
    """A row of `signal_limits.csv`; a name that is not there is a KeyError."""
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "signal_limits.csv")}[name]
