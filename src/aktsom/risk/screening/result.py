"""What comes out of a screening: a verdict, and everything it rests on, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aktsom.categories.levels import Level, Stage


class Verdict(StrEnum):
    """«Not on the list» is no judgement of low risk, and «insufficient information» asks for the products."""

    HIGH_RISK = "high_risk"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    NOT_ON_LIST = "not_on_list"


class Kind(StrEnum):
    CPV = "cpv"
    WORD = "word"
    GROUP_CPV = "group_cpv"
    GROUP_WORD = "group_word"
    ORIGIN = "origin"


class Where(StrEnum):
    CPV = "cpv"
    TITLE = "title"
    DESCRIPTION = "description"
    PRODUCTS = "products"
    ORIGINS = "origins"


class Why(StrEnum):
    """Why something that points at the list was not counted."""

    SERVICE = "service"
    WORKS = "works"
    DIGITAL = "digital"
    PART_OF_WORD = "part_of_word"
    ABOUT = "about"
    EXCEPTED = "excepted"
    OTHER_CODE = "other_code"
    TITLE_SAYS_OTHERWISE = "title_says_otherwise"
    DOMESTIC = "domestic"


@dataclass(frozen=True, slots=True)
class Match:
    """One reason that points at a product (or only a group): which code, which word as written, and where."""

    product_id: str | None
    group_id: str
    kind: Kind
    code: str
    word: str
    where: Where


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A match that was not counted. `by` is the word or code that decided, as written; `topic` what it is about."""

    match: Match
    why: Why
    by: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """`groups`, `products`, `rights` and `countries` are in the order of the list."""

    verdict: Verdict
    groups: tuple[str, ...]
    products: tuple[str, ...]
    levels: Mapping[Stage, Level]
    rights: tuple[str, ...]
    countries: tuple[str, ...]
    matches: tuple[Match, ...]
    cancelled: tuple[Cancelled, ...]
