"""What a person's calendar holds of follow-ups and of the yearly wheel, and whose an address of a calendar is."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for, own
from aktsom.follow_up.rules.wheel import activities_of, doers
from aktsom.follow_up.states import FollowUpState
from aktsom.follow_up.tables import WheelRow, yearly_wheel
from aktsom.members.models import CalendarLink
from aktsom.members.secrets import hash_of
from aktsom.sharing.viewing import sees_network
from aktsom.teams.queries import actor_of

MOST = 400  # follow-ups in one calendar; more are no help in one


class Holder(NamedTuple):
    link: CalendarLink
    actor: Actor
    language: str


def holder_of(secret: str) -> Holder | None:
    """Whose calendar the address is, with the roles that it has now. A secret that nobody has, one that has been
    renewed or revoked, and one of somebody who is out of use are answered alike, by one look at an index."""
    with lowered():
        link = CalendarLink.objects.select_related("person").filter(secret_hash=hash_of(secret)).first()
        if link is None or not link.person.is_active:
            return None
        return Holder(link, actor_of(link.person), link.person.language)


def wheel_for(viewer: Actor, language: str) -> list[WheelRow]:
    """The activities of the year that are the viewer's, by its roles and seats."""
    who = doers(viewer.roles, in_team=bool(viewer.team_ids), for_supplier=bool(viewer.supplier_ids))
    return activities_of(yearly_wheel(language), who)


def follow_ups_between(viewer: Actor, first: date, last: date) -> list[FollowUp]:
    """Those that the viewer's teams and members run, with their first or last day in the span."""
    if not sees_network(viewer):
        return []
    near = Q(starts_on__range=(first, last)) | Q(ends_on__range=(first, last))
    rows = follow_ups_for(viewer).filter(own(viewer), near).exclude(state=FollowUpState.DROPPED)
    return list(rows.order_by("starts_on", "id")[:MOST])
