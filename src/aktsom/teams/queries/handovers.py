"""Handovers as those concerned see them."""

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import Handover
from aktsom.teams.permissions.teams import keeps_network
from aktsom.teams.states import HandoverState


def visible_handovers(viewer: Actor) -> QuerySet[Handover]:
    """To who gave it, who gets it and the team; the secretariat sees that it is there, and counts."""
    if keeps_network(viewer):
        return Handover.objects.all()
    if not sees_network(viewer):
        return Handover.objects.none()
    own = Q(receiver_id=viewer.person_id) | Q(giver_id=viewer.person_id)
    return Handover.objects.filter(own | Q(team_id__in=viewer.team_ids))


def sees_whole(viewer: Actor, handover: Handover) -> bool:
    """What is handed over, in words: for the team, and for the receiver until it has answered, while it may sit for
    the member."""
    asked = handover.receiver_id == viewer.person_id and handover.member_id in viewer.member_ids
    waits = asked and handover.state == HandoverState.OFFERED
    return viewer.is_platform or waits or handover.team_id in viewer.team_ids
