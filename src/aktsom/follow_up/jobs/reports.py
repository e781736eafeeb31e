"""What the outbox delivers about self-reports: letters to the supplier's people, and to those who ask."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.outbox import handles
from aktsom.follow_up.actions.dispatching import ASKED_MAIL
from aktsom.follow_up.actions.inviting import INVITED_MAIL
from aktsom.follow_up.actions.reminding import OVERDUE_MAIL, REMINDER_MAIL
from aktsom.follow_up.actions.reported import JOINED_MAIL
from aktsom.follow_up.actions.withdrawing import WITHDRAWN_MAIL
from aktsom.follow_up.jobs.letters import LED_BY
from aktsom.follow_up.models import ReportInvitation, SelfReport
from aktsom.follow_up.queries.asked_suppliers import asking, joined_of, language_of, people_of_supplier
from aktsom.follow_up.report_letters import (
    Asking,
    asked_letter,
    joined_letter,
    overdue_letter,
    reminder_letter,
    withdrawn_letter,
)
from aktsom.follow_up.states import OPEN_TO_SUPPLIER, ReportState
from aktsom.members.letters import take_up_page
from aktsom.members.models import Invitation, Person
from aktsom.members.secrets import secret_of
from aktsom.members.states import InvitationState
from aktsom.teams.models import TeamSeat
from aktsom.teams.queries.owners import owners_of

Written = Callable[[str, Asking], Letter]


@handles(ASKED_MAIL)
def tell_that_a_report_is_asked_for(payload: dict[str, Any]) -> None:
    """To everybody who answers for the supplier, while it waits for them."""
    report = _report(payload["report"])
    if report is None or report.state not in OPEN_TO_SUPPLIER:
        return
    today = timezone.localdate()
    _to_supplier(report, lambda name, told: asked_letter(name, told, today))


@handles(WITHDRAWN_MAIL)
def tell_that_it_is_withdrawn(payload: dict[str, Any]) -> None:
    report = _report(payload["report"])
    if report is not None and report.state == ReportState.WITHDRAWN:
        _to_supplier(report, withdrawn_letter)


@handles(JOINED_MAIL)
def tell_of_late_joiners(payload: dict[str, Any]) -> None:
    """One letter of all that came in the same round, each with its own day. Who is invited and has not come in yet
    meets them with the rest."""
    report = _report(payload["report"])
    if report is None or report.state == ReportState.WITHDRAWN:
        return
    rows = report.contracts.select_related("member").filter(contract__public_id__in=payload["contracts"])
    joined = joined_of(rows.order_by("member__name", "due_on", "id"), timezone.localdate())
    answered = timezone.localdate(report.answered_at) if report.answered_at else None
    if joined:
        _to_supplier(report, lambda name, told: joined_letter(name, told, joined, answered))


def _to_supplier(report: SelfReport, written: Written) -> None:
    for person in people_of_supplier(report.supplier_id):
        language = language_of(report.supplier, person)
        with translation.override(language):
            told = asking(report, language)
            letter = written(person.name, told)
        deliver(letter, person.email, reply_to=told.contact_email)


@handles(INVITED_MAIL)
def invite_to_answer(payload: dict[str, Any]) -> None:
    """The link is in this letter alone. One that was overtaken by an answer or a newer letter is not sent."""
    found = ReportInvitation.objects.select_related("invitation__invitation").filter(
        invitation__invitation__public_id=payload["invitation"]
    )
    one, sent_at = found.first(), datetime.fromisoformat(payload["sent_at"])
    if one is None:
        return
    invitation: Invitation = one.invitation.invitation
    report = SelfReport.objects.select_related(*_ALONG).get(pk=one.self_report_id)
    if (
        invitation.state != InvitationState.SENT
        or invitation.sent_at != sent_at
        or report.state not in OPEN_TO_SUPPLIER
    ):
        return
    link = (payload["link"] or take_up_page()) + secret_of(invitation.public_id, sent_at) + "/"
    until, today = timezone.localdate(invitation.expires_at), timezone.localdate()
    with translation.override(invitation.language):
        told = asking(report, invitation.language, link)
        if timezone.localdate(report.asked_at) < timezone.localdate(sent_at):
            letter = reminder_letter(invitation.name, [told], today, until)
        else:
            letter = asked_letter(invitation.name, told, today, until)
    deliver(letter, invitation.email, reply_to=told.contact_email)


@handles(REMINDER_MAIL)
def remind_of_reports(payload: dict[str, Any]) -> None:
    """One letter to each of the supplier's people, of all that still waits of what they are reminded of."""
    rows = SelfReport.objects.select_related(*_ALONG).filter(public_id__in=payload["reports"], state=ReportState.ASKED)
    reports, today = list(rows.order_by("asked_at", "id")), timezone.localdate()
    if not reports:
        return
    for person in people_of_supplier(reports[0].supplier_id):
        language = language_of(reports[0].supplier, person)
        with translation.override(language):
            each = [asking(report, language) for report in reports]
            letter = reminder_letter(person.name, each, today)
        deliver(letter, person.email, reply_to=each[0].contact_email)


@handles(OVERDUE_MAIL)
def tell_that_a_day_is_past(payload: dict[str, Any]) -> None:
    """To those who ask, unless it was answered or called back meanwhile."""
    report, due = _report(payload["report"]), date.fromisoformat(payload["due_on"])
    if report is None or report.state != ReportState.ASKED:
        return
    late = list(report.contracts.select_related("member").filter(due_on=due, ticked_on__isnull=True))
    link = page_address("cases_follow_up", public_id=report.follow_up.public_id)
    for person in _askers(report) if late else []:
        language = person.language or settings.LANGUAGE_CODE
        with translation.override(language):
            letter = overdue_letter(person.name, asking(report, language, link, late), due)
        deliver(letter, person.email)


def _askers(report: SelfReport) -> list[Person]:
    """Who does the follow-up, and whom the supplier may turn to; where they have left, those who lead the team, or the
    member's contract owners."""
    team = report.team
    named = Person.objects.filter(pk__in=[report.contact_id or 0, report.follow_up.lead_id or 0], is_active=True)
    if team is None:
        member_id = report.follow_up.member_id or 0
        return list(named.filter(home_id=member_id)) or owners_of([member_id], timezone.localdate())[member_id]
    seats = TeamSeat.objects.filter(team=team, left_at__isnull=True, person__is_active=True).select_related("person")
    sitting = {seat.person_id for seat in seats}
    still_there = [person for person in named if person.pk in sitting]
    return still_there or [seat.person for seat in seats if seat.part in LED_BY]


_ALONG = ("follow_up__team", "follow_up__member", "supplier", "edition", "team")


def _report(public_id: str) -> SelfReport | None:
    return SelfReport.objects.select_related(*_ALONG).filter(public_id=public_id).first()
