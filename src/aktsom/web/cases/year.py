"""A team's year: which suppliers to follow up, the gravest first, and what the months hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import Proposed, live_in, proposals
from aktsom.follow_up.queries.rounds import askable, rounds_of
from aktsom.follow_up.queries.standings import persons
from aktsom.follow_up.tables import yearly_wheel
from aktsom.members.models import Person
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.facts import team as team_called
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.wheel import here, reminders
from aktsom.web.teams.words import group_name


@dataclass(frozen=True)
class Running:
    """A company that is followed up now; `one` is none where that is only planned, and by others."""

    proposed: Proposed
    one: FollowUp | None
    who: str
    state: str


def _running(viewer: Actor, group_id: str, rows: list[Proposed]) -> list[Running]:
    live, name = live_in(viewer, group_id), group_name(group_id)
    leads = persons(one.lead_id for one in live.values() if one.lead_id)
    return [_run(row, live.get(row.proposal.facts.company), name, leads) for row in rows]


def _run(row: Proposed, one: FollowUp | None, name: str, leads: Mapping[int, Person]) -> Running:
    if one is None:
        return Running(row, None, "", "")
    lead = leads.get(one.lead_id or 0)
    return Running(row, one, lead.name if lead else words.by_whom(one, name), str(words.STATES[one.state]))


@takes_part
@require_safe
def year(request: SignedInRequest, team_id: str) -> HttpResponse:
    team, today = team_called(request.actor, team_id), timezone.localdate()
    found = proposals(request.actor, team, today)
    context = {
        "team": team,
        "name": group_name(team.group_id),
        "proposed": [one for one in found if not one.proposal.facts.running],
        "running": _running(request.actor, team.group_id, [one for one in found if one.proposal.facts.running]),
        "reasons": words.reasons,
        "works": permissions.work(request.actor, team) is None,
        "askable": len(askable(request.actor, team)),
        "rounds": rounds_of(request.actor, team),
        "wheel": yearly_wheel(translation.get_language() or "nb"),
        "month": today.month,
        "reminders": here(reminders(request.actor, today), request.path),
    }
    return render(request, "cases/year.html", context)
