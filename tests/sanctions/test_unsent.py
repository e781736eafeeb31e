"""A decision that the supplier is to have a letter of waits until the letter is sent, and its owner is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.core.errors import Refused
from aktsom.core.models import OutboxMessage
from aktsom.core.once import remembering
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.letters import withdraw_letter
from aktsom.sanctions.jobs.decision_days import tell_of_unsent
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.queries.unsent import unsent_for
from aktsom.sanctions.tables import ladder, steps_with_letter
from tests.cast import NOON, actor
from tests.sanctions import lettered
from tests.sanctions.made import broken
from tests.sanctions.steps_made import (
    DAY,
    TODAY,
    WHY,
    confirmed,
    demanded,
    judged,
    proposed,
    suspended,
    terminated,
    weighed,
)

pytestmark = pytest.mark.django_db


def told(day: int) -> list[str]:
    """Ids of the decisions that are told of so many days after they were taken."""
    OutboxMessage.objects.all().delete()
    tell_of_unsent({"day": (TODAY + day * DAY).isoformat()})
    found = OutboxMessage.objects.filter(payload__what="decision_unsent")
    return list(found.values_list("payload__id", flat=True))


def waiting(who: str = "olga") -> list[SanctionDecision]:
    return [each.decision for each in unsent_for(actor(who))]


@pytest.mark.parametrize("step", [step.id for step in ladder()])
def test_every_step_that_has_a_letter_waits_for_it_and_no_other(one: FollowUp, step: str) -> None:
    broken(one)
    decision = lettered.decided(one, step)
    assert waiting() == ([decision] if step in steps_with_letter() else [])
    assert told(3) == ([decision.public_id] if step in steps_with_letter() else [])


def test_the_owner_is_told_after_three_days_and_once(one: FollowUp) -> None:
    broken(one)
    decision = lettered.decided(one)
    assert [told(2), told(3), told(4)] == [[], [decision.public_id], []]
    assert waiting() == [decision]  # it stays on Home


def test_until_it_is_sent_and_again_when_it_is_withdrawn(one: FollowUp) -> None:
    broken(one)
    decision = lettered.decided(one)
    draft = lettered.written(decision)
    [found] = unsent_for(actor("olga"))
    assert (found.draft, found.lacking) == (draft, ())
    letter = lettered.sent(decision)
    assert waiting() == []
    assert told(3) == []
    withdraw_letter(by=actor("olga"), at=NOON, letter_id=letter.public_id, revision=letter.revision, reason=WHY)
    assert waiting() == [decision]
    SanctionDecision.objects.update(state="withdrawn", withdrawn_reason=WHY)
    assert waiting() == []


def test_what_the_letter_lacks_is_known_before_anybody_presses_send(one: FollowUp) -> None:
    broken(one)
    decision = lettered.decided(one, "suspension-partial")
    lettered.written(decision)
    assert [each.lacking for each in unsent_for(actor("olga"))] == [("products", "lift_test")]


def test_home_asks_little_of_each_draft(one: FollowUp) -> None:
    broken(one)

    def asked() -> int:
        with remembering(), CaptureQueriesContext(connection) as found:
            assert unsent_for(actor("olga"))
        return len(found)

    lettered.written(lettered.decided(one))
    first = asked()
    for _ in range(2):
        lettered.written(lettered.decided(one))
    assert asked() - first <= 2 * 3  # its terms, what has been found, the letters before it


def test_only_those_who_write_letters_for_the_owner_are_reminded(one: FollowUp) -> None:
    broken(one)
    decision = lettered.decided(one)
    assert waiting("mons") == [decision]
    assert [waiting(who) for who in ("berit", "rita", "nora")] == [[], [], []]


def test_what_is_over_needs_no_letter_of_how_it_began(one: FollowUp) -> None:
    stopped = suspended(one)
    assert waiting() == [stopped.decision]
    judged(stopped)
    assert waiting() == []
    place = demanded(one)
    assert waiting() == [place.decision]
    confirmed(weighed(proposed(place)))
    assert waiting() == []


def test_what_has_given_way_has_no_letter_any_more(one: FollowUp) -> None:
    first = terminated(one).decision
    second = terminated(one).decision
    assert waiting() == [second]
    with pytest.raises(Refused, match="gjelder ikke lenger"):
        lettered.written(first)
