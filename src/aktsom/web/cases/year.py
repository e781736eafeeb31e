"""A team's year: which suppliers to follow up, the gravest first, and what the months hold."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from aktsom.follow_up.queries.planning import proposals
from aktsom.follow_up.queries.rounds import askable, rounds_of
from aktsom.follow_up.tables import yearly_wheel
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.facts import team as team_called
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.wheel import here, reminders
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def year(request: SignedInRequest, team_id: str) -> HttpResponse:
    team, today = team_called(request.actor, team_id), timezone.localdate()
    found = proposals(request.actor, team, today)
    context = {
        "team": team,
        "name": group_name(team.group_id),
        "proposed": [one for one in found if not one.proposal.facts.running],
        "running": [one for one in found if one.proposal.facts.running],
        "reasons": words.reasons,
        "works": permissions.work(request.actor, team) is None,
        "askable": len(askable(request.actor, team)),
        "rounds": rounds_of(request.actor, team),
        "wheel": yearly_wheel(translation.get_language() or "nb"),
        "month": today.month,
        "reminders": here(reminders(request.actor, today), request.path),
    }
    return render(request, "cases/year.html", context)
