"""Tables of the methods: what a kick-off speaks of, documents to ask for, who pays for an audit, and limits."""

from dataclasses import dataclass
from functools import cache

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
