"""How each table of the catalogue becomes entries; a table may only point to ids of tables read before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from aktsom.categories.entries import (
    Confidence,
    ContextWord,
    CpvRule,
    Effect,
    Generation,
    Group,
    GroupCpvRule,
    GroupKeyword,
    Keyword,
    KeywordKind,
    Language,
    Name,
    Product,
    Right,
    Sense,
    StageRisk,
)
from aktsom.categories.generations import Printed, resolve
from aktsom.categories.levels import Level, Stage
from aktsom.categories.tables import Row, _


@dataclass
class Tables:
    """What has been read so far."""

    rights: dict[str, Right] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    printed: dict[str, Printed] = field(default_factory=dict)
    cpv_rules: list[CpvRule] = field(default_factory=list)
    group_cpv_rules: list[GroupCpvRule] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    group_keywords: list[GroupKeyword] = field(default_factory=list)
    context_words: list[ContextWord] = field(default_factory=list)
    cpv_names: dict[str, Name] = field(default_factory=dict)
    material_names: dict[str, Name] = field(default_factory=dict)

    def resolved_products(self) -> tuple[Product, ...]:
        return resolve(self.printed)


@dataclass(frozen=True)
class Reader:
    columns: tuple[str, ...]
    read: Callable[[Iterable[Row], Tables], None]


def _name(row: Row, prefix: str = "name") -> Name:
    return Name(row.required(f"{prefix}_nb"), row.required(f"{prefix}_nn"), row.required(f"{prefix}_en"))


def _severity_reason(row: Row) -> Name:
    """Tables of earlier editions give it in English only."""
    in_english = row.required("severity_reason")
    in_bokmal = row.text("severity_reason_nb") or in_english
    return Name(in_bokmal, row.text("severity_reason_nn") or in_bokmal, in_english)


def _rights(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        code, severity = row.required("code"), row.number("severity")
        if code in read.rights:
            raise row.error("code", _("«{value}» står to ganger"), value=code)
        if not 1 <= severity <= 4:
            raise row.error("severity", _("må være 1 til 4"))
        read.rights[code] = Right(
            code,
            _name(row),
            row.listed("instruments"),
            severity,
            _severity_reason(row),
            row.text("severity_note"),
            row.text("source"),
            row.choice("confidence", Confidence),
        )


def _groups(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        group_id = row.required("group_id")
        if group_id in read.groups:
            raise row.error("group_id", _("«{value}» står to ganger"), value=group_id)
        confidence = row.choice("confidence", Confidence)
        read.groups[group_id] = Group(group_id, _name(row), row.number("order"), row.text("source"), confidence)


def _products(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        product_id, group_id = row.required("product_id"), row.known("group_id", read.groups)
        rights = row.listed("rights")
        if unknown := [code for code in rights if code not in read.rights]:
            raise row.error("rights", _("«{value}» finnes ikke i listen"), value=unknown[0])
        countries = row.listed("countries")
        if odd := [code for code in countries if not (len(code) == 2 and code.isupper())]:
            raise row.error("countries", _("«{value}» er ikke en landkode på to bokstaver"), value=odd[0])
        risk = StageRisk(
            row.choice("stage", Stage),
            row.choice("level", Level),
            rights,
            countries,
            row.listed("materials"),
            row.choice("generation", Generation),
            row.text("as_of"),
            row.text("source"),
            row.choice("confidence", Confidence),
        )
        printed = read.printed.setdefault(product_id, Printed(product_id, group_id, _name(row, "product"), {}))
        if printed.group_id != group_id:
            where = printed.group_id
            raise row.error("group_id", _("«{value}» står allerede i «{group}»"), value=product_id, group=where)
        if (risk.stage, risk.generation) in printed.rows:
            raise row.error("stage", _("«{value}» har allerede dette leddet i denne generasjonen"), value=product_id)
        printed.rows[risk.stage, risk.generation] = risk


def _prefix(row: Row) -> tuple[str, str]:
    prefix, code = row.digits("cpv_prefix", longest=8), row.digits("cpv_code", longest=8)
    if not (len(code) == 8 and code.startswith(prefix)):
        problem = _("«{value}» må være åtte siffer som begynner med {prefix}")
        raise row.error("cpv_code", problem, value=code, prefix=prefix)
    return prefix, code


def _cpv(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        product_id, confidence = row.known("product_id", read.printed), row.choice("confidence", Confidence)
        read.cpv_rules.append(CpvRule(product_id, *_prefix(row), row.text("note"), row.text("source"), confidence))


def _group_cpv(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        group_id, confidence = row.known("group_id", read.groups), row.choice("confidence", Confidence)
        read.group_cpv_rules.append(GroupCpvRule(group_id, *_prefix(row), row.text("source"), confidence))


def _word(row: Row, column: str) -> str:
    word = row.required(column)
    if word != word.lower():
        raise row.error(column, _("«{value}» må ha bare små bokstaver"), value=word)
    return word


def _keywords(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        product_id, language = row.known("product_id", read.printed), row.choice("language", Language)
        kind, sense = row.choice("kind", KeywordKind), row.choice("sense", Sense)
        read.keywords.append(Keyword(product_id, language, _word(row, "keyword"), kind, sense))


def _group_keywords(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        group_id, language = row.known("group_id", read.groups), row.choice("language", Language)
        kind, sense = row.choice("kind", KeywordKind), row.choice("sense", Sense)
        read.group_keywords.append(GroupKeyword(group_id, language, _word(row, "keyword"), kind, sense))


def _context(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        effect, kind = row.choice("effect", Effect), row.choice("kind", KeywordKind)
        language, word = row.choice("language", Language), _word(row, "word")
        read.context_words.append(ContextWord(language, word, effect, kind, row.text("topic"), row.text("note")))


def _cpv_names(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        read.cpv_names[row.digits("code", longest=8)] = _name(row)


def _material_names(rows: Iterable[Row], read: Tables) -> None:
    for row in rows:
        read.material_names[row.required("material")] = _name(row)


_KEYWORD = ("language", "keyword", "kind", "sense")
_CPV = ("cpv_prefix", "cpv_code", "source", "confidence")
_NAME = ("name_nb", "name_nn", "name_en")
_PRODUCT = ("product_id", "group_id", "product_nb", "product_nn", "product_en", "stage", "level", "generation")
_RISK = ("as_of", "rights", "countries", "materials", "source", "confidence")
_RIGHT = ("instruments", "severity", "severity_reason", "severity_note", "source", "confidence")

# In reading order: what is pointed to comes first.
READERS = {
    "rights": Reader(("code", *_NAME, *_RIGHT), _rights),
    "groups": Reader(("group_id", *_NAME, "order", "source", "confidence"), _groups),
    "high_risk_products": Reader((*_PRODUCT, *_RISK), _products),
    "high_risk_cpv": Reader(("product_id", "note", *_CPV), _cpv),
    "high_risk_group_cpv": Reader(("group_id", *_CPV), _group_cpv),
    "high_risk_keywords": Reader(("product_id", *_KEYWORD), _keywords),
    "high_risk_group_keywords": Reader(("group_id", *_KEYWORD), _group_keywords),
    "screening_context_words": Reader(("language", "word", "effect", "kind", "topic", "note"), _context),
    "cpv_names": Reader(("code", *_NAME), _cpv_names),
    "material_names": Reader(("material", *_NAME), _material_names),
}
