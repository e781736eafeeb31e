"""An auditor is let in for one assignment: by a personal link that works once, or at once where it is known already."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.follow_up.audit_states import AuditState
from aktsom.follow_up.models import Audit, AuditReport
from aktsom.follow_up.telling import tell
from aktsom.members.actions import inviting
from aktsom.members.actions.inviting import TakenUp
from aktsom.members.letters import take_up_page
from aktsom.members.models import Invitation, Membership
from aktsom.members.states import InvitationState
from aktsom.sharing.audiences import auditor_key
from aktsom.suppliers.actions.people import take_up as take_up_any

AUDITOR = "auditor"


def engage(one: Audit, by: Actor, at: datetime) -> Sequence[Act]:
    """Of an audit that is being ordered; the caller saves it. Who sits in a team runs no member's people: the order is
    what lets this one person in, and the platform writes the invitation."""
    with lowered():
        known = Membership.objects.filter(
            member=one.owner, role=AUDITOR, person__email=one.auditor_email, person__is_active=True
        ).first()
        if known is not None:
            _assign(one, known.person_id)
            tell("audit_assigned", one.public_id, at)
            return [Act("auditor_engaged", one.public_id, one.owner_id)]
        waiting = Invitation.objects.select_for_update().filter(
            member=one.owner, email=one.auditor_email, state=InvitationState.SENT
        )
        if (sent := waiting.first()) is not None:
            return _invited_again(one, sent, by, at)
        invitation = inviting.written(
            by=by, at=at, member=one.owner, address=one.auditor_email, roles=(AUDITOR,), language="nb",
            link=take_up_page(),
        )  # fmt: skip
    one.invitation = invitation.public_id
    return [Act("invitation_sent", invitation.public_id, one.owner_id, changes={"roles": [None, AUDITOR]})]


def _invited_again(one: Audit, sent: Invitation, by: Actor, at: datetime) -> Sequence[Act]:
    """Nobody has two invitations of a member waiting: the new link is for this assignment too, the earlier is void."""
    roles = sent.roles.split(";")
    if AUDITOR not in roles:
        sent.roles = ";".join([*roles, AUDITOR])
    one.invitation = inviting.sent_again(sent, by, at, take_up_page()).public_id
    return []


def let_go(one: Audit, by: Actor, at: datetime) -> None:
    """Of an audit that is cancelled: the link to it works no more, unless it is for another assignment or role too."""
    with lowered():
        waiting = Invitation.objects.select_for_update().filter(public_id=one.invitation, state=InvitationState.SENT)
        sent = waiting.filter(roles=AUDITOR).first()
        others = Audit.objects.filter(invitation=one.invitation).exclude(state=AuditState.CANCELLED).exclude(pk=one.pk)
        if sent is not None and not others.exists():
            inviting.withdrawn(sent, by, at)


@transaction.atomic
def take_up(*, by: Actor | None, at: datetime, secret: str, name: str = "", password: str | None = None) -> TakenUp:
    """The link of any invitation. Whoever was invited for an audit has it from now on. Raises as
    `take_up_invitation` does."""
    taken = take_up_any(by=by, at=at, secret=secret, name=name, password=password)
    with lowered():
        waiting = Audit.objects.select_for_update(of=("self",)).filter(
            invitation=taken.invitation.public_id, auditor_id__isnull=True
        )
        for one in waiting:
            _assign(one, taken.person.pk)
            one.save(update_fields=["auditor_id", "seen_by"])
            act = Act("auditor_engaged", one.public_id, one.owner_id)
            record(by=inviting.as_oneself(taken.person), at=at, acts=[act])
    return taken


def _assign(one: Audit, person_id: int) -> None:
    """The assignment, and the audits before it with their reports, are opened to the auditor."""
    key = auditor_key(one.owner_id, person_id)
    one.auditor_id, one.seen_by = person_id, one.seen_by | {key}
    before = one.earlier
    while before is not None:
        before.seen_by = before.seen_by | {key}
        before.save(update_fields=["seen_by"])
        for report in AuditReport.objects.filter(audit=before):
            report.seen_by = report.seen_by | {key}
            report.save(update_fields=["seen_by"])
        before = before.earlier
