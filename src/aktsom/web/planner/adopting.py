"""A plan is adopted, with a person for each member, or dropped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import NotVisible, stop_if
from aktsom.teams.actions.adopting import NobodyToSit, SitsTwice, adopt_plan
from aktsom.teams.actions.planning import drop_plan
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.queries import planning as queries
from aktsom.teams.queries.people_to_seat import candidates
from aktsom.teams.queries.planning import SeenPlan
from aktsom.teams.queries.wishes import taking_part
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.planner.forms import PeopleForm
from aktsom.web.planner.plan import about


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = queries.plan(request.actor, public_id)
    stop_if(permissions.adopt_plan(request.actor, found.plan))
    form = _form(request, found)
    if request.method == "POST" and form.is_valid() and _adopted(request, found, form):
        return redirect("planner_plan", public_id=public_id)
    teams = found.proposal.plan.teams if found.proposal.plan else ()
    context = about(request, found) | {"form": form, "teams": len(teams)}
    context["revision"] = request.POST.get("revision") or found.plan.revision
    return render(request, "planner/adopt.html", context, status=422 if form.errors else 200)


def _form(request: SignedInRequest, found: SeenPlan) -> PeopleForm:
    if found.proposal.plan is None:
        raise NotVisible
    seated = sorted({i for team in found.proposal.plan.teams for i in team.members})
    members = taking_part()
    offered = candidates(members, timezone.localdate())
    public_ids = {member.pk: member.public_id for member in members}
    return PeopleForm(
        sent(request),
        members=[(found.problem.members[i].id, found.problem.members[i].name) for i in seated],
        offered={public_ids[pk]: people for pk, people in offered.items()},
    )


def _adopted(request: SignedInRequest, found: SeenPlan, form: PeopleForm) -> bool:
    try:
        done = adopt_plan(
            by=request.actor,
            at=timezone.now(),
            today=timezone.localdate(),
            public_id=found.plan.public_id,
            revision=revision_of(request),
            people=form.cleaned_data,
        )
    except (NobodyToSit, SitsTwice) as error:
        form.add_error(error.member, str(error))
        return False
    many = len(done.formed)
    messages.success(request, ngettext("%(num)s gruppe er dannet.", "%(num)s grupper er dannet.", many) % {"num": many})
    if done.left_alone:
        messages.warning(request, _("Noen kategorier hadde fått en gruppe i mellomtiden. Den er som før."))
    return True


@signed_in
@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    drop_plan(by=request.actor, at=timezone.now(), public_id=public_id, revision=revision_of(request))
    messages.success(request, _("Planen er forkastet."))
    return redirect("planner_overview")
