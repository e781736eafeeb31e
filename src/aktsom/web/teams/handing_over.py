"""A team is handed over: what goes with it is shown before anybody says yes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.teams.actions.handing_over import accept_handover, decline_handover, offer_handover, take_back_handover
from aktsom.teams.models import Handover
from aktsom.teams.queries.choices import candidates
from aktsom.teams.queries.handing_over import handover as handover_page
from aktsom.teams.queries.pages import team as team_page
from aktsom.teams.states import HandoverState, TaskKind
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.teams import words
from aktsom.web.teams.forms import HandOverForm

ANSWERS: dict[str, Callable[..., Handover]] = {
    "ta-over": accept_handover,
    "takk-nei": decline_handover,
    "trekk-tilbake": take_back_handover,
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedInRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    page = team_page(request.actor, public_id, today)
    stop_if(page.refusals["hand_over"])
    lead = page.row.lead.person_id if page.row.lead and page.row.led else ""
    free = [one for one in candidates(request.actor, today) if one.person.public_id != lead]
    form = HandOverForm(sent(request), candidates=free)
    if request.method == "POST" and form.is_valid():
        made = _offered(request, public_id, form)
        if made is not None:
            messages.success(request, _("Overleveringen er sendt. Ingenting skifter hender før den er tatt imot."))
            return redirect("teams_handover", handover_id=made.public_id)
    context = {
        "page_": page,
        "row": page.row,
        "name": words.group_name(page.row.group_id),
        "promises": [task for task in page.tasks if task.kind == TaskKind.PROMISE],
        "work": [task for task in page.tasks if task.kind == TaskKind.WORK],
        "waits": next((one for one in page.handovers if one.state == HandoverState.OFFERED), None),
        "steps": words.STEPS,
        "today": today,
        "form": form,
    }
    return render(request, "teams/hand_over.html", context, status=422 if form.errors else 200)


def _offered(request: SignedInRequest, public_id: str, form: HandOverForm) -> Handover | None:
    chosen = form.candidate_in("person")
    if chosen is None:
        return None
    try:
        return offer_handover(
            by=request.actor,
            at=timezone.now(),
            public_id=public_id,
            revision=revision_of(request),
            receiver=chosen.person,
            member=chosen.member,
            note=form.cleaned_data["note"],
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return None


@signed_in
@require_safe
def handover(request: SignedInRequest, handover_id: str) -> HttpResponse:
    today = timezone.localdate()
    found = handover_page(request.actor, handover_id, today)
    context = {
        "found": found,
        "name": words.group_name(found.team.group_id),
        "state": words.HANDOVERS[found.row.state],
        "steps": words.STEPS,
        "today": today,
    }
    return render(request, "teams/handover.html", context)


@signed_in
@require_POST
def answer(request: SignedInRequest, handover_id: str, verb: str) -> HttpResponse:
    if verb not in ANSWERS:
        raise NotVisible
    done = ANSWERS[verb](by=request.actor, at=timezone.now(), handover_public_id=handover_id)
    told = {
        "ta-over": _("Du leder gruppen nå."),
        "takk-nei": _("Du har takket nei."),
        "trekk-tilbake": _("Overleveringen er trukket tilbake."),
    }
    messages.success(request, told[verb])
    if verb == "takk-nei":
        return redirect("teams_handover", handover_id=handover_id)
    return redirect("teams_team", public_id=done.team.public_id)
