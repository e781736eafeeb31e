"""Writing minutes, and what was agreed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import minutes as acts
from aktsom.follow_up.models import Meeting
from aktsom.follow_up.permissions import meetings as permissions
from aktsom.follow_up.queries.meetings import meeting
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.meetings import words
from aktsom.web.meetings.forms import MinutesForm, TaskForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = _writable(request, public_id)
    form = MinutesForm(sent(request), points=list(one.points.all()), initial={"ours": one.ours, "theirs": one.theirs})
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_minutes(
                by=request.actor, at=timezone.now(), meeting_id=public_id, revision=revision_of(request),
                ours=form.cleaned_data["ours"], theirs=form.cleaned_data["theirs"], minutes=form.minutes(),
                looked=looked(request),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Referatet er lagret. Leverandøren ser det når dere sender det."))
            return redirect("meetings_minutes", public_id=public_id)
    return _page(request, one, form, TaskForm(points=list(one.points.all())))


@signed_in
@require_POST
def agree(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = _writable(request, public_id)
    points = list(one.points.all())
    form = TaskForm(request.POST, points=points)
    if form.is_valid():
        try:
            acts.agree_task(
                by=request.actor, at=timezone.now(), meeting_id=public_id, revision=revision_of(request),
                said=form.task(looked(request)),
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Oppgaven er skrevet opp."))
            return redirect("meetings_minutes", public_id=public_id)
    return _page(request, one, MinutesForm(points=points, initial={"ours": one.ours, "theirs": one.theirs}), form)


@signed_in
@require_POST
def task(request: SignedInRequest, public_id: str, task_id: str, verb: str) -> HttpResponse:
    by, at = request.actor, timezone.now()
    if verb == "gjort":
        note = request.POST.get("note", "")[:2000]
        acts.finish_task(by=by, at=at, meeting_id=public_id, task_id=task_id, note=note)
        messages.success(request, _("Oppgaven er gjort."))
        return redirect("meetings_one", public_id=public_id)
    if verb != "fjern":
        raise NotVisible
    _writable(request, public_id)
    acts.drop_task(by=by, at=at, meeting_id=public_id, task_id=task_id, revision=revision_of(request))
    return redirect("meetings_minutes", public_id=public_id)


def _writable(request: SignedInRequest, public_id: str) -> Meeting:
    one = meeting(request.actor, public_id)
    stop_if(permissions.write_minutes(request.actor, one))
    return one


def _page(request: SignedInRequest, one: Meeting, form: MinutesForm, task_form: TaskForm) -> HttpResponse:
    wrong = form.errors or task_form.errors
    context = {
        "one": one,
        "form": form,
        "task_form": task_form,
        "of_minutes": form.shown_looks(),
        "of_task": task_form.shown_looks(),
        "tasks": list(one.tasks.all()),
        "sides": words.SIDES,
        "kind": words.KINDS[one.kind],
    }
    return render(request, "meetings/minutes.html", context, status=422 if wrong else 200)
