"""How large a team is and how long its lead may be silent: a table, since the cooperation may change them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIMITS = Path(__file__).parents[1] / "reference" / "limits.csv"


@dataclass(frozen=True)
class Limits:
    """Sizes are numbers of different members; the others are days without an act of the lead."""

    smallest_team: int
    largest_team: int
    flagged_after_days: int
    dormant_after_days: int

    def __post_init__(self) -> None:
        if not 0 < self.smallest_team <= self.largest_team:
            raise ValueError("the smallest team is larger than the largest")
        if not 0 < self.flagged_after_days < self.dormant_after_days:
            raise ValueError("a team is flagged before it is dormant")


@cache
def limits(path: Path = LIMITS) -> Limits:
    with path.open(encoding="utf-8", newline="") as rows:
        return Limits(**{row["name"]: int(row["value"]) for row in csv.DictReader(rows)})
