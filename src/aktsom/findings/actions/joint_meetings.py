"""A meeting with a supplier that is held in a joint inquiry: whoever calls it says so, and it is shown to the
bodies that have joined."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, stop_if
from aktsom.core.journal import record
from aktsom.core.wall import lowered
from aktsom.findings.actions.reaching import team_keys
from aktsom.findings.models import Inquiry
from aktsom.findings.queries.inquiries import inquiry, open_about
from aktsom.findings.signal_states import Part
from aktsom.follow_up.actions.meetings import act_of, meeting_for_change
from aktsom.follow_up.meeting_states import MeetingState
from aktsom.follow_up.models import Meeting
from aktsom.follow_up.permissions import meetings as meeting_permissions
from aktsom.follow_up.telling import tell
from aktsom.sharing.audiences import member_key, team_key
from aktsom.suppliers.queries.identity import of_companies
from aktsom.teams.problems import Wrong


@transaction.atomic
def hold_in_inquiry(*, by: Actor, at: datetime, meeting_id: str, revision: int, inquiry_id: str) -> Meeting:
    """By those who call the meeting, in an open inquiry that asks its supplier. Said once. Raises Stale and Wrong."""
    made = Inquiry.objects.select_for_update(of=("self",), no_key=True).get(pk=inquiry(by, inquiry_id).pk)
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(meeting_permissions.prepares(by, one))
    if one.of_inquiry:
        raise Refused(Refusal(_("Møtet er knyttet til en undersøkelse allerede.")))
    if one.state == MeetingState.CANCELLED:
        raise Refused(Refusal(_("Møtet er avlyst.")))
    if made not in open_about(by, [one.supplier.identity_id]):
        raise Wrong("inquiry", _("Velg en undersøkelse som pågår hos leverandøren."))
    one.of_inquiry = made.public_id
    one.revision += 1
    one.save(update_fields=["of_inquiry", "revision"])
    show_meetings(made)
    record(by=by, at=at, acts=[act_of("meeting_of_inquiry", one)])
    tell("inquiry_meeting", one.public_id, at)
    return one


def show_meetings(made: Inquiry) -> None:
    """To the bodies that have joined and buy from the supplier that is met, and to the team that runs the inquiry; to
    nobody who no longer has. The inquiry is locked: who joins and who links a meeting must see each other."""
    with lowered():
        touched = dict(made.touched.values_list("member_id", "part"))
        for one in Meeting.objects.select_for_update(of=("self",)).filter(of_inquiry=made.public_id):
            asked = made.branches.filter(of_companies([one.supplier.identity_id], "supplier"))
            buyers = frozenset().union(*asked.values_list("seen_by", flat=True))
            joined = {member_key(id_) for id_, part in touched.items() if part == Part.JOINS} & buyers
            own = team_key(one.team_id) if one.team_id else member_key(one.owner_id)
            one.seen_by = one.seen_by - ({member_key(id_) for id_ in touched} - {own}) | joined | team_keys(made)
            one.save(update_fields=["seen_by"])
