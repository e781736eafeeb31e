"""Whose the activities of the year are, and when they are told of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.rules.wheel import activities_of, doers, months, told_on
from aktsom.follow_up.tables import yearly_wheel
from aktsom.members.roles import ROLES


@pytest.mark.parametrize(
    ("roles", "in_team", "for_supplier", "who"),
    [
        ({"contract_owner"}, False, False, {"contract_owner", "member"}),
        ({"contract_manager"}, True, False, {"contract_manager", "member", "category_team"}),
        ({"secretariat"}, False, False, {"secretariat"}),
        ({"reader"}, False, False, set()),
        ({"auditor"}, False, False, set()),
        ({"supplier_approver"}, False, True, {"supplier"}),
    ],
)
def test_roles_are_the_wheels_own_words(roles: set[str], in_team: bool, for_supplier: bool, who: set[str]) -> None:
    assert doers(roles, in_team=in_team, for_supplier=for_supplier) == who


def test_every_activity_has_a_code_of_its_own_and_somebody_who_does_it() -> None:
    rows = yearly_wheel("nb")
    assert len({row.code for row in rows}) == len(rows) == 15
    everybody = doers(ROLES, in_team=True, for_supplier=True)
    assert activities_of(rows, everybody) == list(rows)
    assert activities_of(rows, set()) == []
    assert [row.code for row in yearly_wheel("nn")] == [row.code for row in rows]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_months_of_a_span_are_those_of_its_days(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    of_days = {(day.year, day.month) for day in (first + timedelta(days=n) for n in range(days + 1))}
    assert months(first, last) == sorted(of_days)


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_is_told_of_on_its_first_monday(year: int, month: int) -> None:
    day = told_on(year, month)
    assert (day.year, day.month, day.weekday()) == (year, month, 0)
    assert day.day <= 7
