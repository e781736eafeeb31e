"""An action plan: asked for, written by the supplier, answered, and carried out measure by measure."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.findings.actions import plans as acts
from aktsom.findings.models import ActionPlan, Measure
from aktsom.findings.permissions import plans as permissions
from aktsom.findings.queries.plans import files_of, measures_of, plan, without_measure
from aktsom.findings.queries.story import found_story
from aktsom.findings.states import MEASURE, PLAN, MeasureState
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.days import read_day
from aktsom.web.base.looking import looked, looks
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.findings import words
from aktsom.web.findings.story import events
from aktsom.web.meetings.words import by_whom


@takes_part
@require_POST
def ask(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    try:
        made = acts.ask_for_plan(
            by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, text=request.POST.get("text", ""),
            looked=looked(request),
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("findings_list", follow_up_id=follow_up_id)
    messages.success(request, _("Leverandøren er spurt om en tiltaksplan, og får brev om det."))
    return redirect("plans_one", public_id=made.public_id)


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, found, today = request.actor, plan(request.actor, public_id), timezone.localdate()
    supplier, who = permissions.answers_for(actor, found), by_whom(found.team, found.owner)
    measures = measures_of(actor, found)
    context = {
        "one": found,
        "supplier": supplier,
        "who": who,
        "words": words,
        "state": words.PLAN_STATES[found.state],
        "move": _move(found, measures, who, _("dere") if supplier else found.supplier.name),
        "next_day": min((each.due_on for each in measures if each.state != MeasureState.SUFFICIENT), default=None),
        "measures": measures,
        "files": files_of(actor, measures),
        "done": sum(each.state == MeasureState.SUFFICIENT for each in measures),
        "marks": {each.pk: _mark(each, today) for each in measures},
        "moves": {
            each.pk: {move.verb for move in MEASURE.moves if permissions.measure(actor, each, move.verb) is None}
            for each in measures
        },
        "extends": {each.pk for each in measures if permissions.extend(actor, each) is None},
        "writes": permissions.write(actor, found) is None,
        "missing": without_measure(actor, found.follow_up_id),
        "may": {verb: permissions.move(actor, found, verb) is None for verb in {move.verb for move in PLAN.moves}},
        "story": events(found_story(actor, found.follow_up_id), to_supplier=supplier),
        "late": PLAN.owners[found.state] == "supplier" and found.accepted_at is None and found.due_on < today,
        "effort": None if supplier else effort_here(actor, public_id, Activity.PLAN),
        "wrong": wrong or {},
        **looks(wrong["looks"] if wrong else None),
    }
    return render(request, "findings/plan.html", context, status=422 if wrong else 200)


def _move(one: ActionPlan, measures: Sequence[Measure], who: str, supplier: str) -> str:
    """Both, where something has been shown that waits to be judged and something has not."""
    states = {each.state for each in measures}
    if one.accepted_at is None or MeasureState.PROVED not in states:
        return words.whose_move(PLAN, one.state, who, supplier)
    return f"{who}, {supplier}" if states - {MeasureState.PROVED, MeasureState.SUFFICIENT} else who


def _mark(one: Any, today: Any) -> str:
    if one.state == MeasureState.SUFFICIENT:
        return "ok"
    return "late" if one.due_on < today else "wait"


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    plan(request.actor, public_id)
    act, told = _MOVES[verb]
    by = {"by": request.actor, "at": timezone.now(), "plan_id": public_id, "revision": revision_of(request)}
    try:
        act(request, by)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        wrong = {"verb": verb, "text": request.POST.get("text", ""), "error": str(error), "looks": error}
        return shown(request, public_id, wrong)
    messages.success(request, told())
    return redirect("plans_one", public_id=public_id)


Did = Callable[[SignedInRequest, dict[str, Any]], object]


def _send_back(request: SignedInRequest, by: dict[str, Any]) -> object:
    asked = request.POST.get("due_on", "")
    due_on = read_day(asked, timezone.localdate()) if asked else None
    return acts.ask_for_changes(**by, text=request.POST.get("text", ""), due_on=due_on, looked=looked(request))


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "foresla": (lambda _request, by: acts.propose_plan(**by), lambda: _("Planen er sendt.")),
    "ta-tilbake": (lambda _request, by: acts.take_back_plan(**by), lambda: _("Planen er hos dere igjen.")),
    "endringer": (_send_back, lambda: _("Sendt tilbake. Leverandøren får brev om hva dere ønsker endret.")),
    "godta": (lambda _request, by: acts.accept_plan(**by), lambda: _("Planen er godtatt. Dagene i den gjelder.")),
}
