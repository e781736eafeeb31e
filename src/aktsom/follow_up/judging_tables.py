"""The tables that judging rests on: what a method can show, which risks a point speaks of, the order of the terms."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from aktsom.follow_up.rules.fitness import Fit, FitnessRow, Need
from aktsom.follow_up.states import Method
from aktsom.follow_up.tables import REFERENCE, listed
from aktsom.terms.tables import rows


@cache
def fitness_table() -> tuple[FitnessRow, ...]:
    return tuple(
        FitnessRow(
            risk=row["risk"],
            stage=row["stage"],
            method=Method(row["method"]),
            fitness=Fit(row["fitness"]),
            needs=tuple(Need(need) for need in listed(row["needs"])),
            together_with=tuple(Method(method) for method in listed(row["together_with"])),
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
            frozenset(listed(row["countries"])),
            (row["name_nb"], row["name_nn"], row["name_en"]),
        )
        for row in found
    }


@cache
def risks_of_points() -> dict[str, frozenset[str]]:
    """{point of the terms: codes of the risks it speaks of}; none where it speaks of routines."""
    return {row["point"]: frozenset(listed(row["risks"])) for row in rows(REFERENCE / "point_risks.csv")}


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


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """`name` and `guidance` are (nb, nn, en)."""

    score: int
    name: tuple[str, str, str]
    guidance: tuple[str, str, str]


@cache
def answer_scale() -> tuple[ScaleStep, ...]:
    """Lowest first."""
    return tuple(
        ScaleStep(
            int(row["score"]),
            (row["name_nb"], row["name_nn"], row["name_en"]),
            (row["guidance_nb"], row["guidance_nn"], row["guidance_en"]),
        )
        for row in rows(REFERENCE / "answer_scale.csv")
    )
