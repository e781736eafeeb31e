"""Tables of the methods: what a kick-off speaks of, documents to ask for, who pays for an audit, and limits."""

from dataclasses import dataclass
from functools import cache

from aktsom.follow_up.audit_states import Payer
from aktsom.follow_up.rules.payers import PayerRow
from aktsom.follow_up.tables import REFERENCE
from aktsom.terms.tables import rows


@cache
def method_limit(name: str) -> int:
    """A row of `method_limits.csv`; a name that is not there is a KeyError."""
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "method_limits.csv")}[name]


@cache
def kick_off_agenda(language: str) -> tuple[tuple[str, str], ...]:
    """(code, title) in their order."""
    found = sorted(rows(REFERENCE / "kick_off_agenda.csv"), key=lambda row: int(row["position"]))
    return tuple((row["code"], row[_column("title", language)]) for row in found)


def _column(name: str, language: str) -> str:
    return f"{name}_{language if language in ('nb', 'nn', 'en') else 'nb'}"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document, with the points of the terms that it is evidence for."""

    kind: str
    names: tuple[str, str, str]  # nb, nn, en
    points: tuple[str, ...]
    evidence_kind: str

    def name(self, language: str) -> str:
        return self.names[("nb", "nn", "en").index(language) if language in ("nb", "nn", "en") else 0]


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    return tuple(
        DocumentKind(
            row["kind"],
            (row["name_nb"], row["name_nn"], row["name_en"]),
            tuple(row["points"].split(";")),
            row["evidence_kind"],
        )
        for row in rows(REFERENCE / "document_kinds.csv")
    )


@cache
def payer_rows() -> tuple[PayerRow, ...]:
    return tuple(
        PayerRow(
            row["rule"],
            int(row["from_number"]),
            int(row["to_number"]) if row["to_number"] else None,
            row["result"],
            Payer(row["payer"]),
        )
        for row in rows(REFERENCE / "audit_payers.csv")
    )


@cache
def payer_rules(language: str) -> dict[str, str]:
    """{rule: its name}."""
    return {row["rule"]: row[_column("name", language)] for row in rows(REFERENCE / "audit_payers.csv")}


@dataclass(frozen=True, slots=True)
class Scheme:
    scheme: str
    name: str
    grades: tuple[str, ...]


@cache
def audit_schemes() -> dict[str, Scheme]:
    """Other schemes whose reports are carried over; the last is any other."""
    return {
        row["scheme"]: Scheme(row["scheme"], row["name"], tuple(g for g in row["grades"].split(";") if g))
        for row in rows(REFERENCE / "audit_schemes.csv")
    }
