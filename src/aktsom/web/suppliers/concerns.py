"""Likenesses to lists of concern: looked at side by side, and judged by a person with a reason. Never findings."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.supply_chain.actions.concerns import judge_hit, reopen_hit
from aktsom.supply_chain.queries.concerns import HitRow, hit, hits
from aktsom.supply_chain.states import HitState
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.contracts.sending import sent
from aktsom.web.suppliers.forms import JudgeForm


@takes_part
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("state", "")
    state = HitState(asked) if asked in set(HitState) else HitState.WAITING
    found = hits(request.actor, state, request.GET.get("after", ""))
    states = {
        HitState.WAITING: _("Venter på vurdering"),
        HitState.SAME: _("Vurdert som den samme"),
        HitState.DIFFERENT: _("Vurdert som ulike"),
    }
    rows = [(row, why(row)) for row in found.rows]
    return render(request, "suppliers/concerns.html", {"found": found, "rows": rows, "state": state, "states": states})


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, hit_id: str) -> HttpResponse:
    found = hit(request.actor, hit_id)
    form = JudgeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        verdict = HitState(form.cleaned_data["verdict"])
        try:
            judge_hit(
                by=request.actor, at=timezone.now(), hit=hit_id, verdict=verdict, reason=form.cleaned_data["reason"]
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("Vurderingen er lagret. Du kan angre den."))
            return redirect("suppliers_concerns")
    context = {"row": found, "why": why(found), "form": form}
    return render(request, "suppliers/concern.html", context, status=422 if form.errors else 200)


@takes_part
@require_POST
def reopen(request: SignedInRequest, hit_id: str) -> HttpResponse:
    reopen_hit(by=request.actor, at=timezone.now(), hit=hit_id)
    messages.success(request, _("Vurderingen er tatt tilbake. Likheten venter igjen."))
    return redirect("suppliers_concern", hit_id=hit_id)


def why(row: HitRow) -> list[dict[str, str]]:
    """What speaks for and what against, the weightiest first."""
    weighed = sorted(row.weights.items(), key=lambda one: -abs(one[1]))
    return [
        {"icon": "ok" if weight > 0 else "cross", "text": _reason(field, weight, row.likeness)}
        for field, weight in weighed
        if field in _reasons()
    ]


def _reason(field: str, weight: float, likeness: Mapping[str, float]) -> str:
    same, other = _reasons()[field]
    alike = likeness.get(field)
    if alike is None or alike >= 100:
        return same if weight > 0 else other
    texts = {"name": _("Navnene er %(percent)s %% like"), "address": _("Adressene er %(percent)s %% like")}
    return texts[field] % {"percent": int(alike)} if field in texts else (same if weight > 0 else other)


def _reasons() -> dict[str, tuple[str, str]]:
    return {
        "name": (_("Samme navn"), _("Navnene er ulike")),
        "address": (_("Samme adresse"), _("Adressene er ulike")),
        "number": (_("Samme nummer"), _("Ulikt nummer")),
        "country": (_("Samme land"), _("Ulikt land")),
        "postcode": (_("Samme postnummer"), _("Ulikt postnummer")),
        "town": (_("Samme sted"), _("Ulikt sted")),
        "domain": (_("Samme nettsted"), _("Ulikt nettsted")),
        "phone": (_("Samme telefon"), _("Ulik telefon")),
        "unit": (_("Samme ord for avdeling"), _("Et ord som skiller selskaper i samme konsern")),
        "extra_word": (_("Samme ord"), _("Et ord mer i det ene navnet")),
        "form": (_("Samme selskapsform"), _("Ulik selskapsform")),
    }
