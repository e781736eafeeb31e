"""What the link in a letter about a self-report opens, for whoever holds it: its secret alone is what opens it, also to
somebody who is not signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.follow_up.models import FollowUp, ReportInvitation
from aktsom.follow_up.queries.asked_suppliers import minutes_of
from aktsom.follow_up.rules.dues import earliest
from aktsom.follow_up.states import OPEN_TO_SUPPLIER
from aktsom.members.models import Person
from aktsom.members.secrets import hash_of
from aktsom.members.states import InvitationState


class LinkState(StrEnum):
    WORKS = "works"
    OWN = "own"  # the viewer has taken it up
    USED = "used"
    OLD = "old"
    NO_LONGER_ASKED = "no_longer_asked"
    WITHDRAWN = "withdrawn"
    OTHERS = "others"  # it works, and was sent to somebody else than who is signed in


@dataclass(frozen=True)
class ReportLink:
    """`contracts` are (title, member) as the supplier is told them; `name` is whom it was sent to."""

    state: LinkState
    invitation_id: int
    report: str
    supplier: str
    follow_up: FollowUp
    contracts: Sequence[tuple[str, str]]
    due: date | None
    minutes: int
    name: str
    contact: str
    contact_email: str


def report_link(secret: str, now: datetime, viewer: Actor | None) -> ReportLink | None:
    """Nothing for links that have to do with no self-report."""
    with lowered():
        rows = ReportInvitation.objects.select_related(
            "invitation__invitation",
            "self_report__supplier",
            "self_report__edition",
            "self_report__follow_up__team",
            "self_report__follow_up__member",
        )
        found = rows.filter(invitation__invitation__secret_hash=hash_of(secret)).first()
        return None if found is None else _link(found, now, viewer)


def _link(found: ReportInvitation, now: datetime, viewer: Actor | None) -> ReportLink:
    report, contracts = found.self_report, list(found.self_report.contracts.select_related("member"))
    contact = Person.objects.filter(pk=report.contact_id or 0, is_active=True).first()
    return ReportLink(
        state=_state(found, now, viewer),
        invitation_id=found.invitation.invitation_id,
        report=report.public_id,
        supplier=report.supplier.name,
        follow_up=report.follow_up,
        contracts=[(row.title, row.member.name) for row in contracts],
        due=earliest(row.due_on for row in contracts),
        minutes=minutes_of(report.edition),
        name=found.invitation.invitation.name,
        contact=contact.name if contact else "",
        contact_email=contact.email if contact else "",
    )


def _state(found: ReportInvitation, now: datetime, viewer: Actor | None) -> LinkState:
    one = found.invitation.invitation
    if one.state == InvitationState.TAKEN_UP:
        taken = viewer is not None and one.person_id == viewer.person_id
        return LinkState.OWN if taken else LinkState.USED
    if found.self_report.state not in OPEN_TO_SUPPLIER:
        return LinkState.NO_LONGER_ASKED
    if one.state == InvitationState.WITHDRAWN:
        return LinkState.WITHDRAWN
    if now >= one.expires_at:
        return LinkState.OLD
    if viewer is not None and not Person.objects.filter(pk=viewer.person_id or 0, email=one.email).exists():
        return LinkState.OTHERS
    return LinkState.WORKS
