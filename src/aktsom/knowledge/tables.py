"""What the area keeps as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from aktsom.categories.levels import Level, Stage
from aktsom.follow_up.states import Method
from aktsom.knowledge.rules.requirements import RequirementText
from aktsom.knowledge.states import Place, Skill
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law that a text rests on; `note` says what is not certain of it, by language."""

    name: Mapping[str, str]
    note: Mapping[str, str]
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@cache
def requirement_texts() -> dict[str, RequirementText]:
    """By code, in the order of the table. Raises KeyError for a rule of law that is not in its table."""
    found = [_text(row) for row in rows(REFERENCE / "requirement_texts.csv")]
    return {text.code: text for text in found if requirement_rules()[text.rule]}


def _text(row: dict[str, str]) -> RequirementText:
    return RequirementText(
        code=row["code"],
        version=row["version"],
        place=Place(row["place"]),
        from_level=Level(row["from_level"]),
        stages=frozenset(Stage(stage) for stage in row["stages"].split(";") if stage),
        rights=frozenset(code for code in row["rights"].split(";") if code),
        title=_said(row, "title_"),
        text=_said(row, "text_"),
        reason=_said(row, "reason_"),
        rule=row["rule"],
        source=row["source"],
        confidence=row["confidence"],
    )


@cache
def requirement_rules() -> dict[str, Rule]:
    return {row["rule"]: _rule(row) for row in rows(REFERENCE / "requirement_rules.csv")}


def _rule(row: dict[str, str]) -> Rule:
    until = row["valid_to"]
    return Rule(
        _said(row, ""),
        _said(row, "note_"),
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(until) if until else None,
        row["source"],
        row["confidence"],
    )


def _said(row: Mapping[str, str], start: str) -> dict[str, str]:
    return {language: row[f"{start}{language}"] for language in LANGUAGES}


@cache
def skills_for() -> dict[Method, Skill]:
    """What each way of following up asks of those who do it."""
    return {Method(row["method"]): Skill(row["skill"]) for row in rows(REFERENCE / "skills.csv")}


@cache
def languages() -> tuple[str, ...]:
    return tuple(row["code"] for row in rows(REFERENCE / "languages.csv"))


@cache
def _limits() -> dict[str, int]:
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "competence_limits.csv")}


def limit(name: str) -> int:
    """Raises KeyError for a name that the table does not have."""
    return _limits()[name]
