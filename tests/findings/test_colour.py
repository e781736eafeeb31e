"""The table of colours, and the laws that hold for every set of deviations."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.findings.rules.colour import PAST_DUE, Colour, Correction, Flag, Standing, colour_of

with (Path(__file__).parent / "traffic_light_vectors.csv").open(encoding="utf-8", newline="") as lines:
    VECTORS = list(csv.DictReader(lines))
TODAY = date(2026, 11, 29)
DUE, PASSED = TODAY + timedelta(days=10), TODAY - timedelta(days=10)
CORRECTIONS = {
    "closed_in_time": Correction(DUE, closed_on=TODAY),
    "closed_late": Correction(PASSED, closed_on=TODAY),
    "open_in_time": Correction(DUE),
    "open_past_due": Correction(PASSED),
    "insufficient_past_due": Correction(PASSED, insufficient=True),
}


@pytest.mark.parametrize("row", VECTORS, ids=[row["id"] for row in VECTORS])
def test_by_the_table(row: dict[str, str]) -> None:
    found = [one.standing(TODAY) for name, one in CORRECTIONS.items() for _ in range(int(row[name]))]
    assert len(found) == int(row["deviations_found"])
    shown = colour_of(found, assessed=row["assessed"] == "true", has_plan=row["plan_accepted"] == "true")
    flags = [flag for flag in shown.flags if flag is not Flag.NO_PLAN or row["plan_accepted"] == "true"]
    assert (shown.colour, ";".join(flags)) == (row["expected_colour"], row["expected_flags"])


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_correction_stands_as_its_days_say(name: str) -> None:
    assert CORRECTIONS[name].standing(TODAY) == name


def test_the_due_day_itself_is_in_time() -> None:
    assert Correction(TODAY).standing(TODAY) is Standing.OPEN_IN_TIME
    assert Correction(TODAY, closed_on=TODAY).standing(DUE) is Standing.CLOSED_IN_TIME
    assert Correction(None).standing(TODAY) is Standing.OPEN_IN_TIME


@given(st.lists(st.sampled_from(list(Standing))), st.sampled_from(list(Standing)), st.booleans())
def test_one_more_deviation_never_betters_a_colour(found: list[Standing], more: Standing, has_plan: bool) -> None:
    order = list(Colour)
    before, after = (colour_of(each, assessed=True, has_plan=has_plan) for each in (found, [*found, more]))
    assert order.index(after.colour) >= order.index(before.colour)
    assert (after.colour is Colour.RED) == any(one in PAST_DUE for one in [*found, more])


@given(st.lists(st.sampled_from(list(Standing))), st.booleans())
def test_who_was_never_looked_at_has_no_colour(found: list[Standing], has_plan: bool) -> None:
    assert colour_of(found, assessed=False, has_plan=has_plan).colour is Colour.NONE


def test_what_is_open_without_a_plan_says_so() -> None:
    assert colour_of([Standing.OPEN_IN_TIME], assessed=True, has_plan=False).flags == (Flag.NO_PLAN,)
