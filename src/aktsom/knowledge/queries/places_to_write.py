"""For whom somebody may write what is known: the teams it sits in, and its own body."""

from aktsom.core.actor import Actor
from aktsom.knowledge.permissions import articles as permissions
from aktsom.members.models import Member
from aktsom.teams.models import CategoryTeam
from aktsom.teams.queries.writing import own_teams


def places_to_write(viewer: Actor) -> tuple[list[CategoryTeam], Member | None] | None:
    """Teams, and the body where it may; none where there is neither."""
    teams = own_teams(viewer)
    home = viewer.member_id or 0
    body = Member.objects.filter(pk=home).first() if permissions.write_for_body(viewer, home) is None else None
    return (teams, body) if teams or body else None
