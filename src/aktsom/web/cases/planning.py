"""A follow-up is planned: by a team for all, or by a member for its own contracts; and changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.findings.queries.inquiries import open_about
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import planning as acts
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.problems import AlreadyFollowedUp
from aktsom.follow_up.queries.beginning import Depth, begun_by_member, begun_by_team, proposed_depth
from aktsom.follow_up.queries.cases import people_of
from aktsom.follow_up.queries.planning import follow_up, proposed_form, same_scope, scope_of, to_cover
from aktsom.web.base import risk_words
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.forms import PlanForm
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.knowledge.beside import WHEN_PLANNING, guidance
from aktsom.web.teams.words import group_name

USUAL = timedelta(days=270)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def by_team(request: SignedInRequest, team_id: str, supplier_id: str) -> HttpResponse:
    one = begun_by_team(request.actor, team_id, supplier_id)

    def write(plan: acts.Plan) -> FollowUp:
        return acts.plan_follow_up(
            by=request.actor, at=timezone.now(), team_id=team_id, supplier_id=supplier_id, plan=plan
        )

    return _plan(request, one, write)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def by_member(request: SignedInRequest, group_id: str, supplier_id: str) -> HttpResponse:
    one = begun_by_member(request.actor, group_id, supplier_id, request.POST.get("member", ""))

    def write(plan: acts.Plan) -> FollowUp:
        return acts.plan_own_follow_up(
            by=request.actor, at=timezone.now(), member_id=one.member.public_id if one.member else "",
            group_id=group_id, supplier_id=supplier_id, plan=plan,
        )  # fmt: skip

    return _plan(request, one, write)


def _plan(request: SignedInRequest, one: FollowUp, write: Callable[[acts.Plan], FollowUp]) -> HttpResponse:
    stop_if(permissions.begin(request.actor, one.team, one.member_id or 0))
    today = timezone.localdate()
    others = same_scope(request.actor, scope_of(one))
    contracts = [contract for contract, _mandate in to_cover(one, today)]
    proposed, depth = proposed_form(request.actor, one.supplier, contracts), proposed_depth(one, today)
    first = {
        "starts_on": today,
        "ends_on": today + USUAL,
        "methods": list(depth.methods),
        "form": proposed.form.value,
    }
    people = people_of(one)
    form = PlanForm(sent(request), people=people, proposed=depth.methods, asks_why=bool(others), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = write(form.plan())
        except (NotVisible, Refused, Stale):
            raise
        except AlreadyFollowedUp as error:
            others = list(error.others)
            form = PlanForm(request.POST, people=people, proposed=depth.methods, asks_why=True)
            form.say(error)
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Oppfølgingen er planlagt. Ingen andre vet om den før dere varsler."))
            return redirect("cases_follow_up", public_id=made.public_id)
    context = _context(request.actor, one, form, depth) | {
        "others": others,
        "contracts": contracts,
        "proposed": proposed,
    }
    context["is_own"] = any(other.is_own for other in others)
    return render(request, "cases/plan.html", context, status=422 if form.errors else 200)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = follow_up(request.actor, public_id)
    stop_if(permissions.run(request.actor, one, "drop"))
    people, depth = people_of(one), proposed_depth(one, timezone.localdate())
    lead = next((person.public_id for person in people if person.pk == one.lead_id), "")
    now = {name: getattr(one, name) for name in ("starts_on", "ends_on", "methods", "form", "form_reason")}
    form = PlanForm(sent(request), people=people, proposed=depth.methods, initial=now | {"lead": lead})
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_plan(
                by=request.actor, at=timezone.now(), follow_up_id=public_id, revision=revision_of(request),
                plan=form.plan(),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Planen er endret."))
            return redirect("cases_follow_up", public_id=public_id)
    context = _context(request.actor, one, form, depth) | {"change": one}
    return render(request, "cases/plan.html", context, status=422 if form.errors else 200)


def _context(actor: Actor, one: FollowUp, form: PlanForm, depth: Depth) -> dict[str, Any]:
    return {
        "one": one,
        "form": form,
        "depth": ", ".join(str(words.METHODS[method]).lower() for method in depth.methods),
        "level": risk_words.level_words().get(depth.level, "").lower(),
        "name": group_name(one.group_id),
        "group_name": group_name,
        "forms": words.FORMS,
        "form_grounds": words.FORM_GROUNDS,
        "inquiries": open_about(actor, [one.supplier.identity_id]),
        "guidance": guidance(actor, one.group_id, timezone.localdate(), WHEN_PLANNING),
    }
