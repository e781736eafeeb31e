"""The network at a glance: which categories are followed up, by whom, and on behalf of whom. Facts of the network."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from aktsom.categories.entries import Group
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.risk.queries.overlap import in_groups
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, Mandate, TeamSeat
from aktsom.teams.models.teams import LIVE
from aktsom.teams.states import MandateState, SeatPart, TeamState


class Seat(NamedTuple):
    """A member's place in a team; `part` is the weightiest of its people's."""

    member_id: int
    part: SeatPart


@dataclass(frozen=True)
class CategoryNode:
    """One group of the list. `buyers` is running contracts by member, `covered` those of them that the team has a
    mandate for today. Without a team it is orphaned when anybody buys it."""

    group: Group
    team: str  # public id, "" without one
    state: TeamState | None
    lead: str  # the lead's member
    fallback: str
    seats: tuple[Seat, ...]
    buyers: Mapping[int, int]
    covered: Mapping[int, int]

    @property
    def is_orphaned(self) -> bool:
        return self.state is None and bool(self.buyers)

    @property
    def contracts(self) -> int:
        return sum(self.buyers.values())

    @property
    def contracts_covered(self) -> int:
        return sum(self.covered.values())


@dataclass(frozen=True)
class MemberNode:
    id: int
    public_id: str
    name: str
    parent: str
    own: bool
    seats: int
    given: int  # contracts that some team has a mandate for


@dataclass(frozen=True)
class Network:
    """Members by name with those of a cooperation below it; categories in the order of the list."""

    members: list[MemberNode]
    categories: list[CategoryNode]

    @property
    def covered(self) -> list[CategoryNode]:
        return [node for node in self.categories if node.state is not None]

    @property
    def orphaned(self) -> list[CategoryNode]:
        return [node for node in self.categories if node.is_orphaned]


def network(viewer: Actor, today: date) -> Network:
    """Raises NotVisible for a viewer who takes no part in the cooperation."""
    if not sees_network(viewer):
        raise NotVisible
    catalogue = current_catalogue()
    teams = {team.group_id: team for team in CategoryTeam.objects.filter(state__in=LIVE).select_related("fallback")}
    members = Member.objects.in_bulk()
    told = _Told(_buyers(viewer, list(catalogue.group), today), _seats(), _covered(today), members)
    nodes = [_node(group, teams.get(group.id), told) for group in catalogue.groups]
    return Network(_members(viewer, members.values(), nodes), nodes)


class _Told(NamedTuple):
    """What the database says: by group, by team, by team, and the members by id."""

    buyers: Mapping[str, Mapping[int, int]]
    seats: Mapping[int, list[Seat]]
    covered: Mapping[int, Mapping[int, int]]
    members: Mapping[int, Member]


def _buyers(viewer: Actor, groups: list[str], today: date) -> dict[str, dict[int, int]]:
    rows = in_groups(viewer, groups, today).values_list("group_id", "member_id")
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for group_id, member_id, contracts in rows.annotate(contracts=Count("risk", distinct=True)).order_by():
        found[group_id][member_id] = contracts
    return found


def _seats() -> dict[int, list[Seat]]:
    rows = TeamSeat.objects.filter(left_at__isnull=True, team__state__in=LIVE).values_list(
        "team_id", "member_id", "part"
    )
    weight = list(SeatPart)
    best: dict[tuple[int, int], SeatPart] = {}
    for team_id, member_id, part in rows:
        held = best.get((team_id, member_id), SeatPart.MEMBER)
        best[team_id, member_id] = min(held, SeatPart(part), key=weight.index)
    found: dict[int, list[Seat]] = defaultdict(list)
    for (team_id, member_id), part in sorted(best.items(), key=lambda pair: weight.index(pair[1])):
        found[team_id].append(Seat(member_id, part))
    return found


def _covered(today: date) -> dict[int, dict[int, int]]:
    """Contracts under a mandate that is valid today, by team and member."""
    valid = Mandate.objects.filter(
        state=MandateState.GRANTED, starts_on__lte=today, ends_on__gte=today, team__state__in=LIVE
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for team_id, member_id, contracts in (
        valid.values_list("team_id", "member_id").annotate(contracts=Count("id")).order_by()
    ):
        found[team_id][member_id] = contracts
    return found


def _node(group: Group, team: CategoryTeam | None, told: _Told) -> CategoryNode:
    buyers = told.buyers.get(group.id, {})
    if team is None:
        return CategoryNode(group, "", None, "", "", (), buyers, {})
    taken = told.seats.get(team.pk, [])
    return CategoryNode(
        group=group,
        team=team.public_id,
        state=TeamState(team.state),
        lead=next((told.members[seat.member_id].name for seat in taken if seat.part is SeatPart.LEAD), ""),
        fallback=team.fallback.name if team.fallback else "",
        seats=tuple(taken),
        buyers=buyers,
        covered=told.covered.get(team.pk, {}),
    )


def _members(viewer: Actor, members: Iterable[Member], nodes: list[CategoryNode]) -> list[MemberNode]:
    names = {member.pk: member.name for member in members}
    found = [
        MemberNode(
            id=member.pk,
            public_id=member.public_id,
            name=member.name,
            parent=names.get(member.parent_id, "") if member.parent_id else "",
            own=member.pk in viewer.member_ids,
            seats=sum(any(seat.member_id == member.pk for seat in node.seats) for node in nodes),
            given=sum(node.covered.get(member.pk, 0) for node in nodes),
        )
        for member in members
    ]
    return sorted(found, key=lambda node: ((node.parent or node.name).lower(), bool(node.parent), node.name.lower()))
