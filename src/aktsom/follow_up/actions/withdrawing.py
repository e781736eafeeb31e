"""A self-report is called back before the supplier has answered it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.follow_up.permissions import self_reports as permissions
from aktsom.follow_up.states import OPEN_TO_SUPPLIER, REPORT
from aktsom.members.models import Invitation
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.actions.first_person import withdrawn_for
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.problems import Wrong

WITHDRAWN_MAIL = "self_report_withdrawn"
SHORTEST_REASON, LONGEST_REASON = 10, 2_000


@transaction.atomic
def withdraw_self_report(*, by: Actor, at: datetime, report_id: str, revision: int, reason: str) -> SelfReport:
    """The supplier reads the reason. What it has begun to write stays its own."""
    report = report_for_change(by, report_id, revision)
    stop_if(permissions.withdraw(by, report))
    told = storable(reason).strip()
    if len(told) < SHORTEST_REASON:
        raise Wrong("reason", _("Skriv en begrunnelse, minst {count} tegn.").format(count=SHORTEST_REASON))
    if len(told) > LONGEST_REASON:
        raise Wrong("reason", _("Skriv det med høyst {count} tegn.").format(count=LONGEST_REASON))
    return _withdrawn(report, by, at, told)


def withdraw_with(one: FollowUp, by: Actor, at: datetime, reason: str) -> None:
    """When the follow-up is dropped, what the supplier has not answered goes with it."""
    locked = SelfReport.objects.select_for_update(of=("self",)).select_related("supplier", "team")
    for report in locked.filter(follow_up=one, state__in=OPEN_TO_SUPPLIER):
        _withdrawn(report, by, at, reason)


def _withdrawn(report: SelfReport, by: Actor, at: datetime, reason: str) -> SelfReport:
    report.state, report.ended_at = REPORT.after(report.state, "withdraw"), at
    report.withdrawn_reason = reason
    report.revision += 1
    report.save()
    with lowered():
        mine = Invitation.objects.select_for_update(of=("self",)).filter(for_supplier__for_report__self_report=report)
        for invitation in mine.order_by("id"):
            withdrawn_for(invitation, by, at)
    if report.team is not None:
        note_activity(report.team, by=by, at=at)
    members = sorted(set(report.contracts.values_list("member_id", flat=True)))
    told = {"supplier": report.supplier.public_id}
    acts = [
        Act("self_report_withdrawn", report.public_id, id_, id_ if report.team_id is not None else None, told)
        for id_ in members
    ]
    record(by=by, at=at, acts=acts)
    send(kind=WITHDRAWN_MAIL, payload={"report": report.public_id}, at=at)
    return report


def report_for_change(by: Actor, public_id: str, revision: int | None = None) -> SelfReport:
    """One that the actor may see as a buyer, locked: to the supplier the follow-up behind it does not exist. Raises
    Stale."""
    locked = SelfReport.objects.visible_to(by).select_for_update(of=("self",))
    report = locked.select_related("follow_up__team", "supplier", "team").filter(public_id=public_id).first()
    if report is None or not sees_network(by):
        raise NotVisible
    if revision is not None and report.revision != revision:
        raise Stale
    return report
