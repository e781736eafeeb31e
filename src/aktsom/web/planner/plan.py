"""One plan: the teams, why, what gave way, how the work is spread, and what follows if a member leaves."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from aktsom.core.errors import NotVisible
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.planning.changing import leave
from aktsom.teams.planning.explaining import seat_reasons, wishes
from aktsom.teams.planning.plan import Balance, Plan, balance
from aktsom.teams.planning.proposing import Stage
from aktsom.teams.planning.scoring import Task
from aktsom.teams.queries import planning as queries
from aktsom.teams.queries.planning import SeenPlan
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.planner.overview import plan_state
from aktsom.web.planner.words import Telling, group_names, load_text, quality

TEAMS_A_PAGE = 50
UNMET_SHOWN = 40


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = queries.plan(request.actor, public_id)
    context = about(request, found)
    match found.proposal.stage:
        case Stage.READY:
            return render(request, "planner/plan.html", context | _ready(request, found))
        case Stage.CLASH if found.proposal.clash:
            lines = context["telling"].clash(found.proposal.clash)
            smallest = found.proposal.clash.smallest
            return render(request, "planner/clash.html", context | {"lines": lines, "smallest": smallest})
        case Stage.WORKING:
            return render(request, "planner/working.html", context)
        case _:
            return render(request, "planner/failed.html", context)


@signed_in
@require_safe
def progress(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The bar alone, asked for each second; once the work is over the whole page is."""
    found = queries.plan(request.actor, public_id)
    if found.proposal.stage is not Stage.WORKING or found.plan.decided_at:
        return HttpResponseClientRedirect(reverse("planner_plan", kwargs={"public_id": public_id}))
    return render(request, "planner/progress.html", about(request, found))


def about(request: SignedInRequest, found: SeenPlan) -> dict[str, Any]:
    """What every page of a plan tells."""
    viewer = request.actor
    return {
        "plan": found.plan,
        "problem": found.problem,
        "state": plan_state(found.plan.state, found.proposal.stage),
        "telling": Telling(found.problem, group_names()),
        "size": _("%(members)s medlemmer og %(groups)s kategorier")
        % {"members": len(found.problem.members), "groups": len(found.problem.categories)},
        "unanswered": [member.name for member in found.problem.members if not member.answered],
        "change_refusal": permissions.change_plan(viewer, found.plan),
        "drop_refusal": permissions.drop_plan(viewer, found.plan),
    }


def _ready(request: SignedInRequest, found: SeenPlan) -> dict[str, Any]:
    made = _plan_of(found)
    task, telling = made.task(found.problem), Telling(found.problem, group_names())
    told = wishes(found.problem, made)
    start = _place(request.GET.get("fra", ""), len(made.teams))
    address = reverse("planner_plan", kwargs={"public_id": found.plan.public_id})
    many = len(made.teams)
    return {
        "quality": quality(made),
        "teams": [_team(found, made, task, j, telling) for j in range(start, min(start + TEAMS_A_PAGE, many))],
        "previous": f"{address}?fra={max(start - TEAMS_A_PAGE, 0)}" if start else "",
        "next": f"{address}?fra={start + TEAMS_A_PAGE}" if start + TEAMS_A_PAGE < many else "",
        "bars": bars(balance(found.problem, made), telling),
        "outside": [telling.member(b.member) for b in balance(found.problem, made) if not b.within],
        "wishes_met": told.met,
        "wishes": told.met + len(told.unmet),
        "unmet": [telling.unmet(wish) for wish in told.unmet[:UNMET_SHOWN]],
        "weights": found.problem.weights,
        "unmet_more": max(len(told.unmet) - UNMET_SHOWN, 0),
    }


def _place(text: str, many: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return number if number < many else 0


def _plan_of(found: SeenPlan) -> Plan:
    if found.proposal.plan is None:
        raise NotVisible
    return found.proposal.plan


def _team(found: SeenPlan, made: Plan, task: Task, category: int, telling: Telling) -> dict[str, Any]:
    team, facts = made.team(category), found.problem.categories[category]
    reasons = seat_reasons(found.problem, made, team, task)
    return {
        "group": facts.id,
        "name": telling.group(category),
        "contracts": facts.contracts,
        "seat_load": load_text(int(task.seat_load[category])),
        "members": [(telling.member(reason.member), reason.lead) for reason in reasons],
        "reasons": [
            {"icon": "people", "text": telling.member(reason.member), "note": telling.seat(reason)}
            for reason in reasons
        ],
    }


def bars(parts: list[Balance], telling: Telling) -> list[dict[str, Any]]:
    """How much each member gets of its own share, most first."""
    return [
        {"name": telling.member(part.member), "value": part.percent, "text": _bar_text(part), "fill": "accent"}
        for part in sorted(parts, key=lambda part: (-part.percent, telling.member(part.member)))
        if part.fair or part.load
    ]


def _bar_text(part: Balance) -> str:
    seats = ngettext("%(num)s plass", "%(num)s plasser", part.seats) % {"num": part.seats}
    text = _("%(percent)s %% · %(seats)s, leder %(leads)s")
    return text % {"percent": part.percent, "seats": seats, "leads": part.leads}


@signed_in
@require_safe
def leaving(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What would follow if one of the members left: nothing is changed by asking."""
    found = queries.plan(request.actor, public_id)
    made, context = _plan_of(found), about(request, found)
    position = {member.id: i for i, member in enumerate(found.problem.members)}
    chosen = request.GET.get("medlem", "")
    if chosen not in position:
        raise NotVisible
    telling = context["telling"]
    departure = leave(found.problem, made, position[chosen])
    seats = sum(position[chosen] in team.members for team in made.teams)
    context |= {
        "member": telling.member(position[chosen]),
        "seats": seats,
        "changes": [(telling.group(change.category), telling.change(change)) for change in departure.changes],
        "lines": telling.clash(departure.clash) if departure.clash else [],
        "settled": departure.after is not None or departure.clash is not None,
        "bars": bars([part for part in departure.balance if part.member != position[chosen]], telling),
        "outside": [telling.member(b.member) for b in departure.balance if not b.within],
        "points": (made.total, departure.after.total) if departure.after else None,
    }
    return render(request, "planner/leaving.html", context | {"asked_on": timezone.localdate()})
