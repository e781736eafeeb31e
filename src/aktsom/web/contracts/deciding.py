"""A person's word on the risk, and on whether the contract still runs."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.categories.entries import Group, Product
from aktsom.categories.queries import current_catalogue
from aktsom.contracts import actions, queries
from aktsom.contracts.models import Contract
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.risk import actions as risk_actions
from aktsom.risk.queries import RiskView, contract_risk
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.contract import shown
from aktsom.web.contracts.forms import OverrideForm
from aktsom.web.contracts.risk_words import screened_names
from aktsom.web.contracts.sending import revision_of, sent

MOVES: dict[str, Callable[..., Contract]] = {
    "end": actions.end_contract,
    "strike": actions.strike_contract,
    "reopen": actions.reopen_contract,
}


@signed_in
@require_POST
def confirm(request: SignedInRequest, public_id: str) -> HttpResponse:
    risk_actions.confirm_result(
        by=request.actor, at=timezone.now(), contract_public_id=public_id, revision=revision_of(request)
    )
    messages.success(request, _("Risikoen er bekreftet."))
    return redirect("contracts_contract", public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Another result than the list's, with the reason."""
    found = queries.own_contract(request.actor, public_id)
    risk = contract_risk(request.actor, found, today=timezone.localdate())
    if risk is None:
        raise NotVisible
    stop_if(risk.override_refusal)
    first = {"verdict": risk.verdict, "products": [product.id for product in risk.products]}
    form = OverrideForm(sent(request), initial=first, catalogue=current_catalogue())
    if request.method == "POST" and form.is_valid() and _overridden(request, public_id, form):
        messages.success(request, _("Risikoen er rettet. Forslaget fra listen står ved siden av."))
        return redirect("contracts_contract", public_id=public_id)
    context = {
        "contract": found,
        "risk": risk,
        "screened_names": screened_names(risk),
        "form": form,
        "groups": _groups(risk, form),
    }
    return render(request, "contracts/override.html", context, status=422 if form.errors else 200)


def _overridden(request: SignedInRequest, public_id: str, form: OverrideForm) -> bool:
    try:
        risk_actions.override_result(
            by=request.actor,
            at=timezone.now(),
            contract_public_id=public_id,
            revision=revision_of(request),
            verdict=form.cleaned_data["verdict"],
            products=form.cleaned_data["products"],
            reason=form.cleaned_data["reason"],
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _groups(risk: RiskView, form: OverrideForm) -> list[dict[str, Any]]:
    """The products to choose among by group, the contract's own groups first and open."""
    catalogue, language = form.catalogue, translation.get_language() or "nb"
    own = {group.id for group in (*risk.groups, *risk.screened.groups)}
    chosen = set(form["products"].value() or ())

    def products(group: Group) -> list[Product]:
        return [product for product in catalogue.products if product.group_id == group.id]

    ordered = sorted(catalogue.groups, key=lambda group: (group.id not in own, group.order))
    return [
        {
            "name": group.name.in_language(language),
            "open": group.id in own or any(product.id in chosen for product in products(group)),
            "products": [(one.id, one.name.in_language(language), one.id in chosen) for one in products(group)],
        }
        for group in ordered
    ]


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    """End, strike or open again; without a reason the page comes back as it was typed."""
    if verb not in MOVES:
        raise NotVisible
    reason = request.POST.get("reason", "")
    try:
        MOVES[verb](
            by=request.actor, at=timezone.now(), public_id=public_id, revision=revision_of(request), reason=reason
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        found = queries.own_contract(request.actor, public_id)
        typed = {verb: {"reason": reason, "error": str(error)}}
        return render(request, "contracts/contract.html", shown(request.actor, found) | {"typed": typed}, status=422)
    done = {"end": _("Avtalen er avsluttet."), "strike": _("Avtalen er strøket."), "reopen": _("Avtalen løper igjen.")}
    messages.success(request, done[verb])
    return redirect("contracts_contract", public_id=public_id)
