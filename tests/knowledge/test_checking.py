"""Somebody looks again whether it still holds: told once for each day, and the page says when the day is past."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from aktsom.core.errors import Refused, Stale
from aktsom.core.models import OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.knowledge.actions.articles import Check, Place, write_article
from aktsom.knowledge.actions.checking import CHECK_MAIL, check_article, remind_of_checks
from aktsom.knowledge.actions.sharing import withdraw_article
from aktsom.knowledge.jobs.checking import tell_that_it_is_to_be_checked
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article
from aktsom.knowledge.queries.articles import past_their_day, view
from aktsom.knowledge.rules.articles import Words
from aktsom.members.models import Person
from aktsom.teams.models import TeamSeat
from tests.cast import NOON, actor, person
from tests.factories.articles import WHY, guidance, shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
DAY = NOON.date() + timedelta(days=10)


def due(reviewer: str = "bjarne") -> Article:
    return guidance(check=Check(DAY, actor(reviewer).person_id))


def on(day: date) -> datetime:
    return NOON + (day - NOON.date())


def waiting() -> int:
    return OutboxMessage.objects.filter(kind=CHECK_MAIL).count()


def letters(one: Article) -> int:
    before = len(mail.outbox)
    tell_that_it_is_to_be_checked({"article": one.public_id, "day": DAY.isoformat()})
    return len(mail.outbox) - before


def test_the_reviewer_is_told_once_for_each_day() -> None:
    one = due()
    assert remind_of_checks(at=on(DAY - timedelta(days=1))) == 0
    assert [remind_of_checks(at=on(DAY + timedelta(days=n))) for n in range(3)] == [1, 0, 0]
    assert waiting() == 1
    one.refresh_from_db()
    next_day = DAY + timedelta(days=365)
    check_article(
        by=actor("bjarne"), at=on(DAY), article_id=one.public_id, revision=one.revision, next_on=next_day,
        reviewer_id=None,
    )  # fmt: skip
    assert remind_of_checks(at=on(DAY + timedelta(days=5))) == 0
    assert remind_of_checks(at=on(next_day)) == 1


def test_the_letter_names_the_kind_and_the_category_and_no_title() -> None:
    one = due()
    assert letters(one) == 1
    letter = mail.outbox[-1]
    assert letter.to == ["bjarne@example.org"]
    assert "veiledningen for" in letter.subject
    assert one.versions.get().title not in letter.subject + letter.body
    assert f"/kunnskap/{one.public_id}/" in letter.body


def gone(one: Article, how: str) -> None:
    if how == "left the team":
        TeamSeat.objects.filter(team=one.team, person_id=one.reviewer_id).update(left_at=NOON)
    else:
        Person.objects.filter(pk=one.reviewer_id).update(is_active=False)


@pytest.mark.parametrize("how", ["left the team", "out of use"])
def test_what_nobody_is_left_to_look_over_goes_to_those_whose_it_is(how: str) -> None:
    one = due()
    assert not view(actor("olga"), one.public_id, DAY).left_alone
    assert past_their_day(actor("olga"), DAY) == []
    gone(one, how)
    assert letters(one) == 1
    assert mail.outbox[-1].to == ["olga@example.org"]  # who leads the team
    assert [row.article.pk for row in past_their_day(actor("olga"), DAY)] == [one.pk]
    assert view(actor("olga"), one.public_id, DAY).left_alone
    check_article(
        by=actor("olga"), at=NOON, article_id=one.public_id, revision=1, next_on=DAY, reviewer_id=None
    )  # fmt: skip
    assert not view(actor("olga"), one.public_id, DAY).left_alone


def test_of_a_body_those_who_keep_its_register_look_it_over() -> None:
    person("berit")
    words = Words("Vårt", {"methods": "Gå dit."})
    check = Check(DAY, actor("stina").person_id)
    by = actor("berit")
    one = write_article(by=by, at=NOON, kind=ArticleKind.GUIDANCE, place=Place(), words=words, check=check)
    assert letters(one) >= 1
    assert "berit@example.org" in [to for letter in mail.outbox for to in letter.to]
    assert [row.article.pk for row in past_their_day(by, DAY)] == [one.pk]
    assert past_their_day(actor("stina"), DAY) == []


def test_no_letter_when_it_was_checked() -> None:
    other = guidance("En annen", check=Check(DAY, actor("olga").person_id))
    check_article(by=actor("olga"), at=NOON, article_id=other.public_id, revision=1, next_on=None, reviewer_id=None)
    assert letters(other) == 0
    other.refresh_from_db()
    assert (other.check_on, other.reviewer_id, other.checked_at) == (None, None, NOON)


def test_the_worker_delivers_it() -> None:
    one = due("olga")
    remind_of_checks(at=on(DAY))
    deliver_due(on(DAY) + timedelta(minutes=1))
    assert [letter.to for letter in mail.outbox if one.public_id in letter.body] == [["olga@example.org"]]


def test_on_a_stale_page_the_second_is_told() -> None:
    one = due()
    said = {"article_id": one.public_id, "revision": 1, "next_on": DAY + timedelta(days=99), "reviewer_id": None}
    check_article(by=actor("olga"), at=NOON, **said)
    with pytest.raises(Stale):
        check_article(by=actor("bjarne"), at=NOON, **said)


def test_others_than_those_who_keep_it_do_not_check_it() -> None:
    one = shared(due())
    with pytest.raises(Refused):
        check_article(
            by=actor("stina"), at=NOON, article_id=one.public_id, revision=one.revision, next_on=None, reviewer_id=None
        )
    withdraw_article(by=actor("olga"), at=NOON, article_id=one.public_id, revision=one.revision, reason=WHY)
