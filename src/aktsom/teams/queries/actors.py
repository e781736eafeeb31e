"""The whole actor: a person with roles, the category teams it sits in, and the suppliers it answers for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from aktsom.core.actor import Actor
from aktsom.members.models import Person
from aktsom.members.queries import actor_for
from aktsom.members.roles import Permission, permissions_of
from aktsom.suppliers.models import SupplierRole
from aktsom.teams.models import CategoryTeam, TeamParty, TeamSeat
from aktsom.teams.models.teams import LIVE
from aktsom.teams.states import SeatPart, TeamState


def actor_of(person: Person, today: date | None = None) -> Actor:
    """Seats count while the person holds an inside role (one that reads the register) for the member it sits there for.
    In a team that goes on bilaterally only the parties' seats count; in a dormant one the fallback owner's keepers
    stand in. In a closed team nobody acts; its case is read by those who sat there to the end, and by those it has come
    to: the category's next team or, while there is none, the fallback owner's keepers. A case that went on bilaterally
    comes to nobody else.
    """
    supplying = list(SupplierRole.objects.filter(person=person).values_list("supplier_id", "role"))
    found = _seated(actor_for(person, today))
    return replace(
        found,
        supplier_ids=frozenset(supplier for supplier, _ in supplying),
        roles=found.roles | {role for _, role in supplying},
    )


def acting_for(viewer: Actor, member_id: int) -> Actor:
    """The viewer as it acts for one member and no other: with the seats that it holds for that member and what falls to
    that member's keepers, and for no supplier. Never more than it sees as a whole; nobody's where it does not reach the
    member."""
    held = frozenset(pair for pair in viewer.held if pair[0] == member_id)
    alone = replace(
        viewer, held=held, roles=frozenset(role for _, role in held), member_ids=viewer.member_ids & {member_id},
        represented=viewer.represented & {member_id}, supplier_ids=frozenset(),
    )  # fmt: skip
    found = _seated(alone)
    return replace(found, **{name: getattr(found, name) & getattr(viewer, name) for name in _OF_TEAMS})


_OF_TEAMS = ("team_ids", "led_team_ids", "closed_team_ids", "closed_led_team_ids", "inherited_team_ids")


def _seated(actor: Actor) -> Actor:
    seats = _seats(actor)
    open_, closed = [one for one in seats if not one.closed], [one for one in seats if one.closed]
    keeps = {id_ for id_, role in actor.held if Permission.KEEP_REGISTER in permissions_of(frozenset({role}))}
    fallback = _falls_back_on(keeps)
    return replace(
        actor,
        team_ids=frozenset({one.team for one in open_} | fallback.keys()),
        led_team_ids=_led(open_) | fallback.keys(),
        closed_team_ids=frozenset(one.team for one in closed),
        closed_led_team_ids=_led(closed),
        inherited_team_ids=_inherited(keeps, {*fallback.values(), *(one.group for one in open_)}),
    )


class _Seat(NamedTuple):
    team: int
    part: str
    group: str
    closed: bool


def _seats(actor: Actor) -> list[_Seat]:
    """Those that count. A team that has gone on bilaterally has parties, also when it is closed later."""
    of_team = TeamParty.objects.filter(team=OuterRef("team"))
    goes_on = Exists(of_team.filter(member=OuterRef("member")))
    alone = Q(team__state=TeamState.BILATERAL) | Exists(of_team)
    here = TeamSeat.objects.filter(person_id=actor.person_id or 0, member_id__in=actor.member_ids)
    own = here.filter(goes_on | ~alone, left_at__isnull=True)
    rows = own.values_list("team_id", "part", "team__group_id", "team__state")
    return [_Seat(team, part, group, state == TeamState.CLOSED) for team, part, group, state in rows]


def _led(seats: Iterable[_Seat]) -> frozenset[int]:
    return frozenset(one.team for one in seats if one.part != SeatPart.MEMBER)


def _falls_back_on(keeps: set[int]) -> dict[int, str]:
    """Dormant teams whose fallback owner's register the person keeps, with their groups."""
    if not keeps:
        return {}
    dormant = CategoryTeam.objects.filter(state=TeamState.DORMANT, fallback_id__in=keeps)
    return dict(dormant.values_list("id", "group_id"))


def _inherited(keeps: set[int], groups: set[str]) -> frozenset[int]:
    """Closed teams of the groups that the person follows up now, and those of nobody's that fall back on it."""
    if not keeps and not groups:
        return frozenset()
    followed = CategoryTeam.objects.filter(group_id=OuterRef("group_id"), state__in=LIVE)
    closed = CategoryTeam.objects.filter(
        Q(group_id__in=groups) | (Q(fallback_id__in=keeps) & ~Exists(followed)),
        ~Exists(TeamParty.objects.filter(team=OuterRef("pk"))),
        state=TeamState.CLOSED,
    )
    return frozenset(closed.values_list("id", flat=True))
