"""What somebody who wants to write a memo has to choose among."""

from datetime import date
from typing import NamedTuple

from aktsom.core.actor import Actor
from aktsom.risk.queries.overlap import COMPANY, running_in_network
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.states import SeatPart


def own_teams(viewer: Actor) -> list[CategoryTeam]:
    return list(CategoryTeam.objects.filter(id__in=viewer.team_ids).order_by("group_id"))


class Seated(NamedTuple):
    """Somebody who sits in a team, and for whom."""

    name: str
    member: str
    part: SeatPart

    @property
    def leads(self) -> bool:
        return self.part is not SeatPart.MEMBER


def seated(team_id: int) -> tuple[Seated, ...]:
    rows = TeamSeat.objects.filter(team_id=team_id, left_at__isnull=True).order_by("taken_at", "id")
    return tuple(
        Seated(name, member, SeatPart(part))
        for name, member, part in rows.values_list("person__name", "member__name", "part")
    )


def suppliers_to_choose(viewer: Actor, today: date) -> list[Supplier]:
    """Companies that somebody in the network has a running contract with."""
    ids = running_in_network(viewer, today).filter(contract__supplier__isnull=False)
    return list(Supplier.objects.filter(id__in=ids.values(company=COMPANY)).order_by("name"))
