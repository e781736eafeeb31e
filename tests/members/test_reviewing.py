"""The review of access: opened for the period that is over, decided role by role, closed as proof."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.core.outbox import deliver_due, send
from aktsom.members.actions.reviewing import close_access_review, decide_access, keep_used, open_access_reviews
from aktsom.members.actions.roles import take_role
from aktsom.members.jobs import OPEN_REVIEWS
from aktsom.members.limits import limit
from aktsom.members.models import AccessReview, Membership
from aktsom.members.queries.reviews import open_reviews, overdue_reviews, review_page, reviews
from tests.cast import NOON, actor, member, person
from tests.risk.counting import queries

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def opened() -> AccessReview:
    """Oslo's: Olga and Ada used their roles, Rita did not; all were there before the period was over."""
    for one in ("olga", "rita", "ada"):
        person(one)
    Membership.objects.update(given_at=NOON - timedelta(days=300), last_used_on=date(2026, 3, 1))
    Membership.objects.filter(person=person("rita")).update(last_used_on=date(2025, 12, 31))
    open_access_reviews(by=PLATFORM, at=NOON)
    return AccessReview.objects.get(member=member("oslo"))


def line(review, who):
    return review.lines.get(person=person(who))


def decide(review, who, decision, by="ada"):
    return decide_access(by=actor(by), at=NOON, review=review.public_id, line=line(review, who).pk, decision=decision)


def verbs():
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_it_is_opened_once_for_the_period_that_is_over(opened):
    assert (opened.period, opened.due_on) == ("2026-1", TODAY + timedelta(days=limit("review_due_days")))
    assert opened.lines.count() == 3
    assert verbs()[-1] == "access_review_opened"
    assert open_access_reviews(by=PLATFORM, at=NOON + timedelta(days=1)) == 0
    assert open_access_reviews(by=PLATFORM, at=datetime(2027, 1, 1, 9, tzinfo=NOON.tzinfo)) == 1


def test_a_member_whose_people_are_all_new_has_none():
    person("ada")
    assert open_access_reviews(by=PLATFORM, at=NOON) == 0


def test_the_days_message_opens_them_and_bears_being_delivered_twice():
    person("ada")
    Membership.objects.update(given_at=NOON - timedelta(days=900))
    for delivered in (1, 2):  # the second time the letter to Ada too, which the first had stored
        send(kind=OPEN_REVIEWS, payload={}, at=NOON)
        assert deliver_due(timezone.now()) == delivered
    assert AccessReview.objects.filter(member=member("oslo")).count() == 1


def test_only_the_platform_opens_them():
    with pytest.raises(Refused):
        open_access_reviews(by=actor("ada"), at=NOON)


def test_to_remove_takes_the_role_at_once(opened):
    decide(opened, "rita", "remove")
    assert not person("rita").memberships.exists()
    assert verbs()[-2:] == ["access_decided", "role_taken"]
    with pytest.raises(Refused):
        decide(opened, "rita", "keep")


def test_what_is_kept_can_still_be_removed(opened):
    decide(opened, "rita", "keep")
    entries = len(verbs())
    decide(opened, "rita", "keep")
    assert len(verbs()) == entries
    decide(opened, "rita", "remove")
    assert not person("rita").memberships.exists()


def test_all_in_use_are_kept_by_one_act(opened):
    assert keep_used(by=actor("ada"), at=NOON, review=opened.public_id) == 2
    assert sorted(opened.lines.values_list("person__name", "decision")) == [
        ("Ada", "keep"),
        ("Olga", "keep"),
        ("Rita", ""),
    ]
    assert keep_used(by=actor("ada"), at=NOON, review=opened.public_id) == 0


def test_it_is_closed_when_nothing_waits_and_then_stands(opened):
    keep_used(by=actor("ada"), at=NOON, review=opened.public_id)
    with pytest.raises(Refused):
        close_access_review(by=actor("ada"), at=NOON, review=opened.public_id)
    decide(opened, "rita", "remove")
    close_access_review(by=actor("ada"), at=NOON, review=opened.public_id)
    entry = JournalEntry.objects.latest("number")
    assert (entry.verb, entry.changes) == ("access_review_closed", {"period": "2026-1", "kept": 2, "removed": 1})
    for act in (
        lambda: decide(opened, "olga", "remove"),
        lambda: keep_used(by=actor("ada"), at=NOON, review=opened.public_id),
    ):
        with pytest.raises(Refused):
            act()
    assert person("olga").memberships.exists()


def test_the_last_administrator_cannot_be_removed_by_it(opened):
    with pytest.raises(Refused):
        decide(opened, "ada", "remove")
    assert line(opened, "ada").decision == ""


def test_a_role_taken_elsewhere_has_its_word(opened):
    take_role(by=actor("ada"), at=NOON, person=person("rita"), member=member("oslo"), role="reader")
    assert line(opened, "rita").decision == "remove"


@pytest.mark.parametrize("who", ["olga", "revi", "anne", "sekka"])
def test_others_decide_nothing(opened, who):
    with pytest.raises(NotVisible):
        decide(opened, "rita", "keep", by=who)
    with pytest.raises(NotVisible):
        close_access_review(by=actor(who), at=NOON, review=opened.public_id)


def test_an_unknown_line_or_word(opened):
    with pytest.raises(NotVisible):
        decide_access(by=actor("ada"), at=NOON, review=opened.public_id, line=0, decision="keep")
    with pytest.raises(DomainError):
        decide(opened, "rita", "perhaps")


def test_overdue_is_told_to_administrators_and_the_secretariat(opened):
    late = opened.due_on + timedelta(days=1)
    assert [row.overdue for row in open_reviews(actor("ada"), opened.due_on)] == [False]
    assert [row.overdue for row in open_reviews(actor("ada"), late)] == [True]
    assert overdue_reviews(actor("sekka"), opened.due_on) == []
    assert [row.member for row in overdue_reviews(actor("sekka"), late)] == [member("oslo")]
    assert overdue_reviews(actor("ada"), late) == []
    assert open_reviews(actor("anne"), late) == []


def test_the_proof_says_who_decided_and_when(opened):
    decide(opened, "rita", "remove")
    page = review_page(actor("ada"), opened.public_id, TODAY)
    rita = next(one for one in page.lines if one.name == "Rita")
    assert (rita.role, rita.decision, rita.decided_by, rita.decided_at) == ("reader", "remove", "Ada", NOON)
    assert (rita.used, rita.last_used_on) == (False, date(2025, 12, 31))
    for who in ("olga", "anne", "sekka"):
        with pytest.raises(NotVisible):
            review_page(actor(who), opened.public_id, TODAY)


def test_reviews_are_the_members_own(opened):
    assert [row.waiting for row in reviews(actor("ada"), member("oslo"), TODAY)] == [3]
    assert reviews(actor("olga"), member("oslo"), TODAY) == []
    with pytest.raises(NotVisible):
        reviews(actor("anne"), member("oslo"), TODAY)


def test_as_many_questions_for_one_line_as_for_three(opened):
    ada = actor("ada")
    three = queries(lambda: review_page(ada, opened.public_id, TODAY))
    opened.lines.exclude(person=person("ada")).delete()
    assert queries(lambda: review_page(ada, opened.public_id, TODAY)) == three
