"""What an owner writes with a decision before it is made: what it stops, what it replaces, from when, and what it does
to the workers."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.sanctions.actions import exits, replacements, suspensions, terminations
from aktsom.sanctions.actions.setting_in_motion import REPLACE, TERMINATE, WHOLE
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.decisions import decision
from aktsom.sanctions.queries.left_open import open_now
from aktsom.sanctions.queries.steps import exit_assessment_of, set_in_motion_by
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.steps.forms import ExitForm, ReplacementForm, SuspensionForm, TerminationForm
from aktsom.web.steps.words import decision_href

USUAL_DAYS = 90


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, decision_id: str, kind: str) -> HttpResponse:
    """`kind` is what is written: the exit assessment, or what the step of the draft sets in motion."""
    if kind not in KINDS:
        raise NotVisible
    one = decision(request.actor, decision_id)
    stop_if(permissions.draft(request.actor, one))
    make, do, told = KINDS[kind]
    form, known = make(request, one)
    by = {"by": request.actor, "at": timezone.now(), "decision_id": decision_id, "revision": _revision(request, known)}

    def save() -> None:
        do(form, by, looked(request))

    if request.method == "POST" and done(form, save):
        messages.success(request, told())
        return redirect(decision_href(one))
    opened = open_now(request.actor, one.follow_up) if kind in ("arbeiderne", "heving") else None
    context = {
        "one": one, "form": form, "kind": kind, "known": known, "open_now": opened, "back": decision_href(one),
        **form.shown_looks(),
    }  # fmt: skip
    return render(request, "steps/write.html", context, status=422 if form.errors else 200)


def _revision(request: SignedInRequest, known: Any) -> int | None:
    """That of the page that was filled in; 0 where nothing was written yet."""
    if request.method != "POST":
        return known.revision if known else None
    text = request.POST.get("revision", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Stale
    return int(text)


Made = tuple[Any, Any]


def _exit(request: SignedInRequest, one: SanctionDecision) -> Made:
    known = exit_assessment_of(request.actor, one)
    first = {name: getattr(known, name) for name in ("workers", "tried", "left_open")} if known else {}
    return ExitForm(sent(request), initial=first), known


def _suspension(request: SignedInRequest, one: SanctionDecision) -> Made:
    known, today = _known(request, one, "lift_test"), timezone.localdate()
    first: Mapping[str, Any] = {"starts_on": today, "ends_on": today + timedelta(days=USUAL_DAYS)}
    if known is not None:
        first = {name: getattr(known, name) for name in ("products", "starts_on", "ends_on", "lift_test")}
        first = {**first, "places": [place["key"] for place in known.places]}
    sites = [site for site in sites_to_judge(request.actor, one.follow_up, today) if site.key]
    form = SuspensionForm(
        sent(request), contract=one.contract, sites=sites, whole=one.step == WHOLE, initial=dict(first)
    )
    return form, known


def _replacement(request: SignedInRequest, one: SanctionDecision) -> Made:
    known, today = _known(request, one, "old_key"), timezone.localdate()
    first: dict[str, Any] = {"due_on": today + timedelta(days=USUAL_DAYS)}
    if known is not None:
        first = {"place": known.old_key, **{name: getattr(known, name) for name in ("products", "due_on", "wanted")}}
    sites = [site for site in sites_to_judge(request.actor, one.follow_up, today) if site.key]
    return ReplacementForm(sent(request), contract=one.contract, sites=sites, initial=first), known


def _termination(request: SignedInRequest, one: SanctionDecision) -> Made:
    known = _known(request, one, "followed_how")
    first = {name: getattr(known, name) for name in ("from_on", "followed_how")} if known else {}
    return TerminationForm(sent(request), initial=first), known


def _known(request: SignedInRequest, one: SanctionDecision, field: str) -> Any:
    """What is written already, if it is of this kind."""
    found = set_in_motion_by(request.actor, one.pk)
    return found if found is not None and hasattr(found, field) else None


Make = Callable[[SignedInRequest, SanctionDecision], Made]
Do = Callable[[Any, dict[str, Any], str], object]
KINDS: dict[str, tuple[Make, Do, Callable[[], str]]] = {
    "arbeiderne": (
        _exit,
        lambda form, by, looked: exits.write_exit_assessment(**by, said=form.said(looked)),
        lambda: _("Vurderingen er lagret med avgjørelsen."),
    ),
    "stans": (
        _suspension,
        lambda form, by, looked: suspensions.draft_suspension(**by, said=form.said(looked)),
        lambda: _("Lagret. Ingen andre ser det før dere har avgjort."),
    ),
    "bytte": (
        _replacement,
        lambda form, by, looked: replacements.draft_replacement(**by, said=form.said(looked)),
        lambda: _("Lagret. Ingen andre ser det før dere har avgjort."),
    ),
    "heving": (
        _termination,
        lambda form, by, looked: terminations.draft_termination(**by, said=form.said(looked)),
        lambda: _("Lagret. Ingen andre ser det før dere har avgjort."),
    ),
}  # fmt: skip
KIND_OF_STEP = {"suspension-partial": "stans", WHOLE: "stans", REPLACE: "bytte", TERMINATE: "heving"}


def address_of(kind: str) -> Callable[[SanctionDecision], str]:
    return lambda one: reverse("steps_write", kwargs={"decision_id": one.public_id, "kind": kind})
