"""A1, as far as the ladder goes: 24 deviations at one factory, 10 of them major; 22 are closed at the re-audit, and two
are past their day."""

from datetime import timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import DomainError
from aktsom.findings.models import Finding
from aktsom.findings.rules.severity import Grade
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import drafting
from aktsom.sanctions.models import DecisionMade, Recommendation, SanctionDecision
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.states import Answer
from aktsom.suppliers.models import Supplier
from tests import commons
from tests.beginnings import beginning
from tests.cast import actor
from tests.findings.made import closed
from tests.findings.scenarios.test_factory_cases import LATER as FOUND
from tests.findings.scenarios.test_factory_cases import chosen, planned_for, stood
from tests.follow_up.audits import ordered
from tests.follow_up.scenarios.test_audit_cases import SIX, rechecked, with_24
from tests.sanctions.made import OWNERS, answer, contract_of
from tests.sanctions.made import decided as decide
from tests.sanctions.made import recommended as advised

pytestmark = pytest.mark.django_db
PAST = FOUND + timedelta(days=61)  # the day of the plan is 60 days after


@beginning(after=commons.terms)
def case() -> tuple[FollowUp, list[Finding], list[Finding]]:
    """The follow-up, the 22 that are closed and the two that are left."""
    one = chosen()
    first = ordered(one)
    with_24(first)
    first.refresh_from_db()
    found = stood(one)
    planned_for(one, found)
    rechecked(ordered(one, earlier=first), 22)
    right, left = [], []
    for row in found:
        try:
            right.append(closed(row, FOUND))
        except DomainError:
            left.append(row)
    one.refresh_from_db()
    return one, right, left


def decided(one: FollowUp, step: str) -> SanctionDecision:
    return decide(one, "oslo", answer(Answer.OTHER_STEP, step), at=PAST)


def test_the_figures_on_which_the_ladder_is_climbed(
    case: tuple[FollowUp, list[Finding], list[Finding]],
) -> None:
    one, right, left = case
    assert (len(right), len(left)) == (22, 2)
    assert sum(row.scale == Grade.GRAVE for row in (*right, *left)) == 10
    advice = advised(one, *left, at=PAST)
    assert {row.finding_id for row in advice.rests_on.all()} == {row.pk for row in left}
    made = decided(one, "notice-of-breach")
    assert (made.state, made.step) == ("decided", "notice-of-breach")
    assert set(made.ticked["breach-documented"]) <= {row.public_id for row in left}
    assert made.ticked["breach-documented"]


def test_must_not_rest_on_what_is_put_right(case: tuple[FollowUp, list[Finding], list[Finding]]) -> None:
    one, right, _left = case
    with pytest.raises(DomainError):
        advised(one, right[0], at=PAST)
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("step", ["correction", "suspension-partial", "suspension-full", "termination"])
def test_must_not_jump_to_a_step_whose_ground_is_missing(
    case: tuple[FollowUp, list[Finding], list[Finding]], step: str
) -> None:
    one, _right, _left = case
    with pytest.raises(NotReady):
        decided(one, step)
    assert not SanctionDecision.objects.filter(state="decided").exists()


def test_a_notice_stops_no_orders(
    case: tuple[FollowUp, list[Finding], list[Finding]],
) -> None:
    one, _right, _left = case
    decided(one, "notice-of-breach")
    assert blocks_of(actor("mons"), [contract_of(one, "oslo").pk], PAST.date()) == {}


def test_must_not_close_the_case_or_touch_the_other_five(
    case: tuple[FollowUp, list[Finding], list[Finding]],
) -> None:
    one, _right, left = case
    advised(one, *left, at=PAST)
    decided(one, "notice-of-breach")
    one.refresh_from_db()
    assert one.state == "running"
    assert set(Finding.objects.filter(state="stands").values_list("pk", flat=True)) == {row.pk for row in left}
    others = Supplier.objects.filter(name__in=SIX[1:])
    assert others.count() == 5
    assert not SanctionDecision.objects.filter(supplier__in=others).exists()
    assert not DecisionMade.objects.filter(contract__supplier__in=others).exists()
    theirs = list(Contract.objects.filter(supplier__in=others))
    assert len(theirs) == 5
    for contract in theirs:
        with pytest.raises(DomainError):
            drafting.begin_decision(
                by=actor(OWNERS["bergen"]), at=PAST, follow_up_id=one.public_id, contract_id=contract.public_id
            )
