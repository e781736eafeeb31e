"""How many days things about mandates take, read from a table: policy may change them, with a source and a day each."""

import csv
from functools import cache
from pathlib import Path

from aktsom.teams.acts import MandateAct

LIMITS = Path(__file__).resolve().parents[1] / "reference" / "mandate_limits.csv"


@cache
def mandate_limits(path: Path = LIMITS) -> dict[str, int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: int(row["days"]) for row in csv.DictReader(file)}


def lapsing_days() -> int:
    return mandate_limits()["lapsing"]


def answer_days() -> int:
    return mandate_limits()["answer"]


def repeat_days(act: MandateAct) -> int:
    """Within so many days the same act towards the same supplier needs a reason."""
    return mandate_limits()[f"repeat_{str(act.name).lower()}"]


def usual_days() -> int:
    return mandate_limits()["usual"]
