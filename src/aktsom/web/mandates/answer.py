"""A contract owner answers: yes for all in one press, with reservations or fewer acts, or no with a reason."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, LeftAlone, NotVisible, Refused, Stale
from aktsom.teams.actions.answering import Answered, grant_mandates, refuse_mandates
from aktsom.teams.acts import MandateAct
from aktsom.teams.queries.requests import RequestView, request_to_answer
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.jinja import write_number, write_quoted
from aktsom.web.contracts.sending import chosen_in
from aktsom.web.mandates.forms import GrantForm, RefuseForm, ToldForm
from aktsom.web.mandates.words import act_words, acts_from, acts_in_words, team_name, ticked


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = request_to_answer(request.actor, public_id, timezone.localdate())
    if request.method != "POST":
        return render(request, "mandates/answer.html", _shown(request, found, GrantForm(), RefuseForm()))
    saying_no = request.POST.get("answer") == "refuse"
    form: ToldForm = RefuseForm(request.POST) if saying_no else GrantForm(request.POST)
    if form.is_valid():
        try:
            done = _refused(request, form) if saying_no else _granted(request, form)
        except (Refused, Stale) as why:
            # A second press, or somebody who was quicker: the page shows what was answered.
            messages.warning(request, str(why.message))
            return redirect("mandates_answer", public_id=public_id)
        except NotVisible:
            raise
        except DomainError as error:
            form.say(error)
        else:
            _tell(request, done, saying_no)
            return redirect("mandates_answer", public_id=public_id)
    grant = GrantForm(initial=request.POST.dict()) if saying_no else form
    refuse = form if saying_no else RefuseForm(initial=request.POST.dict())
    return render(request, "mandates/answer.html", _shown(request, found, grant, refuse), status=422)


def _granted(request: SignedInRequest, form: ToldForm) -> Answered:
    return grant_mandates(
        by=request.actor,
        at=timezone.now(),
        chosen=chosen_in(request),
        acts=acts_from(request.POST.getlist("acts")),
        ends_on=form.cleaned_data["ends_on"],
        reservations=form.cleaned_data["reservations"],
    )


def _refused(request: SignedInRequest, form: ToldForm) -> Answered:
    reason = form.cleaned_data["reason"]
    return refuse_mandates(by=request.actor, at=timezone.now(), chosen=chosen_in(request), reason=reason)


def _tell(request: SignedInRequest, done: Answered, saying_no: bool) -> None:
    count = len(done.done)
    said = (
        ngettext("Du svarte nei for %(count)s avtale.", "Du svarte nei for %(count)s avtaler.", count)
        if saying_no
        else ngettext("Fullmakten er gitt for %(count)s avtale.", "Fullmakten er gitt for %(count)s avtaler.", count)
    )
    messages.success(request, said % {"count": write_number(count)})
    tell_left(request, done.left)


def tell_left(request: SignedInRequest, left: Iterable[LeftAlone]) -> None:
    for one in left:
        told = {"name": write_quoted(one.name), "reason": one.reason}
        messages.warning(request, _("Ikke besvart: %(name)s. %(reason)s") % told)


def _shown(request: SignedInRequest, found: RequestView, grant: ToldForm, refuse: ToldForm) -> dict[str, Any]:
    posted = request.method == "POST"
    asked = MandateAct(0)
    for one in found.waiting:
        asked |= one.acts
    return {
        "found": found,
        "name": team_name(found.team.group_id),
        "grant": grant,
        "refuse": refuse,
        "failed": refuse if refuse.errors else grant,
        "acts": [words for act, words in act_words().items() if act & asked],
        "given": ticked(acts_from(request.POST.getlist("acts")) if posted else int(asked)),
        "picked": set(request.POST.getlist("chosen")) if posted else None,
        "alike": len({(one.acts, one.starts_on, one.ends_on) for one in found.waiting}) <= 1,
        "acts_in_words": acts_in_words,
    }
