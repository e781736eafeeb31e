"""Laws of mandates, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aktsom.teams.acts import EVERY_ACT, HIGHEST, MandateAct, each, together
from aktsom.teams.rules import asking
from aktsom.teams.rules import mandates as rules
from aktsom.teams.rules.mandate_limits import answer_days, lapsing_days, repeat_days
from aktsom.teams.rules.mandates import (
    GivesMore,
    GivesNothing,
    Hindrance,
    MandateFacts,
    NoSuchAct,
    Standing,
    acts_given,
    acts_of,
    hindrance,
    last_moment,
    limited,
    permits,
    standing,
)
from aktsom.teams.states import MandateState

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
MOMENTS = st.datetimes(min_value=datetime(2020, 1, 2), max_value=datetime(2035, 12, 30), timezones=st.just(UTC))
ACTS = st.integers(min_value=0, max_value=HIGHEST)
SINGLE = st.sampled_from(list(EVERY_ACT))
STATES = st.sampled_from(list(MandateState))


@st.composite
def facts(draw: st.DrawFn, **fixed: object) -> MandateFacts:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    values = {
        "state": draw(STATES),
        "acts": draw(ACTS),
        "starts_on": first,
        "ends_on": last,
        "answered_at": draw(st.none() | MOMENTS),
        "withdrawn_at": draw(st.none() | MOMENTS),
        "in_force": draw(st.booleans()),
    }
    return MandateFacts(**{**values, **fixed})  # type: ignore[arg-type]


@given(facts(), SINGLE, MOMENTS)
def test_a_withdrawn_mandate_allows_nothing_from_that_second(
    given_: MandateFacts, act: MandateAct, at: datetime
) -> None:
    if given_.withdrawn_at is not None and at >= given_.withdrawn_at.replace(microsecond=0):
        assert not permits(given_, act, at)


@given(facts(state="granted", in_force=True), SINGLE, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_a_withdrawal_never_permits_more(
    given_: MandateFacts, act: MandateAct, at: datetime, sooner: timedelta
) -> None:
    """What a withdrawn mandate permits it permitted without the withdrawal, and more with a later one at most."""
    later = given_.withdrawn_at or at
    without = MandateFacts(**{**given_.__dict__, "withdrawn_at": None})
    with_later = MandateFacts(**{**given_.__dict__, "state": "withdrawn", "withdrawn_at": later})
    with_sooner = MandateFacts(**{**given_.__dict__, "state": "withdrawn", "withdrawn_at": later - sooner})
    assert permits(with_later, act, at) <= permits(without, act, at)
    assert permits(with_sooner, act, at) <= permits(with_later, act, at)


@given(facts(), SINGLE, MOMENTS)
def test_an_act_not_given_is_never_permitted(given_: MandateFacts, act: MandateAct, at: datetime) -> None:
    if permits(given_, act, at):
        assert act & given_.acts == act
        assert given_.answered_at is not None
        assert given_.answered_at <= at
        assert given_.starts_on <= at.astimezone(rules.OSLO).date() <= given_.ends_on
        assert given_.in_force


@given(facts(), SINGLE, SINGLE, MOMENTS)
def test_several_acts_are_permitted_together_only_when_each_is(
    given_: MandateFacts, one: MandateAct, other: MandateAct, at: datetime
) -> None:
    assert permits(given_, one | other, at) == (permits(given_, one, at) and permits(given_, other, at))


@given(facts(), st.integers().filter(lambda number: not 0 <= number <= HIGHEST), MOMENTS)
def test_no_number_with_another_bit_is_accepted_anywhere(given_: MandateFacts, number: int, at: datetime) -> None:
    """A sanction has no bit; whatever bit somebody would give it is refused by every rule."""
    with pytest.raises(NoSuchAct):
        acts_of(number)
    with pytest.raises(NoSuchAct):
        permits(given_, number, at)  # type: ignore[arg-type]
    with pytest.raises(NoSuchAct):
        permits(MandateFacts(**{**given_.__dict__, "acts": number}), MandateAct.ASK, at)
    with pytest.raises(NoSuchAct):
        acts_given(HIGHEST, number)
    with pytest.raises(NoSuchAct):
        acts_given(number, 1)
    with pytest.raises(NoSuchAct):
        limited(given_, number, given_.ends_on, given_.starts_on)


def test_the_acts_are_the_six_that_a_team_may_do_and_none_is_a_sanction() -> None:
    assert [act.name for act in MandateAct] == ["ASK", "MEET", "REVIEW", "AUDIT", "PLAN", "RECOMMEND"]
    assert HIGHEST == 63
    assert together(each(HIGHEST)) == EVERY_ACT


@given(ACTS, ACTS)
def test_what_is_given_is_something_and_never_more_than_was_asked(asked: int, answer: int) -> None:
    if answer & ~asked:
        with pytest.raises(GivesMore):
            acts_given(asked, answer)
    elif not answer:
        with pytest.raises(GivesNothing):
            acts_given(asked, answer)
    else:
        assert acts_given(asked, answer) == answer


@given(facts(state="granted"), ACTS, DAYS, DAYS)
def test_a_limited_mandate_permits_no_more_than_before(
    given_: MandateFacts, answer: int, ends_on: date, today: date
) -> None:
    assume(given_.acts)
    try:
        left = limited(given_, answer, ends_on, today)
    except (GivesMore, GivesNothing):
        return
    assert left & ~given_.acts == 0
    assert left
    assert given_.starts_on <= ends_on <= given_.ends_on
    assert (left, ends_on) != (given_.acts, given_.ends_on)


BASE = MandateFacts("granted", 3, date(2026, 11, 2), date(2026, 12, 31), datetime(2026, 11, 2, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (datetime(2026, 11, 2, 8, 59, tzinfo=UTC), Hindrance.NOT_GRANTED),  # before the yes
        (datetime(2026, 11, 2, 9, tzinfo=UTC), None),
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), None),  # New Year's Eve until midnight in Oslo
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), Hindrance.LAPSED),
    ],
)
def test_days_are_those_of_oslo(at: datetime, why: Hindrance | None) -> None:
    assert hindrance(BASE, MandateAct.ASK, at) == why


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"state": "asked", "acts": 0, "answered_at": None}, Hindrance.NOT_GRANTED),
        ({"state": "refused", "acts": 0}, Hindrance.NOT_GRANTED),
        ({"in_force": False}, Hindrance.OUT_OF_FORCE),
        ({"acts": 2}, Hindrance.OTHER_ACTS),
        ({"starts_on": date(2026, 11, 20)}, Hindrance.NOT_YET),
        ({"state": "withdrawn", "withdrawn_at": datetime(2026, 11, 10, 12, tzinfo=UTC)}, Hindrance.WITHDRAWN),
        ({"state": "withdrawn", "withdrawn_at": None}, Hindrance.WITHDRAWN),
    ],
)
def test_what_stands_in_the_way_is_named(changed: dict[str, object], why: Hindrance) -> None:
    one = MandateFacts(**{**BASE.__dict__, **changed})  # type: ignore[arg-type]
    assert hindrance(one, MandateAct.ASK, datetime(2026, 11, 10, 12, 0, 0, 1, tzinfo=UTC)) is why


def test_the_second_of_the_withdrawal_is_withdrawn_and_the_one_before_is_not() -> None:
    at = datetime(2026, 11, 10, 12, 0, 0, 600_000, tzinfo=UTC)
    one = MandateFacts(**{**BASE.__dict__, "state": "withdrawn", "withdrawn_at": at})
    assert not permits(one, MandateAct.ASK, at.replace(microsecond=0))
    assert permits(one, MandateAct.ASK, at.replace(microsecond=0) - timedelta(microseconds=1))


@given(DAYS, MOMENTS)
def test_a_day_is_judged_by_its_last_moment_or_by_now(day: date, now: datetime) -> None:
    moment = last_moment(day, now)
    assert moment <= now
    assert moment == now or moment.astimezone(rules.OSLO).date() == day


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({}, Standing.COVERED),
        ({"ends_on": date(2027, 1, 9)}, Standing.LAPSING),  # exactly the last of the days
        ({"ends_on": date(2027, 1, 10)}, Standing.COVERED),
        ({"ends_on": date(2026, 11, 9)}, Standing.LAPSED),
        ({"starts_on": date(2026, 11, 11)}, Standing.UPCOMING),
        ({"state": "asked"}, Standing.ASKED),
        ({"state": "asked", "ends_on": date(2026, 11, 9)}, Standing.LAPSED),
        ({"state": "refused"}, Standing.REFUSED),
        ({"state": "withdrawn"}, Standing.WITHDRAWN),
        ({"in_force": False}, Standing.LAPSED),
    ],
)
def test_standing(changed: dict[str, object], where: Standing) -> None:
    one = MandateFacts(**{**BASE.__dict__, "ends_on": date(2027, 12, 31), **changed})  # type: ignore[arg-type]
    assert standing(one, date(2026, 11, 10), 60) is where


@given(st.lists(st.sampled_from(list(Standing))))
def test_of_several_the_best_counts(found: list[Standing]) -> None:
    best = rules.together(found)
    assert (best is None) == (not found)
    if {Standing.LAPSING, Standing.UPCOMING} <= set(found):
        assert best is Standing.COVERED
    elif found:
        assert best is min(found, key=list(Standing).index)


@given(st.lists(facts(), max_size=4), ACTS.filter(bool), DAYS, DAYS, DAYS)
def test_what_a_team_asks_for_is_among_what_it_wants(
    held: list[MandateFacts], wanted: int, one: date, other: date, today: date
) -> None:
    starts_on, ends_on = sorted((one, other))
    found = asking.to_ask(held, MandateAct(wanted), starts_on=starts_on, ends_on=ends_on, today=today, lapsing_days=60)
    assert found.acts & ~wanted == 0
    assert (found.left_out is None) == bool(found.acts)
    if found.left_out is None:
        assert found.starts_on is not None
        assert starts_on <= found.starts_on <= ends_on


def ask(*held: MandateFacts, wanted: int = 3) -> asking.Asking:
    return asking.to_ask(
        held, MandateAct(wanted), starts_on=date(2026, 11, 10), ends_on=date(2028, 1, 1), today=date(2026, 11, 10),
        lapsing_days=60,
    )  # fmt: skip


def test_only_missing_acts_are_asked_for_and_those_that_end_soon_are_renewed_from_the_day_after() -> None:
    long = MandateFacts(**{**BASE.__dict__, "ends_on": date(2027, 12, 31)})
    assert ask() == asking.Asking(MandateAct(3), date(2026, 11, 10))
    assert ask(long).left_out is asking.LeftOut.COVERED
    assert ask(long, wanted=7) == asking.Asking(MandateAct(4), date(2026, 11, 10))
    assert ask(BASE) == asking.Asking(MandateAct(3), date(2027, 1, 1), renews=True)
    assert ask(BASE, wanted=7) == asking.Asking(MandateAct(7), date(2026, 11, 10))
    assert ask(
        BASE, MandateFacts(**{**BASE.__dict__, "starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)})
    ).left_out
    assert ask(MandateFacts(**{**BASE.__dict__, "state": "asked"})).left_out is asking.LeftOut.ASKED
    assert ask(MandateFacts(**{**BASE.__dict__, "state": "refused", "acts": 0})).acts == 3


@pytest.mark.parametrize(
    ("contract", "why"),
    [
        (asking.ContractFacts(True, None, ("medical", "food")), None),
        (asking.ContractFacts(True, date(2026, 11, 10), ("medical",)), None),
        (asking.ContractFacts(True, date(2026, 11, 9), ("medical",)), asking.LeftOut.OVER),
        (asking.ContractFacts(False, None, ("medical",)), asking.LeftOut.OVER),
        (asking.ContractFacts(True, None, ("food",)), asking.LeftOut.OTHER_CATEGORY),
        (asking.ContractFacts(True, None, ()), asking.LeftOut.OTHER_CATEGORY),
    ],
)
def test_all_contracts_of_the_category(contract: asking.ContractFacts, why: asking.LeftOut | None) -> None:
    assert asking.in_category(contract, "medical", date(2026, 11, 10)) is why


def test_every_limit_has_days_a_source_and_a_date() -> None:
    assert (lapsing_days(), answer_days()) == (60, 21)
    assert all(repeat_days(act) > 0 for act in EVERY_ACT)
