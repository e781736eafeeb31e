"""Who is told that something was concluded that it has yet to build on, or not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.follow_up.actions.relying import decide_reliance
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.undecided import undecided
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.follow_up.states import Method, Verdict
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.follow_up.concluded import concluded, followed_up
from tests.follow_up.test_planning import gloves
from tests.risk.purchases import bought

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@beginning(after=commons.terms)
def one() -> FollowUp:
    made = followed_up()
    concluded(made, verdict=Verdict.NOT_SHOWN, method=Method.MEETING)
    return over(made)


def over(made: FollowUp, days_ago: int = 0) -> FollowUp:
    made.state, made.ended_at = "concluded", NOON - timedelta(days=days_ago)
    made.save(update_fields=["state", "ended_at"])
    return made


def told(who: str) -> list[tuple[int, int]]:
    return [(made.pk, len(contracts)) for made, contracts in undecided(actor(who), TODAY)]


def test_owners_are_told_whether_covered_or_not(one: FollowUp) -> None:
    gloves("stavanger", term_set="T4")
    assert told("olga") == told("berit") == told("stina") == [(one.pk, 1)]


def test_others_are_not(one: FollowUp) -> None:
    bought("stavanger", title="Engangshansker", supplier_name="Fjell AS", supplier_number="")
    bought("stavanger", title="Arbeidstøy", supplier_name="Nordhav Medisinsk AS", supplier_number="923609016")
    for who in ("stina", "mons", "rita", "bjarne", "sekka", "nora", "revi"):
        assert told(who) == []


def test_what_is_decided_or_too_old_or_not_over_is_not_asked(one: FollowUp) -> None:
    over(one, days_ago=365 * 3 + 2)
    assert told("olga") == []
    FollowUp.objects.update(state="running", ended_at=None)
    assert told("olga") == []
    over(one)
    contract = undecided(actor("olga"), TODAY)[0][1][0]
    decide_reliance(
        by=actor("olga"), at=NOON, follow_up_id=one.public_id, contract_id=contract.public_id, choice=Reliance.PARTLY,
        reason="Vi spør om resten selv.", seen="",
    )  # fmt: skip
    assert told("olga") == []


def test_the_same_questions_for_one_contract_and_for_five(one: FollowUp) -> None:
    olga = actor("olga")

    def asks() -> int:
        with CaptureQueriesContext(connection) as found:
            undecided(olga, TODAY)
        return len(found)

    few = asks()
    for _each in range(4):
        gloves("oslo", term_set="T4")
    assert asks() == few
