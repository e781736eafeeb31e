"""A team loaded for change, and what every act of a team leaves behind."""

from datetime import datetime
from typing import Any

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Stale
from aktsom.core.journal import Act
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.states import SeatPart


def team_for_change(by: Actor, public_id: str, revision: int | None = None) -> CategoryTeam:
    """The team, locked. Raises Stale when it was changed since `revision`, where one is given."""
    team = CategoryTeam.objects.select_for_update(no_key=True).filter(public_id=public_id).first()
    if team is None or not sees_network(by):
        raise NotVisible
    if revision is not None and team.revision != revision:
        raise Stale
    return team


def note_activity(team: CategoryTeam, *, by: Actor, at: datetime) -> None:
    """For every act of the team, also those under a mandate, in the transaction of the act itself. Acts of others
    upon a team (the secretariat's, the platform's) are no sign that it lives."""
    if by.person_id is None or team.pk not in by.team_ids:
        return
    team.last_activity_at = max(team.last_activity_at, at)
    seat = TeamSeat.objects.filter(team=team, person_id=by.person_id, part=SeatPart.LEAD, left_at__isnull=True)
    if seat.exists():
        team.lead_active_at = max(team.lead_active_at, at)
    team.save(update_fields=["last_activity_at", "lead_active_at"])


def changed(team: CategoryTeam, *fields: str) -> None:
    """Save the fields, so that pages opened before meet that they are stale."""
    team.revision += 1
    team.save(update_fields=[*fields, "revision"])


def about(team: CategoryTeam, verb: str, member_id: int | None = None, **told: Any) -> Act:
    """All that happens to a team is told of the team, so that its story is one list."""
    return Act(verb, team.public_id, member_id, changes=told)


def tell_if(wrong: Refusal | None) -> None:
    """What a person chose in a form and can choose anew; not that the act is closed to the person."""
    if wrong is not None:
        raise DomainError(wrong.reason)
