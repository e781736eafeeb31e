"""When a team is flagged and falls dormant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.teams.rules.dormancy import standing
from aktsom.teams.rules.limits import Limits, limits

LIMITS = Limits(smallest_team=3, largest_team=4, flagged_after_days=30, dormant_after_days=60)
DAY = date(2026, 11, 28)

days = st.integers(0, 400)
some_limits = st.tuples(st.integers(1, 100), st.integers(1, 100)).map(
    lambda pair: Limits(3, 4, flagged_after_days=pair[0], dormant_after_days=sum(pair))
)


@pytest.mark.parametrize(
    ("silent", "flagged", "dormant"),
    [(0, False, False), (29, False, False), (30, True, False), (59, True, False), (60, True, True), (365, True, True)],
)
def test_days_of_silence(silent: int, flagged: bool, dormant: bool) -> None:
    now = standing(DAY - timedelta(days=silent), DAY, LIMITS)
    assert (now.flagged, now.due_dormant, now.silent_days) == (flagged, dormant, silent)
    assert now.dormant_on == DAY - timedelta(days=silent) + timedelta(days=60)


def test_a_team_nobody_leads_is_flagged_at_once_and_given_time() -> None:
    now = standing(DAY, DAY, LIMITS, leads=False)
    assert (now.flagged, now.due_dormant) == (True, False)


def test_an_act_in_the_future_is_no_silence() -> None:
    assert standing(DAY + timedelta(days=1), DAY, LIMITS).silent_days == 0


@given(days, days, some_limits, st.booleans())
def test_silence_only_ever_makes_it_worse(first: int, more: int, of: Limits, leads: bool) -> None:
    earlier = standing(DAY, DAY + timedelta(days=first), of, leads=leads)
    later = standing(DAY, DAY + timedelta(days=first + more), of, leads=leads)
    assert later.flagged >= earlier.flagged
    assert later.due_dormant >= earlier.due_dormant
    assert later.dormant_on == earlier.dormant_on


@given(days, some_limits, st.booleans())
def test_no_team_falls_dormant_unflagged_or_before_its_day(silent: int, of: Limits, leads: bool) -> None:
    today = DAY + timedelta(days=silent)
    now = standing(DAY, today, of, leads=leads)
    assert now.flagged or not now.due_dormant
    assert now.due_dormant == (today >= now.dormant_on)


def test_the_table_of_limits_holds() -> None:
    assert (limits().smallest_team, limits().largest_team) == (3, 4)
    assert 0 < limits().flagged_after_days < limits().dormant_after_days


@pytest.mark.parametrize("wrong", [(4, 3, 30, 60), (0, 4, 30, 60), (3, 4, 60, 60), (3, 4, 0, 60)])
def test_limits_that_contradict_themselves(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="team"):
        Limits(*wrong)
