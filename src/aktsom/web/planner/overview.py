"""The secretariat's way in: who has answered, which groups need a team, and the plans made so far."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import stop_if
from aktsom.teams.actions.planning import NothingToPlan, make_plan
from aktsom.teams.models import TeamPlan
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.planning.proposing import Proposal, Stage
from aktsom.teams.queries.planning import plannable, plans
from aktsom.teams.queries.wishes import answers, speaks_for
from aktsom.teams.states import PlanState
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.planner.words import group_names, share_text


@signed_in
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Whoever may not plan but speaks for a member is led to its sheet."""
    if (refusal := permissions.make_plan(request.actor)) is not None:
        if speaks_for(request.actor):
            return redirect("planner_wishes")
        stop_if(refusal)
    return render(request, "planner/overview.html", shown(request))


def shown(request: SignedInRequest) -> dict[str, Any]:
    today = timezone.localdate()
    rows = answers(request.actor, today)
    names = group_names()
    groups = [(one, names.get(one.group, one.group)) for one in plannable(today)]
    return {
        "rows": [(row, share_text(row.share)) for row in rows],
        "missing": [row.member.name for row in rows if not row.answered],
        "groups": groups,
        "open_groups": sum(not one.has_team for one, _name in groups),
        "plans": [_row(plan) for plan in plans(request.actor)],
    }


def _row(plan: TeamPlan) -> dict[str, Any]:
    moment = timezone.localtime(plan.made_at).strftime("%H.%M")
    state, words = plan_state(plan.state, Proposal.of(plan.proposal).stage)
    return {"plan": plan, "clock": _("kl. %(moment)s") % {"moment": moment}, "state": state, "words": words}


def plan_state(state: str, stage: Stage) -> tuple[str, str]:
    """(kind of state for its mark, words)"""
    if state == PlanState.ADOPTED:
        return "ok", _("Vedtatt")
    if state == PlanState.DROPPED:
        return "none", _("Forkastet")
    return {
        Stage.WORKING: ("wait", _("Regnes ut")),
        Stage.READY: ("wait", _("Venter på deg")),
        Stage.CLASH: ("late", _("Går ikke opp")),
        Stage.FAILED: ("late", _("Ble ikke ferdig")),
    }[stage]


@signed_in
@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    groups = request.POST.getlist("group")
    stop_if(permissions.make_plan(request.actor))
    try:
        plan = make_plan(by=request.actor, at=timezone.now(), today=timezone.localdate(), groups=groups)
    except NothingToPlan as error:
        return render(request, "planner/overview.html", shown(request) | {"error": str(error)}, status=422)
    return redirect("planner_plan", public_id=plan.public_id)
