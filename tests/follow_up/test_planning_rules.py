"""What a team's year is proposed to hold, when two follow-ups are the same, and how much is right."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.rules.proportion import Ground as FormGround
from aktsom.follow_up.rules.proportion import Worth, form_for, methods_for
from aktsom.follow_up.rules.proposals import Facts, Ground, ranked
from aktsom.follow_up.rules.scopes import Scope
from aktsom.follow_up.states import Form, Method
from aktsom.follow_up.tables import methods_by_level
from aktsom.terms.grammar import parse_duration
from aktsom.terms.queries import clock
from aktsom.terms.thresholds import parse_threshold

TODAY = date(2026, 11, 2)
REUSE = parse_duration("P3Y")
FULL, SIMPLIFIED = (parse_threshold(clock(name)) for name in ("form-full", "form-simplified"))
MILLION = 1_000_000


def order(*found: Facts) -> list[int]:
    return [one.facts.company for one in ranked(found, TODAY, REUSE)]


def test_what_is_gravest_comes_first_however_few_buy_it() -> None:
    assert order(Facts(1, 3200, 90, 12), Facts(2, 4100, 1, 1)) == [2, 1]


def test_of_equal_gravity_reach_then_what_is_not_known_then_what_is_demanded_first() -> None:
    base = Facts(1, 4000, 4, 2)
    assert order(replace(base, rank=4009), replace(base, company=2, contracts=5)) == [2, 1]
    assert order(base, replace(base, company=2, contracts=5)) == [2, 1]
    assert order(base, replace(base, company=2, members=3)) == [2, 1]
    known = replace(base, concluded_on=date(2024, 1, 1))
    assert order(known, replace(base, company=2)) == [2, 1]
    assert order(base, replace(base, company=2, demanded_on=date(2027, 1, 1))) == [2, 1]
    assert order(replace(base, rank=9000, running=True), replace(base, company=2)) == [2, 1]


@pytest.mark.parametrize(
    ("concluded", "known", "ground"),
    [
        (None, False, Ground.NOTHING_KNOWN),
        (date(2023, 11, 2), False, Ground.OUT_OF_DATE),
        (date(2023, 11, 3), True, Ground.KNOWN_SINCE),
    ],
)
def test_a_conclusion_is_known_for_three_years(concluded: date | None, known: bool, ground: Ground) -> None:
    (one,) = ranked([Facts(1, 4000, 1, 1, concluded_on=concluded)], TODAY, REUSE)
    assert (one.is_known, ground in one.grounds) == (known, True)


@given(st.lists(st.builds(Facts, st.integers(1, 99), st.integers(0, 5000), st.integers(1, 9), st.integers(1, 9))))
def test_nothing_less_grave_ever_comes_before_something_graver(found: list[Facts]) -> None:
    ranks = [(one.facts.severity, one.facts.likelihood) for one in ranked(found, TODAY, REUSE)]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Scope(1, "textile"), True),
        (Scope(1, "textile", frozenset({"a"})), True),
        (Scope(1, "textile", frozenset({"c"})), False),
        (Scope(2, "textile"), False),
        (Scope(1, "food"), False),
    ],
)
def test_two_are_the_same_when_company_group_and_some_product_are(other: Scope, same: bool) -> None:
    one = Scope(1, "textile", frozenset({"a", "b"}))
    assert one.meets(other) is other.meets(one) is same


def exactly(kroner: int) -> Worth:
    return Worth(kroner, kroner + 1)


@pytest.mark.parametrize(
    ("worths", "is_large", "form", "ground"),
    [
        ([exactly(50 * MILLION + 1)], True, Form.FULL, FormGround.LARGE_BOTH),
        ([exactly(MILLION), exactly(60 * MILLION)], True, Form.FULL, FormGround.LARGE_BOTH),
        ([exactly(50 * MILLION)], True, Form.SIMPLIFIED, FormGround.SMALLER_SUPPLIER),
        ([exactly(49 * MILLION)], True, Form.SIMPLIFIED, FormGround.SMALL_PURCHASE),
        ([exactly(60 * MILLION)], False, Form.SIMPLIFIED, FormGround.SMALLER_SUPPLIER),
        ([exactly(60 * MILLION)], None, Form.FULL, FormGround.SIZE_OPEN),
        ([Worth(10 * MILLION, 100 * MILLION)], True, Form.SIMPLIFIED, FormGround.VALUE_OPEN),
        ([Worth(100 * MILLION)], True, Form.FULL, FormGround.LARGE_BOTH),
        ([Worth()], True, Form.SIMPLIFIED, FormGround.VALUE_OPEN),
        ([Worth()], False, Form.SIMPLIFIED, FormGround.SMALLER_SUPPLIER),
        ([], None, Form.SIMPLIFIED, FormGround.VALUE_OPEN),
    ],
)
def test_the_form_follows_value_and_size(
    worths: list[Worth], is_large: bool | None, form: Form, ground: FormGround
) -> None:
    found = form_for(worths, is_large, FULL, SIMPLIFIED)
    assert (found.form, found.ground) == (form, ground)


def test_the_gravest_level_decides_how_deep() -> None:
    table = methods_by_level()
    assert methods_for(["low", "very_high"], table) == tuple(Method)
    assert methods_for([], table) == (Method.SELF_REPORT,)
    assert methods_for(["unknown"], table) == (Method.SELF_REPORT, Method.MEETING)
