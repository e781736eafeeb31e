"""Where one follow-up of a team reaches most members: suppliers that members share in its category."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from aktsom.core.actor import Actor
from aktsom.risk.queries.overlap import SharedSupplier, overlap
from aktsom.teams.models import CategoryTeam
from aktsom.teams.models.teams import LIVE
from aktsom.teams.queries.facts import visible_teams

SHOWN = 3


@dataclass(frozen=True)
class Reach:
    """A team the viewer leads, and the suppliers of its category that most members share; `shared` in all."""

    team_id: str
    group_id: str
    suppliers: list[SharedSupplier]
    shared: int


@dataclass(frozen=True)
class FollowingTeam:
    """A live team of a category; `leads` says whether the viewer may ask for mandates in its name."""

    public_id: str
    group_id: str
    leads: bool


def reach_of_own_teams(viewer: Actor, today: date) -> list[Reach]:
    """Of the live teams the viewer leads, by category; none for those who lead no team."""
    found = []
    for team in teams_of_groups(viewer, None):
        if team.leads:
            shared = overlap(viewer, today=today, group=team.group_id, limit=SHOWN)
            found.append(Reach(team.public_id, team.group_id, shared.suppliers, shared.shared))
    return found


def teams_of_groups(viewer: Actor, groups: Collection[str] | None) -> list[FollowingTeam]:
    """Live teams of the groups, or of all; those the viewer leads first."""
    live: list[CategoryTeam] = list(visible_teams(viewer).filter(state__in=LIVE).order_by("group_id", "id"))
    teams = [
        FollowingTeam(one.public_id, one.group_id, one.pk in viewer.led_team_ids)
        for one in live
        if groups is None or one.group_id in groups
    ]
    return sorted(teams, key=lambda one: not one.leads)
