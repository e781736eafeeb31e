"""The page of a sub-supplier that is left: the old place, the new one, what is known of it, and who has said what."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.follow_up.queries.placed_risks import risk_names
from aktsom.sanctions.actions import replacements
from aktsom.sanctions.models import NewPlace, Replacement
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.new_places import known_of
from aktsom.sanctions.queries.steps import places_proposed, replacement
from aktsom.sanctions.step_states import REPLACEMENT
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.risk_words import stage_words
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.steps import words
from aktsom.web.steps.acting import Acting, act, acting_of
from aktsom.web.steps.forms import ConfirmPlaceForm, PlaceForm, ReasonForm, WeighForm

VERBS = {"foresla": "propose", "vurder": "assess", "avvis": "refuse", "bekreft": "confirm"}


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, today = replacement(request.actor, public_id), timezone.localdate()
    places = places_proposed(found)
    new = standing_of(places)
    may = {verb for verb, move in VERBS.items() if permissions.replacement(request.actor, found, move) is None}
    own = found.owner_id in request.actor.member_ids
    context = {
        "one": found, "may": may, "state": words.REPLACEMENTS[found.state], "new": new,
        "refused": [place for place in places if place.refused_at],
        "move": words.whose_move(REPLACEMENT, found.state, found.owner.name, found.supplier.name),
        "supplier": permissions.answers_for(request.actor, found), "own": own,
        "what": words.parts_of(False, found.products, [found.old_name]),
        "late": found.state == "demanded" and found.due_on < today,
        "may_take_back": new is not None and new.by_supplier
        and permissions.replacement(request.actor, found, "take_back") is None,
        "next": next((verb for verb in ("bekreft", "vurder", "foresla") if verb in may), ""),
        **(knowing(request.actor, found, new) if own and new else {}),
    }  # fmt: skip
    return render(request, "steps/replacement.html", context)


def knowing(actor: Actor, found: Replacement, new: NewPlace) -> dict[str, Any]:
    """What the owner has before it when it weighs the new place."""
    known, language = known_of(actor, found, new), translation.get_language() or "nb"
    names, stages = risk_names(language), stage_words()
    risks = [
        (names.get(risk.code, risk.code), stages.get(risk.stage, risk.stage), risk.level, risk.named)
        for risk in known.risks
    ]
    return {"known": known, "risks": risks}


def standing_of(places: list[NewPlace]) -> NewPlace | None:
    return next((place for place in places if not place.refused_at and not place.taken_back_at), None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    acting = acting_of(ACTS, verb)
    found = replacement(request.actor, public_id)
    refusal = permissions.replacement(request.actor, found, VERBS[verb])
    back = _now("Byttet"), reverse("steps_replacement", kwargs={"public_id": public_id})
    new = standing_of(places_proposed(found))
    more = {"new": new, "wanted": found.wanted, "own": found.owner_id in request.actor.member_ids}
    if verb in ("vurder", "bekreft") and new is not None and refusal is None:
        more |= knowing(request.actor, found, new)
    return act(request, found, acting, named={"replacement_id": public_id}, back=back, refusal=refusal, more=more)


@signed_in
@require_POST
def take_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    replacement(request.actor, public_id)
    replacements.take_back_place(
        by=request.actor, at=timezone.now(), replacement_id=public_id, revision=revision_of(request)
    )
    messages.success(request, _now("Forslaget er tatt tilbake. Dere kan foreslå et annet."))
    return redirect("steps_replacement", public_id=public_id)


ACTS = {
    "foresla": Acting(
        PlaceForm, lambda form, by, looked: replacements.propose_place(**by, said=form.said(looked)),
        _("Foreslå et nytt sted"), _("Send"), _("Stedet er foreslått. Avtaleeieren vurderer det før noe leveres."),
    ),
    "vurder": Acting(
        WeighForm, lambda form, by, looked: replacements.weigh_place(**by, **form.cleaned_data, looked=looked),
        _("Vurder det nye stedet"), _("Lagre vurderingen"),
        _("Vurderingen er lagret. Avtaleeieren bekrefter før noe leveres."),
    ),
    "avvis": Acting(
        ReasonForm, lambda form, by, looked: replacements.refuse_place(**by, **form.cleaned_data, looked=looked),
        _("Ikke godta stedet"), _("Ikke godta stedet"), _("Leverandøren får brev og kan foreslå et annet sted."),
    ),
    "bekreft": Acting(
        ConfirmPlaceForm, lambda form, by, _looked: replacements.confirm_place(**by, **form.cleaned_data),
        _("Bekreft det nye stedet"), _("Bekreft"),
        _("Det nye stedet er bekreftet, og det kan bestilles igjen. Kjeden har fått en ny utgave."),
        lambda request, _one: ConfirmPlaceForm(sent(request), initial={"delivers_from": timezone.localdate()}),
    ),
}  # fmt: skip
