"""The topics of letters from their tables: which letter belongs to which, and how often a person may want it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aktsom.members.states import Rhythm

REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True, slots=True)
class Topic:
    """`rhythms` are those that are open, the usual one first; `why` says, by language, why the others are not."""

    code: str
    readers: frozenset[str]
    rhythms: tuple[Rhythm, ...]
    name: Mapping[str, str]
    why: Mapping[str, str]

    @property
    def usual(self) -> Rhythm:
        return self.rhythms[0]

    @property
    def is_fixed(self) -> bool:
        return len(self.rhythms) == 1


@cache
def topics() -> dict[str, Topic]:
    """By code, in the order of the table."""
    with (REFERENCE / "letter_topics.csv").open(encoding="utf-8", newline="") as rows:
        return {row["topic"]: _topic(row) for row in csv.DictReader(rows)}


def _topic(row: dict[str, str]) -> Topic:
    def said(name: str) -> dict[str, str]:
        return {language: row[f"{name}_{language}"] for language in ("nb", "nn", "en")}

    rhythms = tuple(Rhythm(code) for code in row["rhythms"].split(";"))
    return Topic(row["topic"], frozenset(row["readers"].split(";")), rhythms, said("name"), said("why"))


@cache
def kinds() -> dict[str, str]:
    """{kind of letter: topic}, the topic empty for those that are not kept."""
    with (REFERENCE / "letter_kinds.csv").open(encoding="utf-8", newline="") as rows:
        return {row["kind"]: row["topic"] for row in csv.DictReader(rows)}


def topic_of(kind: str) -> Topic | None:
    """None for letters that leave at once and are not kept; so does one that the table does not have."""
    return topics().get(kinds().get(kind, ""))
