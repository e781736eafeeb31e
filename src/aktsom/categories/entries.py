"""The entries of the high-risk list as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aktsom.categories.levels import Level, Stage


class Language(StrEnum):
    NB = "nb"
    NN = "nn"
    EN = "en"


class Generation(StrEnum):
    """Which edition of the list a level was published in: up to 2021, or the present pages."""

    EARLIER = "G1G2"
    PRESENT = "G3"


class Confidence(StrEnum):
    VERIFIED = "verified"
    INFERRED = "inferred"
    PROPOSAL = "proposal"


class KeywordKind(StrEnum):
    """How a word is looked for.

    noun: the word in every inflection, alone or as the last part of a compound; word: in every inflection, but only
    alone; form: exactly as written, alone; ending: in every inflection, but only as the last part of a
    compound; material: as noun, and also in front of a
    shape («skiferheller», «stålprofiler»), since the shape is bought for what it is made of.
    """

    NOUN = "noun"
    WORD = "word"
    FORM = "form"
    ENDING = "ending"
    MATERIAL = "material"


class Sense(StrEnum):
    """Whether the word alone settles what is bought. A doubtful word yields to a CPV code for other goods."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


class Effect(StrEnum):
    """What a word that names no listed goods does to the goods named beside it."""

    BUYS = "buys"
    CARRIES = "carries"
    PARTS = "parts"
    SERVICE = "service"
    WORKS = "works"
    DIGITAL = "digital"
    OTHER = "other"
    UNDER = "under"
    BESIDE = "beside"
    JOINS = "joins"
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Name:
    nb: str
    nn: str
    en: str

    def in_language(self, language: str) -> str:
        match language:
            case "nn":
                return self.nn or self.nb
            case "en":
                return self.en or self.nb
            case _:
                return self.nb

    def within(self, language: str) -> str:
        """As within a sentence: a small first letter, unless the name begins with an abbreviation («IKT-utstyr»)."""
        name = self.in_language(language)
        return name if name[1:2].isupper() else name[:1].lower() + name[1:]


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: Name
    order: int
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class StageRisk:
    """What the list says of one stage. `as_of` is the oldest date on the pages named, empty when they are undated."""

    stage: Stage
    level: Level
    rights: tuple[str, ...]
    countries: tuple[str, ...]
    materials: tuple[str, ...]
    generation: Generation
    as_of: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Product:
    """A listed product; `stages` is what to show today, `published` every row as each generation printed it."""

    id: str
    group_id: str
    name: Name
    stages: Mapping[Stage, StageRisk]
    published: tuple[StageRisk, ...]
    imported_only: bool

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(country for risk in self.stages.values() for country in risk.countries)


@dataclass(frozen=True, slots=True)
class CpvRule:
    product_id: str
    prefix: str
    code: str
    note: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class GroupCpvRule:
    group_id: str
    prefix: str
    code: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Keyword:
    product_id: str
    language: Language
    word: str
    kind: KeywordKind
    sense: Sense


@dataclass(frozen=True, slots=True)
class GroupKeyword:
    group_id: str
    language: Language
    word: str
    kind: KeywordKind
    sense: Sense


@dataclass(frozen=True, slots=True)
class ContextWord:
    language: Language
    word: str
    effect: Effect
    kind: KeywordKind
    topic: str
    note: str


@dataclass(frozen=True, slots=True)
class Right:
    """A right at risk; `severity` 1 to 4 is our own proposal, with its reason, since priority needs an order."""

    code: str
    name: Name
    instruments: tuple[str, ...]
    severity: int
    severity_reason: Name
    severity_note: str
    source: str
    confidence: Confidence
