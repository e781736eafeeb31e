"""One team of a plan: a member in another's place, with what it does to the balance, and another lead."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import NotVisible, stop_if
from aktsom.teams.actions.planning import category_of, name_lead, swap_seat, why_no_swap
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.planning.changing import no_swap, swap
from aktsom.teams.planning.plan import Balance, balance
from aktsom.teams.queries import planning as queries
from aktsom.teams.queries.planning import SeenPlan
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.planner.plan import about


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: SignedInRequest, public_id: str, group: str) -> HttpResponse:
    found = queries.plan(request.actor, public_id)
    category = category_of(found, group)
    if request.method == "POST":
        swap_seat(
            by=request.actor,
            at=timezone.now(),
            public_id=public_id,
            revision=revision_of(request),
            group=group,
            out=request.POST.get("out", ""),
            into=request.POST.get("into", ""),
        )
        messages.success(request, _("Medlemmet er byttet. Se hva det gjorde med fordelingen."))
        return redirect("planner_plan", public_id=public_id)
    stop_if(permissions.change_plan(request.actor, found.plan))
    return render(request, "planner/team.html", about(request, found) | _team(request, found, category))


def _team(request: SignedInRequest, found: SeenPlan, category: int) -> dict[str, Any]:
    made, problem = found.proposal.plan, found.problem
    if made is None:
        raise NotVisible
    team_ = made.team(category)
    position = {member.id: i for i, member in enumerate(problem.members)}
    options = [i for i in range(len(problem.members)) if i not in team_.members and _may(found, category, i)]
    out, into = request.GET.get("out", ""), request.GET.get("into", "")
    context: dict[str, Any] = {
        "group": problem.categories[category].id,
        "seated": [(problem.members[i].id, problem.members[i].name) for i in team_.members],
        "options": [(problem.members[i].id, problem.members[i].name) for i in options],
        "lead": problem.members[team_.lead].id,
        "category": category,
        "out": out,
        "into": into,
    }
    if out in position and into in position:
        context |= _effect(found, category, position[out], position[into])
    return context


def _may(found: SeenPlan, category: int, member: int) -> bool:
    return not found.problem.barred[member, category] and found.problem.members[member].share > 0


def _effect(found: SeenPlan, category: int, out: int, into: int) -> dict[str, Any]:
    made, problem = found.proposal.plan, found.problem
    if made is None:
        raise NotVisible
    if refused := no_swap(problem, made, category, out, into):
        return {"no_swap": why_no_swap(refused).reason}
    after = swap(problem, made, category, out, into)
    before_parts, after_parts = balance(problem, made), balance(problem, after)
    rows = [_row(problem.members[i].name, before_parts[i], after_parts[i]) for i in (out, into)]
    return {"effect": rows, "points": (made.total, after.total)}


def _row(name: str, before: Balance, after: Balance) -> dict[str, Any]:
    return {
        "name": name,
        "before": before.percent,
        "after": after.percent,
        "within": after.within,
        "much": after.load > after.ceiling,
    }


@signed_in
@require_POST
def lead(request: SignedInRequest, public_id: str, group: str) -> HttpResponse:
    name_lead(
        by=request.actor,
        at=timezone.now(),
        public_id=public_id,
        revision=revision_of(request),
        group=group,
        member=request.POST.get("member", ""),
    )
    messages.success(request, _("Lederen er satt."))
    return redirect("planner_plan", public_id=public_id)
