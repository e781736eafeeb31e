"""Texts that others read are looked at for workers before they are stored, and stored when somebody has looked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import competitions, conditions
from aktsom.sanctions.actions.deciding import withdraw_decision
from aktsom.sanctions.actions.letters import withdraw_letter
from aktsom.sanctions.actions.recommending import withdraw_recommendation
from aktsom.sanctions.models import OrderCondition
from aktsom.teams.actions.memos import LookAgain
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, supplier
from tests.sanctions.lettered import case, contract_of, decided, sent
from tests.sanctions.made import recommended

pytestmark = pytest.mark.django_db
NAMED = "Arbeideren Siti Rahman sa at det ikke stemte."
Act = Callable[..., Any]


@pytest.fixture
def one(small_list: object) -> FollowUp:
    load_terms(by=PLATFORM, at=NOON)
    return case()


def made(text: str = "LSAS nivå 1") -> OrderCondition:
    said = conditions.ConditionSaid(text, due_on=date(2027, 1, 1))
    contract_id = contract_of().public_id
    return conditions.make_condition(by=actor("olga"), at=NOON, contract_id=contract_id, said=said)


def of_decision(one: FollowUp) -> Act:
    made = decided(one)
    return lambda **told: withdraw_decision(
        by=actor("olga"), at=NOON, decision_id=made.public_id, revision=made.revision, reason=NAMED, **told
    )


def of_recommendation(one: FollowUp) -> Act:
    made = recommended(one, *one.findings.all(), at=NOON)
    return lambda **told: withdraw_recommendation(
        by=actor("bjarne"), at=NOON, recommendation_id=made.public_id, revision=made.revision, reason=NAMED, **told
    )


def of_letter(one: FollowUp) -> Act:
    made = sent(decided(one))
    return lambda **told: withdraw_letter(
        by=actor("olga"), at=NOON, letter_id=made.public_id, revision=made.revision, reason=NAMED, **told
    )


def of_condition(_one: FollowUp) -> Act:
    said = conditions.ConditionSaid
    return lambda looked="": conditions.make_condition(
        by=actor("olga"), at=NOON, contract_id=contract_of().public_id,
        said=said(NAMED, due_on=date(2027, 1, 1), looked=looked),
    )  # fmt: skip


def of_met(_one: FollowUp) -> Act:
    found = made()
    return lambda **told: conditions.find_met(
        by=actor("olga"), at=NOON, condition_id=found.public_id, revision=found.revision, shown_on=NOON.date(),
        rests_on=NAMED, **told,
    )  # fmt: skip


def of_waived(_one: FollowUp) -> Act:
    found = made()
    return lambda **told: conditions.waive(
        by=actor("olga"), at=NOON, condition_id=found.public_id, revision=found.revision, reason=NAMED, **told
    )


def of_doubted(_one: FollowUp) -> Act:
    found = made()
    act = {"by": actor("olga"), "at": NOON, "condition_id": found.public_id}
    found = conditions.waive(**act, revision=found.revision, reason="Avtalen er endret siden.")
    return lambda **told: conditions.doubt(**act, revision=found.revision, reason=NAMED, **told)


def of_qualification(_one: FollowUp) -> Act:
    made = competitions.note_bid(
        by=actor("olga"), at=NOON, member_id=member("oslo").public_id, supplier_id=supplier().public_id,
        competition="Hansker 2027",
    )  # fmt: skip
    return lambda **told: competitions.refuse_qualification(
        by=actor("olga"), at=NOON, bid_id=made.public_id, revision=made.revision, missing="Dokumentasjon på kjeden.",
        ground="documentation-missing", decided_on=NOON.date(), reason=NAMED, **told,
    )  # fmt: skip


ACTS = [of_decision, of_recommendation, of_letter, of_condition, of_met, of_waived, of_doubted, of_qualification]


@pytest.mark.parametrize("of", ACTS)
def test_a_worker_that_is_named_comes_back_once(one: FollowUp, of: Callable[[FollowUp], Act]) -> None:
    act = of(one)
    with pytest.raises(LookAgain) as again:
        act()
    with pytest.raises(LookAgain):
        act(looked="another-mark")
    assert act(looked=again.value.mark)
