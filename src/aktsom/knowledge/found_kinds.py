"""What a search may find, in the order in which the page shows it, and what each kind is called by."""

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from pathlib import Path

from aktsom.knowledge.rules.words import of_kind
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"


class FoundKind(IntEnum):
    CONTRACT = 1
    SUPPLIER = 2
    FOLLOW_UP = 3
    FINDING = 4
    GUIDANCE = 5
    QUESTION = 6
    EXPERIENCE = 7
    DOCUMENT = 8
    MEMO = 9
    EVIDENCE = 10
    LETTER = 11
    DECISION = 12
    RECOMMENDATION = 13
    MEETING = 14
    INQUIRY = 15
    RESULT = 16


@cache
def words_of_kinds() -> Mapping[FoundKind, frozenset[str]]:
    """In Bokmål, Nynorsk and English: «veiledning hansker» finds the guidance about gloves."""
    table = {row["kind"]: row for row in rows(REFERENCE / "found_words.csv")}
    return {kind: of_kind(table[kind.name.lower()]["words"]) for kind in FoundKind}
