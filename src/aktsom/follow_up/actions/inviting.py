"""Where nobody answers for the supplier yet, whoever dispatches a self-report invites the first who does."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, stop_if
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.withdrawing import report_for_change
from aktsom.follow_up.models import ReportInvitation, SelfReport
from aktsom.follow_up.permissions import run
from aktsom.follow_up.states import OPEN_TO_SUPPLIER
from aktsom.members.actions import inviting
from aktsom.members.models import Invitation
from aktsom.members.states import InvitationState
from aktsom.suppliers.actions.first_person import FirstPerson, invite_first_person, somebody_answers, withdrawn_for
from aktsom.suppliers.models import Supplier

INVITED_MAIL = "self_report_invited"


def invite_to_report(*, by: Actor, at: datetime, report: SelfReport, person: FirstPerson, link: str) -> None:
    """Of a self-report that the actor dispatches or has dispatched; that it may is checked by the caller."""
    with lowered():
        supplier = Supplier.objects.select_for_update(no_key=True).get(pk=report.supplier_id)
        made = invite_first_person(by=by, at=at, supplier=supplier, person=person, link=link, letter=INVITED_MAIL)
        ReportInvitation.objects.create(self_report=report, invitation=made)


@transaction.atomic
def invite_another(*, by: Actor, at: datetime, report_id: str, person: FirstPerson, link: str) -> SelfReport:
    """When the address was wrong or nobody took the link up: the one sent before is void."""
    report = _open(by, report_id)
    with lowered():
        Supplier.objects.select_for_update(no_key=True).get(pk=report.supplier_id)
        for sent in _invitations(report):
            withdrawn_for(sent, by, at)
        invite_to_report(by=by, at=at, report=report, person=person, link=link)
    return report


@transaction.atomic
def send_link_again(*, by: Actor, at: datetime, report_id: str, link: str) -> SelfReport:
    """To the same address; the link sent before is void."""
    report = _open(by, report_id)
    with lowered():
        waiting = [one for one in _invitations(report) if one.state == InvitationState.SENT]
        if not waiting or somebody_answers(report.supplier):
            raise DomainError(_("Lenken er brukt eller trukket tilbake."))
        inviting.sent_again(waiting[-1], by, at, link, body=report.supplier.name, letter=INVITED_MAIL)
    return report


def _open(by: Actor, report_id: str) -> SelfReport:
    report = report_for_change(by, report_id)
    stop_if(run(by, report.follow_up))
    if report.state not in OPEN_TO_SUPPLIER:
        raise Refused(Refusal(_("Leverandøren skal ikke svare på dette nå.")))
    return report


def _invitations(report: SelfReport) -> list[Invitation]:
    """Locked, the oldest first."""
    locked = Invitation.objects.select_for_update(of=("self",)).filter(for_supplier__for_report__self_report=report)
    return list(locked.order_by("id"))


@transaction.atomic
def ask_for_new_link(*, at: datetime, invitation_id: int, link: str) -> None:
    """By whoever holds a link that is too old: a new one to the address that the old one went to, and no other."""
    with lowered():
        found = ReportInvitation.objects.select_related("self_report__supplier", "invitation")
        one = found.filter(invitation__invitation_id=invitation_id, self_report__state__in=OPEN_TO_SUPPLIER).first()
        if one is None or somebody_answers(one.self_report.supplier):
            raise NotVisible
        locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation_id)
        if locked.state != InvitationState.SENT:
            raise NotVisible
        inviting.sent_again(locked, PLATFORM, at, link, body=one.self_report.supplier.name, letter=INVITED_MAIL)
