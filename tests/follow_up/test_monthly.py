"""The month's letter: once, to those who lead, of what there is to say, and never to whoever said no."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from aktsom.core.models import OutboxMessage
from aktsom.follow_up.actions.monthly import MONTHLY_MAIL, send_monthly_letters
from aktsom.follow_up.jobs.monthly import tell_of_the_month
from aktsom.follow_up.models import FollowUp, MonthlyLetter
from aktsom.follow_up.queries.monthly import Falls, month_of
from aktsom.follow_up.rules.monthly import is_time, rest_of_month
from aktsom.members.actions.signing_in import change_own_details
from aktsom.members.models import Person
from aktsom.teams.models import CategoryTeam
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.factories.mandates import granted, team
from tests.factories.reports import asked
from tests.follow_up.test_planning import gloves, planned

MAY = date(2027, 5, 3)  # the first Monday
AT = datetime(2027, 5, 3, 6, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("today", "sent"), [(date(2027, 5, 2), False), (MAY, True), (date(2027, 5, 31), True), (date(2027, 2, 1), True)]
)
def test_it_is_sent_from_the_first_monday_on(today: date, sent: bool) -> None:
    assert is_time(today) is sent


def test_it_tells_of_what_is_left_of_the_month() -> None:
    assert rest_of_month(date(2028, 2, 7)) == (date(2028, 2, 7), date(2028, 2, 29))


@beginning(after=commons.terms)
def one() -> FollowUp:
    """Of the team that Bjarne leads, for Oslo, to be finished in May."""
    granted(team(), gloves("oslo", term_set="T4"))
    made = planned()
    FollowUp.objects.update(state="announced", announced_at=NOON, starts_on=NOON.date(), ends_on=date(2027, 5, 20))
    made.refresh_from_db()
    return made


def sent_to() -> set[str]:
    people = {str(message.payload["person"]) for message in OutboxMessage.objects.filter(kind=MONTHLY_MAIL)}
    return set(Person.objects.filter(public_id__in=people).values_list("email", flat=True))


def delivered() -> list[str]:
    for message in OutboxMessage.objects.filter(kind=MONTHLY_MAIL):
        tell_of_the_month(message.payload)
    return [str(letter.body) for letter in mail.outbox if letter.to == [person("bjarne").email]]


@pytest.mark.django_db
def test_the_lead_gets_one_letter_however_often_the_job_runs(one: FollowUp) -> None:
    asked(one).contracts.update(due_on=date(2027, 5, 12))
    send_monthly_letters(at=AT)
    send_monthly_letters(at=AT)
    send_monthly_letters(at=AT + timedelta(days=9))
    assert MonthlyLetter.objects.filter(person_id=person("bjarne").pk).count() == 1
    (letter,) = delivered()
    assert "Etterprøve svarene" in letter  # the wheel's word of May
    assert "- 12. mai: Frist for egenrapport: Nordhav" in letter
    assert "- 20. mai: Oppfølging skal være ferdig: Nordhav" in letter
    assert send_monthly_letters(at=AT + timedelta(days=35)) >= 1  # June is another month
    assert MonthlyLetter.objects.filter(person_id=person("bjarne").pk).count() == 2


@pytest.mark.django_db
def test_it_is_written_in_the_language_of_the_reader(one: FollowUp) -> None:
    Person.objects.filter(pk=person("bjarne").pk).update(language="en")
    send_monthly_letters(at=AT)
    (letter,) = delivered()
    assert "Verify the answers with a second reader" in letter
    assert "- 20 May: " in letter


@pytest.mark.django_db
def test_whoever_said_no_gets_none_also_after_it_was_decided(one: FollowUp) -> None:
    def choose(wanted: bool) -> None:
        change_own_details(by=actor("bjarne"), at=NOON, name="Bjarne", language="nb", wants_monthly_letter=wanted)

    choose(False)
    send_monthly_letters(at=AT)
    assert person("bjarne").email not in sent_to()
    choose(True)
    send_monthly_letters(at=AT)
    assert person("bjarne").email in sent_to()
    choose(False)
    assert delivered() == []


@pytest.mark.django_db
def test_nothing_to_say_is_no_letter(one: FollowUp) -> None:
    """What the wheel has in July is for those who manage contracts; Olga of Oslo sits in the team's shadow."""
    july = datetime(2027, 7, 5, 6, tzinfo=timezone.get_default_timezone())
    CategoryTeam.objects.update(state="closed")
    assert month_of(actor("olga"), "nb", july.date()).is_empty
    send_monthly_letters(at=july)
    assert person("olga").email not in sent_to()
    assert not MonthlyLetter.objects.filter(person_id=person("olga").pk).exists()


@pytest.mark.django_db
def test_owners_without_a_team_are_written_to_when_the_wheel_has_them(one: FollowUp) -> None:
    gloves("stavanger", term_set="T4", ends_on=date(2030, 1, 1))
    november = datetime(2027, 11, 1, 6, tzinfo=timezone.get_default_timezone())
    send_monthly_letters(at=november)
    assert person("stina").email in sent_to()
    assert person("nora").email not in sent_to()  # answers for a supplier


@pytest.mark.django_db
def test_only_days_of_what_one_runs_oneself(one: FollowUp) -> None:
    days = month_of(actor("bjarne"), "nb", MAY).days
    assert [(day.on, day.what) for day in days] == [(date(2027, 5, 20), Falls.ENDS)]
    assert month_of(actor("stina"), "nb", MAY).days == ()
    FollowUp.objects.update(state="concluded")
    assert month_of(actor("bjarne"), "nb", MAY).days == ()
