from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import UnknownGround, secrecy_ground, secrecy_grounds
from aktsom.sharing.limits import release_limits
from aktsom.sharing.releasing import (
    HOLDS,
    Hold,
    ReleaseFacts,
    holds,
    release_refusal,
    widest_now,
)

TODAY = date(2026, 11, 28)
FREE = ReleaseFacts(Audience.CASE_TEAM, TODAY, reason="Andre kjøper det samme.")
DAYS = st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
AUDIENCES = st.sampled_from(list(Audience))
FACTS = st.builds(
    ReleaseFacts,
    audience=AUDIENCES,
    today=st.just(TODAY),
    reason=st.sampled_from(["", "kort", "Andre kjøper det samme."]),
    concerns_supplier=st.booleans(),
    shown_on=DAYS,
    answered=st.booleans(),
    endangers_workers=st.booleans(),
    names_sub_supplier=st.booleans(),
    tells_price=st.booleans(),
    is_deviation=st.booleans(),
    plan_due_on=DAYS,
    found_on=DAYS,
    ground=st.sampled_from([None, *secrecy_grounds().values()]),
)


@given(FACTS, AUDIENCES)
def test_a_release_goes_outward_with_a_reason(facts: ReleaseFacts, to: Audience) -> None:
    if release_refusal(facts, to) is None:
        assert to.width > facts.audience.width
        assert len(facts.reason) >= 10
        assert holds(facts, to) == ()


@given(FACTS, AUDIENCES, AUDIENCES)
def test_what_is_held_from_some_is_held_from_more(facts: ReleaseFacts, one: Audience, other: Audience) -> None:
    near, far = sorted((one, other), key=lambda audience: audience.width)
    assert set(holds(facts, near)) <= set(holds(facts, far))


@given(FACTS, AUDIENCES)
def test_while_workers_are_endangered_nothing_moves(facts: ReleaseFacts, to: Audience) -> None:
    assert release_refusal(replace(facts, endangers_workers=True), to) is not None


@given(FACTS, st.sampled_from([Audience.MEMBERS, Audience.PUBLIC]))
def test_names_prices_and_deviations_without_a_plan_stay(facts: ReleaseFacts, to: Audience) -> None:
    for held in ({"names_sub_supplier": True}, {"tells_price": True}, {"is_deviation": True, "plan_due_on": None}):
        assert release_refusal(replace(facts, **held), to) is not None  # type: ignore[arg-type]


@given(FACTS)
def test_what_stands_may_stand(facts: ReleaseFacts) -> None:
    widest = widest_now(facts)
    asked = {Hold.SUB_SUPPLIER, Hold.PRICE, Hold.NO_PLAN, Hold.PLAN_UNDECIDED, Hold.GROUND}
    assert not set(holds(facts, widest)) & asked


def test_the_supplier_has_its_days() -> None:
    facts = replace(FREE, concerns_supplier=True)
    assert holds(facts, Audience.LINKED_BUYERS) == (Hold.NOT_SHOWN,)
    days = release_limits()["supplier_sees_first"] or 0
    assert holds(replace(facts, shown_on=TODAY - timedelta(days=days - 1)), Audience.MEMBERS) == (Hold.TOO_SOON,)
    assert holds(replace(facts, shown_on=TODAY - timedelta(days=days)), Audience.PUBLIC) == ()
    assert holds(replace(facts, shown_on=TODAY, answered=True), Audience.PUBLIC) == ()  # it has said what it wanted


def test_within_the_team_the_supplier_is_not_asked() -> None:
    facts = replace(FREE, audience=Audience.WORKER_PROTECTED, concerns_supplier=True)
    assert release_refusal(facts, Audience.CASE_TEAM) is None


def test_a_plan_that_is_missing_beyond_the_limit_is_for_people_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = replace(FREE, is_deviation=True, found_on=TODAY - timedelta(days=91))
    assert holds(facts, Audience.MEMBERS) == (Hold.NO_PLAN,)  # nobody has set a limit
    assert holds(replace(facts, plan_may_wait=90), Audience.MEMBERS) == (Hold.PLAN_UNDECIDED,)
    assert holds(replace(facts, plan_may_wait=91), Audience.MEMBERS) == (Hold.NO_PLAN,)
    monkeypatch.setitem(release_limits(), "missing_plan_blocks", 90)
    assert holds(facts, Audience.MEMBERS) == (Hold.PLAN_UNDECIDED,)


def test_every_hold_is_told_in_words() -> None:
    assert set(HOLDS) == set(Hold)


def test_grounds_are_known_by_their_codes() -> None:
    assert secrecy_ground("") is None
    known = secrecy_ground("fvl-13-1-2")
    assert known is not None
    assert known.widest is Audience.LINKED_BUYERS
    assert "§ 13" in known.legal_reference
    with pytest.raises(UnknownGround):
        secrecy_ground("offl-99")
    for ground in secrecy_grounds().values():
        assert all((ground.name_nb, ground.name_nn, ground.name_en, ground.source, date.fromisoformat(ground.date)))
