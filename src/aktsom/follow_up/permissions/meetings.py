"""Why an actor may not do something with a meeting, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.meeting_states import MEETING, MeetingState, Side
from aktsom.follow_up.models import Meeting, MeetingTask
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.sharing.audiences import supplier_key

SUPPLIERS_VERBS = ("confirm", "comment")


def answers_for(actor: Actor, one: Meeting) -> bool:
    """Whether the actor is of the supplier that is met."""
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def move(actor: Actor, one: Meeting, verb: str) -> Refusal | None:
    """`verb` is one of the table of meetings."""
    if verb in SUPPLIERS_VERBS:
        if not answers_for(actor, one):
            return Refusal(_("Bare leverandøren svarer på referatet."))
    elif refusal := prepares(actor, one):
        return refusal
    return MEETING.refusal(one.state, verb)


def prepares(actor: Actor, one: Meeting) -> Refusal | None:
    """By what stands on the meeting itself: neither the supplier nor who is shown it sees the follow-up."""
    if answers_for(actor, one):
        return Refusal(_("Bare de som kaller inn, kan endre møtet."))
    return begin(actor, one.team, one.owner_id)


def change(actor: Actor, one: Meeting) -> Refusal | None:
    """Day, place and agenda: until the minutes are sent."""
    if refusal := prepares(actor, one):
        return refusal
    if one.state in (MeetingState.PLANNED, MeetingState.INVITED):
        return None
    return Refusal(_("Møtet kan ikke endres etter at referatet er sendt, eller når det er avlyst."))


def write_minutes(actor: Actor, one: Meeting) -> Refusal | None:
    if refusal := prepares(actor, one):
        return refusal
    if one.state in (MeetingState.INVITED, MeetingState.COMMENTED):
        return None
    if one.state == MeetingState.PLANNED:
        return Refusal(_("Kall inn til møtet først."))
    return Refusal(_("Referatet er sendt, og endres ikke."))


def finish(actor: Actor, task: MeetingTask) -> Refusal | None:
    """What the supplier is to do is told done by either side; what we are to do by us."""
    if task.done_at is not None:
        return Refusal(_("Oppgaven er gjort."))
    if task.side == Side.SUPPLIER and answers_for(actor, task.meeting):
        return None
    return prepares(actor, task.meeting)
