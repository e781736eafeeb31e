"""What an article must hold, and how it stands towards the day on which somebody looks at it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from aktsom.knowledge.kinds import SECTIONS, ArticleKind, Section

SOON = timedelta(days=30)
LONGEST_SECTION = 20_000  # signs
LONGEST_WAIT = timedelta(days=3 * 366)  # between two looks: a conclusion is not relied on for longer either
MOST_HOURS = Decimal(5_000)


class Freshness(StrEnum):
    UNSAID = "unsaid"  # nobody is to look at it again
    FRESH = "fresh"
    SOON = "soon"
    PAST = "past"


@dataclass(frozen=True)
class Words:
    """What a version says. `sections` without those that are empty."""

    title: str
    sections: Mapping[str, str]
    hours: Decimal | None = None
    what_changed: str = ""


def freshness(check_on: date | None, today: date) -> Freshness:
    if check_on is None:
        return Freshness.UNSAID
    if check_on < today:
        return Freshness.PAST
    return Freshness.SOON if check_on - today <= SOON else Freshness.FRESH


def missing_section(kind: ArticleKind, sections: Mapping[str, str]) -> Section | None:
    """The part to begin with where none is written; a document may have its file alone."""
    if kind == ArticleKind.DOCUMENT or any(sections.get(section) for section in SECTIONS[kind]):
        return None
    return SECTIONS[kind][0]
