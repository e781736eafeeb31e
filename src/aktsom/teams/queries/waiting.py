"""What of the teams waits for the viewer, and what the viewer waits for."""

from dataclasses import dataclass
from datetime import date, datetime

from aktsom.core.actor import Actor
from aktsom.members.models import Person
from aktsom.teams.models import CategoryTeam
from aktsom.teams.models.teams import LIVE
from aktsom.teams.permissions.teams import keeps_network
from aktsom.teams.queries.handovers import visible_handovers
from aktsom.teams.queries.teams import TeamRow, team_rows
from aktsom.teams.states import HandoverState, TeamState


@dataclass(frozen=True, slots=True)
class WaitingHandover:
    public_id: str
    group_id: str
    giver: str
    receiver: str
    offered_at: datetime
    promises: int
    work: int


@dataclass(frozen=True)
class Waiting:
    """`offered` wait for the viewer's answer, `asked` for somebody else's; `flagged` are teams the viewer leads whose
    lead is silent, `dormant` those the viewer is to act for; `unled` those that only the secretariat can give a lead:
    nobody leads them, and a dormant one has no fallback owner. A team that is offered to somebody waits for that."""

    offered: list[WaitingHandover]
    asked: list[WaitingHandover]
    flagged: list[TeamRow]
    dormant: list[TeamRow]
    unled: list[TeamRow]


def waiting(viewer: Actor, today: date) -> Waiting:
    keeps = keeps_network(viewer)
    teams = CategoryTeam.objects.filter(state__in=LIVE).order_by("id")
    led = teams if keeps else teams.filter(pk__in=viewer.led_team_ids)
    rows = team_rows(viewer, led, today) if keeps or viewer.led_team_ids else []
    offered, asked = _handovers(viewer)
    taken = {one.group_id for one in asked}
    own = [row for row in rows if row.leads]
    return Waiting(
        offered=offered,
        asked=asked,
        flagged=[row for row in own if row.flagged],
        dormant=[row for row in own if row.state == TeamState.DORMANT],
        unled=[row for row in rows if keeps and not row.leads and row.group_id not in taken and _unled(row)],
    )


def _unled(row: TeamRow) -> bool:
    return not row.fallback if row.state == TeamState.DORMANT else not row.led


def _handovers(viewer: Actor) -> tuple[list[WaitingHandover], list[WaitingHandover]]:
    open_ = visible_handovers(viewer).filter(state=HandoverState.OFFERED).select_related("team", "receiver")
    found = list(open_.order_by("offered_at", "id"))
    givers = dict(Person.objects.filter(id__in={one.giver_id for one in found}).values_list("id", "name"))
    mine: list[WaitingHandover] = []
    others: list[WaitingHandover] = []
    for one in found:
        listed = one.listed
        row = WaitingHandover(
            one.public_id,
            one.team.group_id,
            givers.get(one.giver_id or 0, ""),
            one.receiver.name,
            one.offered_at,
            len(listed.get("promise", ())),
            len(listed.get("work", ())),
        )
        (mine if one.receiver_id == viewer.person_id else others).append(row)
    return mine, others
