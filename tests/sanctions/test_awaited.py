"""A decision to await comes back on its day: among what waits, and in one letter to the owner."""

from datetime import date

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.models import OutboxMessage
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import deciding
from aktsom.sanctions.jobs.decision_days import tell_of_awaited
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.queries.awaited import back_for
from aktsom.sanctions.states import Answer
from tests.cast import actor
from tests.sanctions.made import DAY, LATER, TODAY, WHY, answer, broken, contract_of, decided, recommended

pytestmark = pytest.mark.django_db
BACK_ON = TODAY + 3 * DAY
WAIT = answer(Answer.AWAIT, await_until=BACK_ON)


def told(day: date) -> list[str]:
    """Of whom the letters are that the day asks for."""
    OutboxMessage.objects.all().delete()
    tell_of_awaited({"day": day.isoformat()})
    found = OutboxMessage.objects.filter(payload__what="decision_back").order_by("id")
    return [message.payload["id"] for message in found]


def test_it_is_told_once_on_its_day_or_later(one: FollowUp) -> None:
    recommended(one, broken(one))
    made = decided(one, said=WAIT)
    assert told(BACK_ON - DAY) == []
    assert told(BACK_ON) == [made.public_id]
    assert told(BACK_ON) == told(BACK_ON + DAY) == []
    other = decided(one, "bergen", WAIT)
    assert told(BACK_ON + 9 * DAY) == [other.public_id]  # the worker was down on the day itself


def test_a_new_day_is_told_of_anew(one: FollowUp) -> None:
    recommended(one, broken(one))
    decided(one, said=WAIT)
    assert len(told(BACK_ON)) == 1
    again = decided(one, said=answer(Answer.AWAIT, await_until=BACK_ON + 9 * DAY))
    assert told(BACK_ON + DAY) == []
    assert told(BACK_ON + 9 * DAY) == [again.public_id]


@pytest.mark.parametrize("what", ["decided", "withdrawn", "ended", "left", "recommended"])
def test_nothing_is_told_of_what_has_moved_on(one: FollowUp, what: str) -> None:
    finding = broken(one)
    first = recommended(one, finding)
    made = decided(one, said=WAIT)
    if what == "decided":
        decided(one, said=answer(Answer.DECLINE))
    elif what == "withdrawn":
        by = {"by": actor("olga"), "at": LATER, "decision_id": made.public_id, "revision": made.revision}
        deciding.withdraw_decision(**by, reason=WHY)
    elif what == "ended":
        Contract.objects.filter(pk=made.contract_id).update(state="ended")
    elif what == "left":
        one.covered.filter(contract=made.contract).update(left_at=LATER)
    else:
        recommended(one, finding, step="dialogue", replaces=first)
    assert told(BACK_ON) == []
    assert back_for(actor("olga"), BACK_ON) == []


def test_one_that_the_owner_awaits_by_itself_comes_back_too(one: FollowUp) -> None:
    finding = broken(one)
    made = decided(one, said=WAIT)
    assert made.recommendation is None
    assert back_for(actor("olga"), BACK_ON - DAY) == []
    assert back_for(actor("olga"), BACK_ON) == [made]
    recommended(one, finding)
    assert back_for(actor("olga"), BACK_ON) == []  # what the team recommends waits by itself
    assert told(BACK_ON) == []


def test_one_that_the_owner_has_gone_on_from_does_not(one: FollowUp) -> None:
    broken(one)
    decided(one, said=WAIT)
    later = decided(one, said=answer(Answer.OTHER_STEP, "notice-of-breach"))
    assert later.supersedes is None
    assert SanctionDecision.objects.filter(state="decided").count() == 2
    assert told(BACK_ON) == []


def test_who_is_shown_it(one: FollowUp) -> None:
    recommended(one, broken(one))
    made = decided(one, said=answer(Answer.AWAIT, await_until=BACK_ON, share=True))
    assert made.contract == contract_of(one, "oslo")
    for name in ("olga", "mons"):  # the owner, and who prepares its decisions
        assert back_for(actor(name), BACK_ON) == [made]
    for name in ("rita", "berit", "stina", "bjarne", "uma", "sekka", "nora"):  # also those who may read it
        assert back_for(actor(name), BACK_ON) == []
