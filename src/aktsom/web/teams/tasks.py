"""Open work and promises: written and finished."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.teams.actions.tasks import add_task, finish_task
from aktsom.teams.queries.choices import suppliers_of_group
from aktsom.teams.queries.teams import visible_team
from aktsom.teams.states import TaskKind
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.teams.forms import TaskForm
from aktsom.web.teams.team import shown


@signed_in
@require_POST
def add(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = visible_team(request.actor, public_id)
    form = TaskForm(request.POST, suppliers=suppliers_of_group(request.actor, found.group_id, timezone.localdate()))
    if form.is_valid() and _added(request, public_id, form):
        promise = form.cleaned_data["kind"] == TaskKind.PROMISE
        messages.success(request, _("Løftet er skrevet opp.") if promise else _("Arbeidet er skrevet opp."))
        return redirect("teams_team", public_id=public_id)
    return render(request, "teams/team.html", shown(request.actor, public_id, form), status=422)


def _added(request: SignedInRequest, public_id: str, form: TaskForm) -> bool:
    try:
        add_task(
            by=request.actor,
            at=timezone.now(),
            public_id=public_id,
            kind=TaskKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            supplier=form.chosen_supplier(),
            due_on=form.cleaned_data["due_on"],
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.add_error("text", str(error))
        return False
    return True


@signed_in
@require_POST
def finish(request: SignedInRequest, task_id: str) -> HttpResponse:
    task = finish_task(by=request.actor, at=timezone.now(), task_public_id=task_id)
    done = _("Løftet er holdt.") if task.kind == TaskKind.PROMISE else _("Arbeidet er ferdig.")
    messages.success(request, done)
    return redirect("teams_team", public_id=task.team.public_id)
