"""What the laws of access give as data: their clocks, what is told of them in letters, and limits of our own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aktsom.records.states import Law
from aktsom.sharing.grounds import secrecy_grounds
from aktsom.terms.queries import clock
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class AccessLaw:
    """`rule` counts from the day of receipt, as `request+P3W`; empty where `working_days` are counted instead.
    `extension_rule` is none where the law gives no longer time. `remind_days` before the last day people are told."""

    law: Law
    rule: str
    working_days: int
    extension_rule: str
    remind_days: int
    legal_reference: str
    names: Mapping[str, str]
    times: Mapping[str, str]
    appeals: Mapping[str, str]


@cache
def access_laws() -> Mapping[str, AccessLaw]:
    """By id. Raises KeyError for a clock that is not among the terms' clocks."""
    return {
        row["id"]: AccessLaw(
            Law(row["id"]),
            clock(row["clock"]) if row["clock"] else "",
            int(row["working_days"] or 0),
            clock(row["extension_clock"]) if row["extension_clock"] else "",
            int(row["remind_days"]),
            row["legal_reference"],
            _by_language(row, "name"),
            _by_language(row, "time"),
            _by_language(row, "appeal"),
        )
        for row in rows(REFERENCE / "access_laws.csv")
    }


def _by_language(row: Mapping[str, str], name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in LANGUAGES}


@cache
def record_limit(code: str) -> int:
    return next(int(row["value"]) for row in rows(REFERENCE / "record_limits.csv") if row["code"] == code)


@cache
def passage_grounds() -> Mapping[str, str]:
    """{kind of passage: the ground that is suggested for it}."""
    return {row["kind"]: row["ground"] for row in rows(REFERENCE / "passage_grounds.csv")}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is not given: a duty of secrecy, an exemption, or a reason to refuse a question."""

    code: str
    legal_reference: str
    names: Mapping[str, str]

    def told(self, language: str) -> str:
        return f"{self.legal_reference} ({self.names.get(language, self.names['nb'])})"


@cache
def grounds_for(law: str) -> Mapping[str, Ground]:
    """By code, in the order that they are offered."""
    refusals = {
        row["code"]: Ground(row["code"], row["legal_reference"], _by_language(row, "name"))
        for row in rows(REFERENCE / "refusal_grounds.csv")
        if row["law"] == law
    }
    secrecy = {
        one.code: Ground(one.code, one.legal_reference, {"nb": one.name_nb, "nn": one.name_nn, "en": one.name_en})
        for one in secrecy_grounds().values()
    }
    return {**refusals, **secrecy}
