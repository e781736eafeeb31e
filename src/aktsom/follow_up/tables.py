"""The area's tables of data: the first questionnaires, the yearly wheel, and limits of evidence."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from aktsom.follow_up.rules.fitness import Fit, FitnessRow, Need
from aktsom.follow_up.states import Method
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"
_SAME = ("step", "text_nb", "text_nn", "text_en", "help_nb", "help_nn", "help_en", "answer_type", "show_if",
         "follow_up_if", "source", "confidence")  # fmt: skip


def first_questions(folder: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """{form: the questions' fields in their order}, from `self_report_questions.csv`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows((folder or REFERENCE) / "self_report_questions.csv"):
        found.setdefault(row["questionnaire"], []).append(
            {
                "code": row["id"],
                "is_lead": row["lead"] == "true",
                "columns": _listed(row["list_columns"]),
                "points": _listed(row["obligation_ids"]),
                **{name: row[name] for name in _SAME},
            }
        )
    return found


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class WheelRow:
    """What a month holds; `actors` are codes of who does it: roles, category_team, supplier or member."""

    month: int
    activity: str
    actors: tuple[str, ...]


@cache
def yearly_wheel(language: str) -> tuple[WheelRow, ...]:
    column = f"activity_{language if language in ('nb', 'nn', 'en') else 'nb'}"
    found = rows(REFERENCE / "yearly_wheel.csv")
    return tuple(WheelRow(int(row["month"]), row[column], tuple(_listed(row["actor_role"]))) for row in found)


@cache
def methods_by_level() -> dict[str, tuple[Method, ...]]:
    """{level of risk: the methods proposed for it, the lightest first}."""
    return {row["level"]: tuple(Method(m) for m in _listed(row["methods"])) for row in rows(REFERENCE / "depth.csv")}


@cache
def evidence_limit(name: str) -> int:
    """A row of `evidence_limits.csv`; a name that is not there is a KeyError."""
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "evidence_limits.csv")}[name]


@cache
def fitness_table() -> tuple[FitnessRow, ...]:
    return tuple(
        FitnessRow(
            risk=row["risk"],
            stage=row["stage"],
            method=Method(row["method"]),
            fitness=Fit(row["fitness"]),
            needs=tuple(Need(need) for need in _listed(row["needs"])),
            together_with=tuple(Method(method) for method in _listed(row["together_with"])),
            otherwise=Fit(row["otherwise"] or row["fitness"]),
            why=(row["why_nb"], row["why_nn"], row["why_en"]),
        )
        for row in rows(REFERENCE / "method_fitness.csv")
    )


@dataclass(frozen=True, slots=True)
class SpecialRisk:
    """A right in some countries, for which other methods are needed than elsewhere; `name` is (nb, nn, en)."""

    code: str
    right: str
    countries: frozenset[str]
    name: tuple[str, str, str]


@cache
def special_risks() -> dict[str, SpecialRisk]:
    found = rows(REFERENCE / "special_risks.csv")
    return {
        row["id"]: SpecialRisk(
            row["id"],
            row["right"],
            frozenset(_listed(row["countries"])),
            (row["name_nb"], row["name_nn"], row["name_en"]),
        )
        for row in found
    }


@cache
def risks_of_points() -> dict[str, frozenset[str]]:
    """{point of the terms: codes of the risks it speaks of}; none where it speaks of routines."""
    return {row["point"]: frozenset(_listed(row["risks"])) for row in rows(REFERENCE / "point_risks.csv")}


@cache
def clause_levels() -> dict[str, int]:
    """{term set: its place by what it demands}."""
    return {row["term_set"]: int(row["level"]) for row in rows(REFERENCE / "clause_levels.csv")}


def legal_ground(name: str, day: date, language: str) -> str:
    """The section and act in force on the day, in words; "" where none is. Raises KeyError for an unknown name."""
    found = [row for row in rows(REFERENCE / "legal_grounds.csv") if row["id"] == name]
    if not found:
        raise KeyError(name)
    column = f"act_{language if language in ('nb', 'nn', 'en') else 'nb'}"
    now = day.isoformat()
    holds = [row for row in found if row["valid_from"] <= now <= (row["valid_to"] or now)]
    return f"{holds[0][column]} {holds[0]['section']}" if holds else ""
