"""What letters have as data: the kinds, the fields, the standard wording, limits, clocks and holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from aktsom.sanctions.rules.working_days import Holiday, read_holiday
from aktsom.sanctions.writing.filling import Values
from aktsom.sanctions.writing.package import Limits
from aktsom.sanctions.writing.words import Wording, folded, read_wording
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("nb", "nn", "en")
LIFTING = "lifting"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """`step` is the step of the ladder that it goes with, empty for a lifting and a joint letter; `needed` are the
    fields without which it says too little; `answer_rule` and `correct_rule` the clocks from its receipt, empty for
    none."""

    id: str
    step: str
    names: Mapping[str, str]
    needed: frozenset[str]
    answer_rule: str
    correct_rule: str


@dataclass(frozen=True, slots=True)
class FieldKind:
    """`in_words`: may stand in a wording; the others stand in the head and the close of a Word file."""

    id: str
    in_words: bool
    many: bool
    names: Mapping[str, str]
    examples: Mapping[str, str]


@cache
def letter_kinds() -> Mapping[str, LetterKind]:
    """In the order of the ladder. Raises KeyError for a clock that is not in its table."""
    return {
        row["id"]: LetterKind(
            row["id"],
            row["step"],
            _by_language(row, "name"),
            frozenset(row["needed"].split(";")),
            _clock(row["answer_clock"]),
            _clock(row["correct_clock"]),
        )
        for row in rows(REFERENCE / "letter_kinds.csv")
    }


def _by_language(row: Mapping[str, str], name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in LANGUAGES}


def _clock(id_: str) -> str:
    return _clocks()[id_] if id_ else ""


@cache
def _clocks() -> Mapping[str, str]:
    return {row["id"]: row["rule"] for row in rows(REFERENCE / "letter_clocks.csv")}


@cache
def field_kinds() -> Mapping[str, FieldKind]:
    return {
        row["id"]: FieldKind(
            row["id"],
            row["where"] == "words",
            row["many"] == "yes",
            _by_language(row, "name"),
            _by_language(row, "example"),
        )
        for row in rows(REFERENCE / "letter_fields.csv")
    }


@cache
def names_of_fields(*, in_words: bool = True) -> dict[str, str]:
    """{name in any language: id}; with `in_words` False also those of the head and the close."""
    found: dict[str, str] = {}
    for one in field_kinds().values():
        if one.in_words or not in_words:
            found |= {folded(name): one.id for name in one.names.values()}
    return found


def called(id_: str, language: str) -> str:
    """The name of a field in the language."""
    return field_kinds()[id_].names[language if language in LANGUAGES else "nb"]


@cache
def standard_wording(kind: str, language: str) -> tuple[str, str]:
    """(subject, body), as it is edited."""
    text = (REFERENCE / "letters" / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    subject, _, body = text.partition("\n")
    return subject.strip(), body.strip()


def wording_of(kind: str, subject: str, body: str) -> Wording:
    """Raises Broken."""
    needed = letter_kinds()[kind].needed
    return read_wording(
        subject, body, names=names_of_fields(), needed=needed, longest=letter_limit("wording_characters")
    )


@cache
def example_values(language: str) -> Values:
    """Of a made-up contract, for previews."""
    return {
        one.id: tuple(one.examples[language].split(";")) if one.many else one.examples[language]
        for one in field_kinds().values()
        if one.in_words
    }


@cache
def _limits() -> Mapping[str, int]:
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "letter_limits.csv")}


def letter_limit(name: str) -> int:
    """A row of `letter_limits.csv`; a name that is not there is a KeyError."""
    return _limits()[name]


def layout_limits() -> Limits:
    return Limits(letter_limit("layout_bytes"), letter_limit("layout_unpacked_bytes"), letter_limit("layout_parts"))


@cache
def holidays() -> tuple[Holiday, ...]:
    return tuple(read_holiday(row["rule"]) for row in rows(REFERENCE / "holidays.csv"))


def days_off(year: int) -> frozenset[date]:
    """Public holidays in Norway that year."""
    return frozenset(one.in_year(year) for one in holidays())
