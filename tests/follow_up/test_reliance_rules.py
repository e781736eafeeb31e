"""What speaks against building on others' conclusions; the platform states it and decides nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.judging_tables import clause_levels
from aktsom.follow_up.rules.fitness import Risk, RiskStanding
from aktsom.follow_up.rules.reliance import (
    Against,
    Concluded,
    OwnSide,
    Reliance,
    duplicates_avoided,
    other_sites,
    weigh,
)
from aktsom.terms.grammar import Duration

LEVELS, REUSE = clause_levels(), Duration(months=36)
TODAY = date(2026, 11, 2)
RISK = Risk("FL", "final")


def own(**said: object) -> OwnSide:
    usual: dict[str, object] = {"term_set": "T3", "products": frozenset({"gloves"}), "risks": frozenset({RISK})}
    return OwnSide(**{**usual, **said})


def theirs(**said: object) -> Concluded:
    usual: dict[str, object] = {
        "term_set": "T4",
        "oldest_on": TODAY,
        "products": frozenset(),
        "standings": {RISK: RiskStanding.CLOSED},
    }
    return Concluded(**{**usual, **said})


def test_a_lower_clause_of_ones_own_does_not_speak_against_it() -> None:
    found = weigh(own(), theirs(), LEVELS, TODAY, REUSE)
    assert (found.against, found.clause_lower) == ((), True)
    assert all(found.may(choice) for choice in Reliance)


@pytest.mark.parametrize(
    ("mine", "concluded", "against"),
    [
        ({"term_set": "T4"}, {"term_set": "T1"}, Against.CLAUSE_HIGHER),
        ({"term_set": ""}, {}, Against.CLAUSE_UNKNOWN),
        ({}, {"oldest_on": date(2023, 11, 1)}, Against.TOO_OLD),
        ({}, {"standings": {RISK: RiskStanding.UNFIT}}, Against.METHOD_UNFIT),
        ({}, {"standings": {}}, Against.RISK_UNSEEN),
        ({}, {"products": frozenset({"masks"})}, Against.OTHER_PRODUCTS),
        ({"products": frozenset()}, {"products": frozenset({"masks"})}, Against.OTHER_PRODUCTS),
        ({}, {"sites": frozenset({"1"})}, Against.OTHER_SITES),
        ({"sites": {"final": frozenset({"1", "2"})}}, {"sites": frozenset({"1"})}, Against.OTHER_SITES),
        ({}, {"open_points": 1}, Against.POINTS_OPEN),
    ],
)
def test_each_that_speaks_against_leaves_partly(
    mine: dict[str, object], concluded: dict[str, object], against: Against
) -> None:
    found = weigh(own(**mine), theirs(**concluded), LEVELS, TODAY, REUSE)
    assert found.against == (against,)
    assert not found.may(Reliance.FULLY)
    assert found.may(Reliance.PARTLY)
    assert found.may(Reliance.OWN)


@pytest.mark.parametrize(
    ("mine", "concluded", "others"),
    [
        ({"final": {"a"}, "raw": {"r"}}, {"a"}, ()),  # the fields behind it are another stage
        ({"final": {"a", "b"}, "raw": {"r"}}, {"a"}, ("b",)),
        ({"final": {"b"}, "raw": {"r"}}, {"a"}, ("b", "r")),
        ({"final": {"a"}}, set(), ()),  # concluded on the supplier as a whole
        ({}, {"a"}, ()),
    ],
)
def test_own_places_that_nobody_looked_into(
    mine: dict[str, set[str]], concluded: set[str], others: tuple[str, ...]
) -> None:
    own_places = {stage: frozenset(places) for stage, places in mine.items()}
    assert other_sites(own_places, frozenset(concluded)) == others


def test_the_three_years_hold_to_the_day() -> None:
    assert weigh(own(), theirs(oldest_on=date(2023, 11, 2)), LEVELS, TODAY, REUSE).against == ()
    assert Against.TOO_OLD in weigh(own(), theirs(oldest_on=date(2023, 11, 1)), LEVELS, TODAY, REUSE).against


@given(st.sampled_from([*LEVELS, ""]), st.sampled_from(list(LEVELS)), st.integers(0, 2_000), st.integers(0, 3))
def test_older_and_more_open_never_speak_less_against(mine: str, concluded: str, days: int, points: int) -> None:
    side = own(term_set=mine)
    fresh = weigh(side, theirs(term_set=concluded), LEVELS, TODAY, REUSE)
    older = TODAY - timedelta(days=days)
    worn = weigh(side, theirs(term_set=concluded, oldest_on=older, open_points=points), LEVELS, TODAY, REUSE)
    assert set(fresh.against) <= set(worn.against)


def test_one_request_for_all_spares_one_for_each_but_the_first() -> None:
    assert [duplicates_avoided(count) for count in (0, 1, 2, 42)] == [0, 0, 1, 41]
