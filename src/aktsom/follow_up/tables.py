"""The area's tables of data: the first questionnaires, the yearly wheel, and limits of evidence."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parent / "reference"
_SAME = ("step", "text_nb", "text_nn", "text_en", "help_nb", "help_nn", "help_en", "answer_type", "show_if",
         "follow_up_if", "source", "confidence")  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


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


@cache
def evidence_limit(name: str) -> int:
    """A row of `evidence_limits.csv`; a name that is not there is a KeyError."""
    return {row["name"]: int(row["value"]) for row in rows(REFERENCE / "evidence_limits.csv")}[name]
