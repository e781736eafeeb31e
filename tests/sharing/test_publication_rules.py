"""The table of what may be told when; names of sub-suppliers and trade secrets stay in whatever it says."""

import csv
from pathlib import Path

import pytest

from aktsom.sharing.publication import STAYS_IN, Telling, publication

with (Path(__file__).parent / "publication_vectors.csv").open(encoding="utf-8", newline="") as lines:
    VECTORS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", VECTORS, ids=[row["id"] for row in VECTORS])
def test_by_the_table(row: dict[str, str]) -> None:
    found = publication(
        open_deviations=int(row["open_deviations"]),
        has_plan=row["time_bound_plan"] == "true",
        waited_too_long=row["plan_wait"] == "limit_exceeded",
    )
    assert found.telling == row["expected_decision"]
    assert ";".join(found.told) == row["published_parts"]
    assert ";".join(found.withheld) == row["withheld_parts"]


@pytest.mark.parametrize("deviations", [0, 3])
@pytest.mark.parametrize("has_plan", [True, False])
@pytest.mark.parametrize("waited", [True, False])
def test_some_parts_stay_in_and_nothing_is_told_that_is_not_published(
    deviations: int, has_plan: bool, waited: bool
) -> None:
    found = publication(open_deviations=deviations, has_plan=has_plan, waited_too_long=waited)
    assert set(STAYS_IN) <= set(found.withheld)
    assert bool(found.told) == (found.telling is Telling.PUBLISH)
    assert not set(found.told) & set(found.withheld)
