"""What a contract asks to be shown for orders to go on: written on the contract, and found met or waived."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.contracts import queries
from aktsom.core.errors import NotVisible, stop_if
from aktsom.sanctions.actions import conditions
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.conditions import condition
from aktsom.sanctions.rules.conditions import stops
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.steps import words
from aktsom.web.steps.acting import Acting, act, acting_of
from aktsom.web.steps.forms import ConditionForm, MetForm, ReasonForm

VERBS = {"vist": "find_met", "frafall": "waive", "tvil": "doubt"}


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, contract_id: str) -> HttpResponse:
    contract = queries.contract(request.actor, contract_id)
    if not queries.is_own(request.actor, contract):
        raise NotVisible
    stop_if(permissions.prepares(request.actor, contract.member_id))
    form = ConditionForm(sent(request), contract=contract)

    def save() -> None:
        conditions.make_condition(
            by=request.actor, at=timezone.now(), contract_id=contract_id, said=form.said(looked(request))
        )

    if request.method == "POST" and done(form, save):
        return redirect(reverse("contracts_contract", kwargs={"public_id": contract_id}) + "#bestilling")
    context = {"form": form, "contract": contract, **form.shown_looks()}
    return render(request, "steps/condition_new.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, today = condition(request.actor, public_id), timezone.localdate()
    context = {
        "one": found, "state": words.CONDITIONS[found.state],
        "own": found.owner_id in request.actor.member_ids, "stops": stops(found.state, found.due_on, today),
        "may": {verb for verb, move in VERBS.items() if permissions.condition(request.actor, found, move) is None},
    }  # fmt: skip
    return render(request, "steps/condition.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    acting = acting_of(ACTS, verb)
    found = condition(request.actor, public_id)
    refusal = permissions.condition(request.actor, found, VERBS[verb])
    back = _now("Bestillingsvilkåret"), reverse("steps_condition", kwargs={"public_id": public_id})
    return act(request, found, acting, named={"condition_id": public_id}, back=back, refusal=refusal)


ACTS = {
    "vist": Acting(
        MetForm, lambda form, by, looked: conditions.find_met(**by, **form.cleaned_data, looked=looked),
        _("Dette er vist"), _("Lagre"), _("Vilkåret er vist. Det stanser ingen bestillinger."),
    ),
    "frafall": Acting(
        ReasonForm, lambda form, by, looked: conditions.waive(**by, **form.cleaned_data, looked=looked),
        _("Frafall vilkåret"), _("Frafall"), _("Vilkåret er frafalt. Grunnen står ved siden av."),
    ),
    "tvil": Acting(
        ReasonForm, lambda form, by, looked: conditions.doubt(**by, **form.cleaned_data, looked=looked),
        _("Det som viste dette, har ikke holdt"), _("Lagre"), _("Vilkåret står igjen som ikke vist."),
    ),
}  # fmt: skip
