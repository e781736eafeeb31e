"""Who gives which role, who may not leave, and when things are due; without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.members.limits import limit
from aktsom.members.roles import ROLES, GivenBy, Permission, permissions_of
from aktsom.members.rules import (
    addresses_in,
    last_ended,
    leaves_nobody,
    lent,
    makes_circle,
    may_give,
    name_in,
    overdue,
    period_called,
    period_of,
    stands,
    to_be_reviewed,
    used_in,
)

NONE: frozenset[Permission] = frozenset()
ADMINISTRATOR = permissions_of(frozenset({"member_administrator"}))
SECRETARIAT = permissions_of(frozenset({"secretariat"}))
NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
lengths = st.sampled_from([1, 2, 3, 4, 6, 12])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("has_administrator", [True, False])
def test_an_administrator_gives_all_roles_but_the_secretariats_and_the_suppliers(role, has_administrator):
    given_ = may_give(role, ADMINISTRATOR, ADMINISTRATOR, has_administrator=has_administrator)
    assert given_ is (ROLES[role].given_by is GivenBy.ADMINISTRATOR)


@pytest.mark.parametrize("role", ROLES)
def test_the_secretariat_gives_elsewhere_only_the_first_administrator(role):
    assert may_give(role, NONE, SECRETARIAT, has_administrator=False) is (role == "member_administrator")
    assert not may_give(role, NONE, SECRETARIAT, has_administrator=True)


def test_the_secretariats_role_is_given_at_its_own_body():
    assert may_give("secretariat", SECRETARIAT, SECRETARIAT, has_administrator=True)
    assert not may_give("secretariat", ADMINISTRATOR, ADMINISTRATOR | SECRETARIAT, has_administrator=True)


def test_an_unknown_role_is_given_by_nobody():
    assert not may_give("king", frozenset(Permission), frozenset(Permission), has_administrator=False)


@given(st.sets(st.integers(1, 5)), st.integers(1, 5))
def test_somebody_is_always_left(holders, leaving):
    if not leaves_nobody(holders, leaving):
        assert leaving not in holders or holders - {leaving}
    else:
        assert not holders - {leaving}


def test_to_run_people_or_the_network_is_never_lent():
    assert lent(["reader", "member_administrator", "contract_owner", "secretariat", "reader", "auditor"]) == [
        "contract_owner",
        "reader",
    ]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40))
def test_bodies_never_come_to_stand_above_themselves(wanted):
    """Whatever is asked for in whatever order, from every body one comes to an end upwards."""
    parents: dict[int, int | None] = dict.fromkeys(range(8))
    for child, parent in wanted:
        if not makes_circle(parents, child, parent):
            parents[child] = parent
    for first in parents.values():
        above, steps = first, 0
        while above is not None:
            above, steps = parents[above], steps + 1
            assert steps < len(parents)


@pytest.mark.parametrize(
    ("text", "good", "wrong"),
    [
        ("Kari@Oslo.no", ["kari@oslo.no"], []),
        ("a@b.no, c@d.no;e@f.no\ng@h.no", ["a@b.no", "c@d.no", "e@f.no", "g@h.no"], []),
        ("a@b.no A@B.NO", ["a@b.no"], []),
        ("Kari Nordmann <kari@oslo.no>", ["kari@oslo.no"], []),
        ("kari, ola@", [], ["kari", "ola@"]),
        ("a@b.no\r\nBcc: x@y.no", ["a@b.no", "x@y.no"], ["Bcc:"]),
        ("", [], []),
    ],
)
def test_addresses_as_people_paste_them(text, good, wrong):
    assert addresses_in(text) == (good, wrong)


@given(st.text())
def test_no_address_carries_a_line_break_or_a_blank(text):
    assert all(not any(c.isspace() for c in address) and "@" in address for address in addresses_in(text)[0])


@given(days, lengths)
def test_each_day_lies_in_exactly_one_period(day, months):
    period = period_of(day, months)
    assert period.starts_on <= day <= period.ends_on
    assert period_of(period.ends_on, months) == period == period_called(period.code, months)
    assert period_of(period.ends_on + timedelta(days=1), months).starts_on == period.ends_on + timedelta(days=1)


@given(days, lengths)
def test_the_period_to_review_is_the_newest_that_is_over(day, months):
    period = last_ended(day, months)
    assert period.ends_on < day
    assert period.ends_on + timedelta(days=1) == period_of(day, months).starts_on


def test_half_years_are_called_as_people_do():
    assert period_of(date(2026, 11, 2), 6).code == "2026-2"
    assert last_ended(date(2026, 11, 2), 6).code == "2026-1"
    assert last_ended(date(2027, 1, 1), 6).code == "2026-2"


def test_use_in_the_period_or_since_counts():
    period = period_called("2026-1", 6)
    assert [used_in(period, day) for day in (None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 2))] == [
        False, False, True, True,
    ]  # fmt: skip


def test_who_came_after_the_period_has_nothing_to_review():
    period = period_called("2026-1", 6)
    assert to_be_reviewed(period, [date(2026, 6, 30), date(2026, 9, 1)])
    assert to_be_reviewed(period, [None])
    assert not to_be_reviewed(period, [date(2026, 7, 1)])
    assert not to_be_reviewed(period, [])


def test_a_review_is_overdue_from_the_day_after_until_it_is_closed():
    due = date(2026, 8, 1)
    assert not overdue(due, due, closed=False)
    assert overdue(due, due + timedelta(days=1), closed=False)
    assert not overdue(due, due + timedelta(days=1), closed=True)


def test_an_invitation_stands_to_its_last_moment():
    later = NOW + timedelta(days=limit("invitation_days"))
    assert stands("sent", later, NOW)
    assert not stands("sent", NOW, NOW)
    assert not stands("taken_up", later, NOW)
    assert not stands("withdrawn", later, NOW)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" Kari  Nordmann\n", "Kari Nordmann"),
        ("\u202egneP irraM\u202c", "gneP irraM"),
        ("\u2066Liv\u2069 Moe\x07", "Liv Moe"),
        ("أمير حداد", "أمير حداد"),
        ("\u202e", ""),
    ],
)
def test_a_name_cannot_turn_what_stands_beside_it(typed: str, name: str) -> None:
    assert name_in(typed) == name
