"""What the area keeps as data: the steps of the ladder and what has to be so before each."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from aktsom.sanctions.rules.ladder import Decider, KnownBy, Precondition, Reversible, Step
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"


@cache
def ladder() -> tuple[Step, ...]:
    """In its order. Raises KeyError for a precondition that is not in its table, and ValueError for a word that says
    nothing of who decides or of whether it can be undone."""
    known = _preconditions()
    found = [
        Step(
            row["id"],
            int(row["order"]),
            tuple(known[id_] for id_ in row["preconditions"].split(";")),
            frozenset(Decider(each) for each in row["decided_by"].split(";")),
            row["letter"] == "yes",
            Reversible(row["reversible"]),
            row["needs_exit_assessment"] == "yes",
        )
        for row in rows(REFERENCE / "steps.csv")
    ]
    return tuple(sorted(found, key=lambda step: step.order))


def step_called(id_: str) -> Step:
    return next(step for step in ladder() if step.id == id_)


@cache
def steps_with_letter() -> frozenset[str]:
    return frozenset(step.id for step in ladder() if step.has_letter)


@cache
def _preconditions() -> Mapping[str, Precondition]:
    return {
        row["id"]: Precondition(row["id"], KnownBy(row["known_by"]), row["may_be_set_aside"] == "yes")
        for row in rows(REFERENCE / "preconditions.csv")
    }


@cache
def step_names(language: str) -> Mapping[str, str]:
    return {row["id"]: row[_column("name", language)] for row in rows(REFERENCE / "steps.csv")}


@cache
def precondition_texts(language: str) -> Mapping[str, str]:
    return {row["id"]: row[_column("text", language)] for row in rows(REFERENCE / "preconditions.csv")}


def _column(name: str, language: str) -> str:
    return f"{name}_{language if language in ('nb', 'nn', 'en') else 'nb'}"
