"""A finding is written down or changed, and decided to be something else."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import NotVisible, stop_if
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing
from aktsom.findings.models import Finding
from aktsom.findings.permissions import findings as permissions
from aktsom.findings.queries.findings import finding, findings_for, points_of
from aktsom.findings.states import KIND, FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.conclusions import citable
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.planning import follow_up
from aktsom.suppliers.queries.identity import record_ids
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.jinja import by_language
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.findings import words
from aktsom.web.findings.forms import FindingForm, KindForm, now_of, proposed_of
from aktsom.web.findings.proposing import proposals


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    """With ?fra= the code of what it is proposed from."""
    one = follow_up(request.actor, follow_up_id)
    stop_if(permissions.note(request.actor, one))
    code = request.POST.get("rests_on", "") or request.GET.get("fra", "")
    offered, _lines = proposals(request.actor, one, timezone.localdate()) if code else ([], [])
    proposed = next((each for each in offered if each.code == code), None)
    first: dict[str, Any] = proposed_of(proposed) if proposed else {"found_on": timezone.localdate()}
    form = FindingForm(sent(request), initial=first, **_choices(request, one))

    def save() -> None:
        made = acts.note_finding(
            by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, said=form.said(looked(request)),
            rests_on=code,
        )  # fmt: skip
        saved.append(made)

    saved: list[Finding] = []
    if request.method == "POST" and done(form, save):
        messages.success(request, _("Funnet er skrevet ned. Leverandøren ser det når dere viser det."))
        return redirect("findings_one", public_id=saved[0].public_id)
    return _form(request, form, one, {"rests_on": code})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = finding(request.actor, public_id)
    stop_if(permissions.change(request.actor, found))
    form = FindingForm(
        sent(request), initial=now_of(found), kind=found.kind, **_choices(request, found.follow_up, found)
    )

    def save() -> None:
        acts.change_finding(
            by=request.actor, at=timezone.now(), finding_id=public_id, revision=revision_of(request),
            said=form.said(looked(request)),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Funnet er endret."))
        return redirect("findings_one", public_id=public_id)
    return _form(request, form, found.follow_up, {"change": found})


def _form(request: SignedInRequest, form: FindingForm, one: FollowUp, more: dict[str, Any]) -> HttpResponse:
    context = {"one": one, "form": form, **form.shown_looks(), **more}
    return render(request, "findings/form.html", context, status=422 if form.errors else 200)


def _choices(request: SignedInRequest, one: FollowUp, this: Finding | None = None) -> dict[str, Any]:
    points = points_of(one)
    order = sorted(points, key=lambda number: [int(part) for part in number.split(".")])
    earlier = findings_for(request.actor).filter(supplier_id__in=record_ids(one.supplier.identity_id))
    if this is not None:
        earlier = earlier.filter(pk__lt=this.pk)
    return {
        "points": [(number, f"{number} {by_language(points[number], 'text')}"[:120]) for number in order],
        "sites": sites_to_judge(request.actor, one, timezone.localdate()),
        "earlier": list(earlier.order_by("-id")[:50]),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What it is: with the evidence for it."""
    found = finding(request.actor, public_id)
    stop_if(permissions.decide_kind(request.actor, found))
    kinds = [move.after for move in KIND.moves if found.kind in move.before]
    if not kinds:
        raise NotVisible
    evidence = citable(request.actor, found.follow_up)
    form = KindForm(sent(request), kinds=kinds, evidence=evidence)

    def save() -> None:
        told = form.cleaned_data
        hearing.decide_kind(
            by=request.actor, at=timezone.now(), finding_id=public_id, revision=revision_of(request),
            after=FindingKind(told["after"]), reason=told["reason"], evidence_id=told["evidence"],
            severity=form.severity(), severity_reason=told["severity_reason"],
            irremediable_reason=told["irremediable_reason"], looked=looked(request),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Avgjørelsen er lagret, med det den bygger på."))
        return redirect("findings_one", public_id=public_id)
    context = {"one": found, "form": form, "words": words, "evidence": evidence, **form.shown_looks()}
    return render(request, "findings/kind.html", context, status=422 if form.errors else 200)
