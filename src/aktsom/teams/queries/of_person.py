"""The teams one person sits in, for whoever runs the people of the member it sits there for."""

from typing import NamedTuple

from aktsom.core.actor import Actor
from aktsom.members import permissions
from aktsom.teams.models import TeamSeat
from aktsom.teams.states import TeamState


class SeatOf(NamedTuple):
    team: str  # public id
    group_id: str
    part: str


def seats_of(viewer: Actor, person_id: int) -> list[SeatOf]:
    """Seats not left, in teams not closed."""
    found = TeamSeat.objects.filter(person_id=person_id, left_at__isnull=True).exclude(team__state=TeamState.CLOSED)
    rows = found.select_related("team").order_by("team__group_id")
    return [
        SeatOf(row.team.public_id, row.team.group_id, row.part)
        for row in rows
        if permissions.run_people(viewer, row.member_id) is None
    ]
