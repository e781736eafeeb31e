"""What a person says of itself on its own page, and what a lead confirms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import NotVisible
from aktsom.knowledge.actions import competence as acts
from aktsom.knowledge.queries.people import colleagues_to_follow, follow_ups_to_name
from aktsom.knowledge.states import Skill
from aktsom.teams.problems import Wrong
from aktsom.teams.queries.teams import visible_team
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.competence.forms import CourseForm, FollowedForm, SayForm
from aktsom.web.competence.views import shown
from aktsom.web.contracts.sending import revision_of


@takes_part
@require_POST
def say(request: SignedInRequest) -> HttpResponse:
    form = SayForm(request.POST)
    return _done(request, "say", form, lambda: acts.say_competence(**_by(request), **form.said))


@takes_part
@require_POST
def note_course(request: SignedInRequest) -> HttpResponse:
    form = CourseForm(request.POST)
    return _done(request, "course", form, lambda: acts.note_training(**_by(request), **form.cleaned_data))


@takes_part
@require_POST
def note_followed(request: SignedInRequest) -> HttpResponse:
    actor = request.actor
    form = FollowedForm(request.POST, people=colleagues_to_follow(actor), follow_ups=follow_ups_to_name(actor))

    def note() -> Any:
        said = form.cleaned_data
        return acts.note_shadowing(
            **_by(request), followed=said["followed"], follow_up_id=said["follow_up"], skill=Skill(said["skill"]),
            on=said["on"],
        )  # fmt: skip

    return _done(request, "followed", form, note)


def _done(request: SignedInRequest, name: str, form: Form, act: Callable[[], Any]) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Wrong as wrong:
            form.add_error(wrong.field, str(wrong.message))
        else:
            messages.success(request, _("Det er lagret."))
            return redirect("competence_own")
    return render(request, "competence/own.html", shown(request, **{name: form}), status=422)


REMOVES: dict[str, Callable[..., None]] = {
    "cmp": acts.remove_competence,
    "trn": acts.remove_training,
    "shd": acts.remove_shadowing,
}


@takes_part
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    public_id = request.POST.get("id", "")
    act = REMOVES.get(public_id.partition("-")[0])
    if act is None:
        raise NotVisible
    act(**_by(request), public_id=public_id)
    messages.success(request, _("Det er tatt bort."))
    return redirect("competence_own")


@takes_part
@require_POST
def confirm_followed(request: SignedInRequest) -> HttpResponse:
    acts.confirm_shadowing(**_by(request), public_id=request.POST.get("id", ""))
    messages.success(request, _("Det er bekreftet."))
    return redirect("competence_own")


@takes_part
@require_POST
def confirm(request: SignedInRequest, public_id: str) -> HttpResponse:
    team = visible_team(request.actor, request.POST.get("team", ""))
    acts.confirm_competence(**_by(request), public_id=public_id, revision=revision_of(request))
    messages.success(request, _("Det er bekreftet."))
    return redirect("competence_team", public_id=team.public_id)


def _by(request: SignedInRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}
