"""One measure of a plan: written, proved, judged, given another day, or blocked."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import NotVisible, stop_if
from aktsom.findings.actions import plans as plan_acts
from aktsom.findings.actions import proving as acts
from aktsom.findings.models import ActionPlan, Measure
from aktsom.findings.permissions import plans as permissions
from aktsom.findings.queries.plans import files_of, measures_of, plan, to_put_right
from aktsom.follow_up.file_words import TAKEN
from aktsom.follow_up.states import Method
from aktsom.follow_up.tables import evidence_limit
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.evidence.uploads import largest_form
from aktsom.web.findings import words
from aktsom.web.findings.forms import BlockForm, DoubtForm, ExtendForm, JudgeForm, MeasureForm, ProofForm, measure_now
from aktsom.web.meetings.forms import Saying

MEGA = 1024 * 1024


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """With ?avvik= the finding that it is for."""
    return _write(request, public_id, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str, measure_id: str) -> HttpResponse:
    row = _called(request, plan(request.actor, public_id), measure_id)
    stop_if(permissions.rewrite(request.actor, row))
    return _write(request, public_id, row)


def _write(request: SignedInRequest, public_id: str, row: Measure | None) -> HttpResponse:
    one = plan(request.actor, public_id)
    stop_if(permissions.write(request.actor, one))
    first = measure_now(row) if row else {"finding": request.GET.get("avvik", "")}
    form = MeasureForm(sent(request), findings=to_put_right(request.actor, one.follow_up_id), initial=first)

    def save() -> None:
        plan_acts.write_measure(
            by=request.actor, at=timezone.now(), plan_id=public_id, revision=revision_of(request),
            said=form.said(looked(request)), measure_id=row.public_id if row else "",
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Tiltaket er lagret."))
        return redirect("plans_one", public_id=public_id)
    context = {"one": one, "row": row, "form": form, **form.shown_looks()}
    return render(request, "findings/measure.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def remove(request: SignedInRequest, public_id: str, measure_id: str) -> HttpResponse:
    plan(request.actor, public_id)
    plan_acts.remove_measure(
        by=request.actor, at=timezone.now(), plan_id=public_id, revision=revision_of(request), measure_id=measure_id
    )
    messages.success(request, _("Tiltaket er tatt bort."))
    return redirect("plans_one", public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: SignedInRequest, public_id: str, measure_id: str) -> HttpResponse:
    one = plan(request.actor, public_id)
    row = _called(request, one, measure_id)
    stop_if(permissions.measure(request.actor, row, "prove"))
    form = ProofForm.taking(request)

    def save() -> None:
        acts.prove(
            by=request.actor, at=timezone.now(), measure_id=measure_id, revision=revision_of(request),
            text=form.cleaned_data["text"], upload_id=form.upload.public_id if form.upload else "",
            looked=looked(request),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        (messages.success(request, _("Takk. De som følger opp, får brev og vurderer det.")))
        return redirect("plans_one", public_id=public_id)
    context = {
        "taken": TAKEN,
        "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(),
        "part_bytes": evidence_limit("part_bytes"),
    }
    return _page(request, row, form, "prove", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: SignedInRequest, public_id: str, measure_id: str, verb: str) -> HttpResponse:
    """What those who follow up do with it."""
    if verb not in _ACTS:
        raise NotVisible
    one = plan(request.actor, public_id)
    row = _called(request, one, measure_id)
    kind, refusal, do, told = _ACTS[verb]
    stop_if(refusal(request, row))
    form = kind(sent(request))
    by = {"by": request.actor, "at": timezone.now(), "measure_id": measure_id}

    def save() -> None:
        do(form, {**by, "revision": revision_of(request)}, looked(request))

    if request.method == "POST" and done(form, save):
        messages.success(request, told())
        return redirect("plans_one", public_id=public_id)
    return _page(request, row, form, verb, {"files": files_of(request.actor, [row])})


@signed_in
@require_POST
def unblock(request: SignedInRequest, public_id: str, measure_id: str) -> HttpResponse:
    _called(request, plan(request.actor, public_id), measure_id)
    acts.unblock(by=request.actor, at=timezone.now(), measure_id=measure_id, revision=revision_of(request))
    messages.success(request, _("Tiltaket kan gjøres igjen."))
    return redirect("plans_one", public_id=public_id)


def _page(request: SignedInRequest, row: Measure, form: Any, verb: str, more: Mapping[str, Any]) -> HttpResponse:
    shown = {"one": row.plan, "row": row, "form": form, "verb": verb, "words": words}
    context = {**shown, **form.shown_looks(), **more}
    return render(request, "findings/act.html", context, status=422 if form.errors else 200)


def _called(request: SignedInRequest, one: ActionPlan, measure_id: str) -> Measure:
    found = next((each for each in measures_of(request.actor, one) if each.public_id == measure_id), None)
    if found is None:
        raise NotVisible
    return found


Do = Callable[[Any, dict[str, Any], str], object]
Refusal = Callable[[SignedInRequest, Measure], Any]


def _judge(form: JudgeForm, by: dict[str, Any], looked: str) -> object:
    told = form.cleaned_data
    how = Method(told["checked_how"])
    return acts.judge_proof(**by, sufficient=told["sufficient"], reason=told["reason"], checked_how=how, looked=looked)


def _may(verb: str) -> Refusal:
    return lambda request, row: permissions.measure(request.actor, row, verb)


_ACTS: dict[str, tuple[type[Saying], Refusal, Do, Callable[[], str]]] = {
    "vurder": (JudgeForm, _may("find_sufficient"), _judge, lambda: _("Vurderingen er lagret. Leverandøren får brev.")),
    "utsett": (
        ExtendForm,
        lambda request, row: permissions.extend(request.actor, row),
        lambda form, by, looked: acts.extend(**by, **form.cleaned_data, looked=looked),
        lambda: _("Fristen er flyttet. Den gamle står ved siden av."),
    ),
    "blokker": (
        BlockForm,
        _may("block"),
        lambda form, by, looked: acts.block(**by, **form.cleaned_data, looked=looked),
        lambda: _("Det står at tiltaket ikke kan gjøres nå, og hva dere gjør i stedet."),
    ),
    "tvil": (
        DoubtForm,
        _may("doubt"),
        lambda form, by, looked: acts.doubt(**by, **form.cleaned_data, looked=looked),
        lambda: _("Leverandøren får brev om å vise det på nytt."),
    ),
}
