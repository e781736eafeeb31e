"""What the public form says, in the languages of those who make things. A table of its own for each language, so that
somebody who speaks it can look it over and give it back; who has done so stands in `languages.csv`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aktsom.core.errors import NotVisible
from aktsom.terms.tables import rows

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Spoken:
    """`reviewed`: somebody who speaks the language has looked the words over; the page says so where nobody has."""

    code: str
    name: str
    direction: str
    reviewed: bool


@cache
def languages() -> Mapping[str, Spoken]:
    return {
        row["code"]: Spoken(row["code"], row["name"], row["direction"], bool(row["reviewed_by"] and row["reviewed_on"]))
        for row in rows(TEXTS / "languages.csv")
    }


def spoken(code: str) -> Spoken:
    """Raises NotVisible for a language that we have no words in."""
    if code not in languages():
        raise NotVisible
    return languages()[code]


@cache
def words(code: str) -> Mapping[str, str]:
    return {row["key"]: row["text"] for row in rows(TEXTS / f"{code}.csv")}
