"""Reminders: by the terms' clocks, each once, none to a supplier that has answered or is no longer asked."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from aktsom.core.models import OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.follow_up.actions.reminding import OVERDUE_MAIL, REMINDER_MAIL, send_reminders, tell_of_days_past
from aktsom.follow_up.actions.withdrawing import withdraw_self_report
from aktsom.follow_up.models import FollowUp, ReportLetter, SelfReport
from aktsom.follow_up.rules.reminding import reminder_due
from aktsom.follow_up.states import LetterKind
from aktsom.members.models import Invitation
from aktsom.terms.grammar import Duration
from aktsom.terms.queries import period
from tests.cast import actor, days_ago, person
from tests.factories.dispatches import KARI, dispatched
from tests.factories.mandates import granted
from tests.factories.reports import handed_in
from tests.follow_up.test_dispatching import announced
from tests.follow_up.test_planning import gloves, planned_alone

pytestmark = pytest.mark.usefixtures("terms")
WEEK = timedelta(weeks=1)
FIRST, SECOND = Duration(days=14), Duration(days=35)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 100))
def test_the_later_reminder_takes_the_place_of_an_earlier_that_was_missed(asked: date, after: int) -> None:
    found = reminder_due(asked, asked + timedelta(days=after), FIRST, SECOND)
    expected = LetterKind.SECOND_REMINDER if after >= 35 else LetterKind.FIRST_REMINDER if after >= 14 else None
    assert found == expected


def test_the_clocks_are_the_terms_own() -> None:
    assert (period("self-report-reminder-1"), period("self-report-reminder-2")) == (FIRST, SECOND)


def waiting(at: datetime) -> SelfReport:
    report = dispatched(announced(), at=at)
    OutboxMessage.objects.all().delete()
    return report


def sent(kind: str) -> int:
    return OutboxMessage.objects.filter(kind=kind).count()


@pytest.mark.django_db
def test_twice_and_each_once_however_often_the_day_is_asked_for() -> None:
    at = days_ago(0)
    waiting(at)
    counts = []
    for days in (13, 14, 14, 15, 34, 35, 35, 60):
        send_reminders(at=at + timedelta(days=days))
        counts.append(sent(REMINDER_MAIL))
    assert counts == [0, 1, 1, 1, 1, 2, 2, 2]
    assert [one.kind for one in ReportLetter.objects.order_by("id")] == ["reminder_1", "reminder_2"]


@pytest.mark.django_db
def test_none_after_an_answer_or_when_it_is_called_back() -> None:
    at = days_ago(20)
    report = waiting(at)
    send_reminders(at=days_ago(5))
    handed_in(report, at=days_ago(4))
    mail.outbox.clear()
    OutboxMessage.objects.exclude(kind=REMINDER_MAIL).delete()
    deliver_due(days_ago(0))
    assert mail.outbox == []  # decided before the answer, delivered after it
    assert send_reminders(at=at + 10 * WEEK) == 0
    assert tell_of_days_past(at=at + 10 * WEEK) == 0


@pytest.mark.django_db
def test_withdrawn_is_not_reminded_of() -> None:
    report = waiting(days_ago(20))
    withdraw_self_report(
        by=actor("mons"), at=days_ago(19), report_id=report.public_id, revision=1, reason="Vi trenger det ikke."
    )
    assert send_reminders(at=days_ago(0)) == 0
    assert tell_of_days_past(at=days_ago(0) + 10 * WEEK) == 0


@pytest.mark.django_db
def test_one_letter_a_day_for_all_that_waits() -> None:
    at = days_ago(0)
    one = announced()
    gloves("stavanger", term_set="T4")
    dispatched(one, at=at)
    alone = planned_alone("stina", "stavanger", beside="Vi har en egen avtale her.")
    FollowUp.objects.filter(pk=alone.pk).update(state="announced", announced_at=at)
    dispatched(alone, by="stina", at=at + timedelta(days=14))
    OutboxMessage.objects.all().delete()
    assert send_reminders(at=at + timedelta(days=14)) == 0  # written to that day already
    assert send_reminders(at=at + timedelta(days=15)) == 1
    assert send_reminders(at=at + timedelta(days=36)) == 1
    last = OutboxMessage.objects.filter(kind=REMINDER_MAIL).order_by("-id")[0].payload
    assert len(last["reports"]) == 2


@pytest.mark.django_db
def test_whoever_was_invited_is_reminded_with_a_new_link() -> None:
    report = dispatched(announced(), at=days_ago(14), answered_for=False, first=KARI)
    deliver_due(days_ago(0))
    before = Invitation.objects.get()
    mail.outbox.clear()
    assert send_reminders(at=days_ago(0)) == 1
    deliver_due(days_ago(0))
    (letter,) = mail.outbox
    assert letter.to == [KARI.email]
    assert "Påminnelse" in letter.subject
    after = Invitation.objects.get()
    assert before.secret_hash != after.secret_hash
    assert after.sent_by_id == person("bjarne").pk
    assert report.letters.get().kind == "reminder_1"


@pytest.mark.django_db
def test_the_day_after_a_contracts_own_day_the_team_is_told_and_the_supplier_is_not() -> None:
    at = days_ago(0)
    report = waiting(at)
    due = report.contracts.get().due_on
    assert due is not None
    on = at + timedelta(days=(due - at.date()).days)
    assert tell_of_days_past(at=on) == 0
    assert tell_of_days_past(at=on + timedelta(days=1)) == 1
    assert tell_of_days_past(at=on + timedelta(days=1)) == 0
    assert tell_of_days_past(at=on + timedelta(days=2)) == 0
    assert sent(OVERDUE_MAIL) == 1
    deliver_due(on + timedelta(days=1))
    assert [letter.to for letter in mail.outbox] == [["bjarne@example.org"]]


@pytest.mark.django_db
def test_a_day_that_was_past_when_it_was_asked_is_no_news() -> None:
    one = announced()
    granted(one.team, gloves("stavanger", term_set="T3", starts_on=date(2020, 1, 1)))
    report = dispatched(one, at=days_ago(0))
    report.contracts.update(due_on=days_ago(30).date())
    assert tell_of_days_past(at=days_ago(0) + WEEK) == 0
