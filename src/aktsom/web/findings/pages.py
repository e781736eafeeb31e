"""What was found in one follow-up, the page of one finding, and the acts that stand on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing
from aktsom.findings.permissions import findings as permissions
from aktsom.findings.permissions import plans as plan_permissions
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.queries.corrections import shown_to_be_right
from aktsom.findings.queries.findings import finding, finding_view, findings_of, is_answered, is_heard
from aktsom.findings.queries.plans import measures_for, plan_of, without_measure
from aktsom.findings.states import FINDING, FindingKind, FindingState, PlanState
from aktsom.follow_up.queries.planning import follow_up
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.days import read_day
from aktsom.web.base.looking import looked, looks
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.findings import words
from aktsom.web.findings.proposing import proposals
from aktsom.web.meetings.words import by_whom
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def of_follow_up(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    actor, one = request.actor, follow_up(request.actor, follow_up_id)
    notes = permissions.note(actor, one) is None
    proposed, not_achieved = proposals(actor, one, timezone.localdate()) if notes else ([], [])
    plan = plan_of(actor, one)
    asks = plan_permissions.ask(actor, one) is None and bool(without_measure(actor, one.pk))
    context = {
        "one": one,
        "name": group_name(one.group_id),
        "rows": findings_of(actor, [one]),
        "proposed": proposed,
        "not_achieved": not_achieved,
        "notes": notes,
        "colours": colours_now(actor, [one]).get(one.pk, []),
        "plan": plan,
        "asks": asks and (plan is None or plan.state in (PlanState.ACCEPTED, PlanState.ENDED)),
        "words": words,
    }
    return render(request, "findings/list.html", context)


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, found = request.actor, finding(request.actor, public_id)
    view, supplier = finding_view(actor, found), permissions.answers_for(actor, found)
    who = by_whom(found.team, found.owner)
    today = timezone.localdate()
    runs = permissions.runs(actor, found) is None
    heard = is_heard(found, today)
    context = {
        "one": found,
        "view": view,
        "supplier": supplier,
        "who": who,
        "words": words,
        "state": words.STATES[found.state],
        "move": words.whose_move(FINDING, found.state, who, _("dere") if supplier else found.supplier.name),
        "place": words.place(found.site_name, found.site_country),
        "runs": runs,
        "may": {verb: permissions.move(actor, found, verb) is None for verb in {m.verb for m in FINDING.moves}},
        "measures": measures_for(actor, found),
        "closable": runs and (found.kind != FindingKind.DEVIATION or shown_to_be_right(found) is not None),
        "may_show": permissions.show(actor, found) is None,
        "kept": permissions.keeps_place(found) if runs and found.shown_at is None else None,
        "may_stand": permissions.move(actor, found, "stand") is None
        and (heard or (found.state == FindingState.NOTED and found.stopped_at is not None)),
        "may_change": permissions.change(actor, found) is None,
        "may_decide": permissions.decide_kind(actor, found) is None,
        "may_comment": permissions.comment(actor, found) is None,
        "may_stop": permissions.stop(actor, found) is None,
        "may_lift": permissions.lift(actor, found) is None,
        "late": found.state == FindingState.HEARING and heard and not is_answered(found),
        "effort": None if supplier else effort_here(actor, public_id, Activity.FINDING),
        "wrong": wrong or {},
        **looks(wrong["looks"] if wrong else None),
    }
    return render(request, "findings/one.html", context, status=422 if wrong else 200)


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    finding(request.actor, public_id)
    act, told = _MOVES[verb]
    by = {"by": request.actor, "at": timezone.now(), "finding_id": public_id, "revision": revision_of(request)}
    try:
        act(request, by)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        text = request.POST.get("text", "")
        return shown(request, public_id, {"verb": verb, "text": text, "error": str(error), "looks": error})
    messages.success(request, told())
    return redirect("findings_one", public_id=public_id)


Did = Callable[[SignedInRequest, dict[str, Any]], object]


def _show(request: SignedInRequest, by: dict[str, Any]) -> object:
    asked = request.POST.get("hear_by", "")
    return acts.show_to_supplier(**by, hear_by=read_day(asked, timezone.localdate()) if asked else None)


def _comment(request: SignedInRequest, by: dict[str, Any]) -> object:
    said = request.POST
    return hearing.comment(
        **by, text=said.get("text", ""), corrects=said.get("corrects") == "1", looked=looked(request)
    )


def _let_stand(request: SignedInRequest, by: dict[str, Any]) -> object:
    return acts.let_stand(**by, unheard=request.POST.get("text", ""), looked=looked(request))


def _with_reason(act: Callable[..., object]) -> Did:
    """Those outside the body that writes read it too."""
    return lambda request, by: act(**by, reason=request.POST.get("text", ""), looked=looked(request))


def _kept_in(act: Callable[..., object]) -> Did:
    """Why it is stopped stays with those who follow up."""
    return lambda request, by: act(**by, reason=request.POST.get("text", ""))


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "vis": (_show, lambda: _("Leverandøren har fått funnet til uttalelse, og brev om det.")),
    "sta": (_let_stand, lambda: _("Funnet står. De som har en avtale med, ser det nå.")),
    "lukk": (_with_reason(acts.close_finding), lambda: _("Funnet er avsluttet.")),
    "apne": (_with_reason(acts.reopen_finding), lambda: _("Funnet er åpnet igjen.")),
    "trekk": (_with_reason(acts.withdraw_finding), lambda: _("Funnet er trukket. Grunnen står på siden.")),
    "stans": (_kept_in(hearing.stop_finding), lambda: _("Ingen utenfor de som følger opp, ser funnet nå.")),
    "frigi": (_kept_in(hearing.lift_finding), lambda: _("Funnet er ikke lenger stanset.")),
    "kommenter": (_comment, lambda: _("Kommentaren følger funnet overalt.")),
}
