"""The area's tables of data: the first questionnaires, the yearly wheel, and limits of evidence."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

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
                "columns": listed(row["list_columns"]),
                "points": listed(row["obligation_ids"]),
                **{name: row[name] for name in _SAME},
            }
        )
    return found


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class WheelRow:
    """What a month holds; `code` names the activity, `activity` says it, and `actors` are codes of who does it: roles,
    category_team, supplier or member."""

    month: int
    code: str
    activity: str
    actors: tuple[str, ...]


@cache
def yearly_wheel(language: str) -> tuple[WheelRow, ...]:
    column = f"activity_{language if language in ('nb', 'nn', 'en') else 'nb'}"
    found = rows(REFERENCE / "yearly_wheel.csv")
    return tuple(
        WheelRow(int(row["month"]), row["activity"], row[column], tuple(listed(row["actor_role"]))) for row in found
    )


@cache
def methods_by_level() -> dict[str, tuple[Method, ...]]:
    """{level of risk: the methods proposed for it, the lightest first}."""
    return {row["level"]: tuple(Method(m) for m in listed(row["methods"])) for row in rows(REFERENCE / "depth.csv")}


@cache
def _limits(table: str) -> dict[str, int]:
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / table)}


def evidence_limit(name: str) -> int:
    """A row of `evidence_limits.csv`; a name that is not there is a KeyError."""
    return _limits("evidence_limits.csv")[name]


def answer_limit(name: str) -> int:
    """A row of `answer_limits.csv`; a name that is not there is a KeyError."""
    return _limits("answer_limits.csv")[name]
