"""What counts how much, from `reference/planner_weights.csv`."""

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "reference" / "planner_weights.csv"


@dataclass(frozen=True)
class Weights:
    """Points for a seat, units of effort, and per cent; each is explained in the table."""

    competence_some: int
    competence_good: int
    competence_leading: int
    stake_largest: int
    wish_yes: int
    wish_no: int
    effort_base: int
    effort_contract: int
    effort_most: int
    seats_few: int
    seats_many: int
    heavy_percent: int
    band_percent: int
    seat_percent: int

    @classmethod
    def of(cls, kept: Mapping[str, int]) -> "Weights":
        """As a plan keeps them. One that came into the table after the plan was made has its present value."""
        known = {name: kept[name] for name in asdict(current_weights()) if name in kept}
        return replace(current_weights(), **known)

    @property
    def competence(self) -> tuple[int, int, int, int]:
        """Points by what a member says of its competence, 0 to 3."""
        return (0, self.competence_some, self.competence_good, self.competence_leading)


@cache
def current_weights(path: Path = TABLE) -> Weights:
    with path.open(encoding="utf-8", newline="") as file:
        return Weights(**{row["id"]: int(row["value"]) for row in csv.DictReader(file)})
