"""The page of a contract that was terminated, with what stays followed up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.sanctions.actions import terminations
from aktsom.sanctions.models import Termination
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.left_open import open_now
from aktsom.sanctions.queries.steps import exit_assessment_of, termination
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.steps import words
from aktsom.web.steps.acting import Acting, act, acting_of
from aktsom.web.steps.forms import ReasonForm, SayForm


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = termination(request.actor, public_id)
    own = found.owner_id in request.actor.member_ids
    context = {
        "one": found, "state": words.TERMINATIONS[found.state], "own": own,
        "supplier": permissions.answers_for(request.actor, found),
        "may": {verb for verb in ACTS if _refusal(request.actor, found, verb) is None},
        "exit": exit_assessment_of(request.actor, found.decision) if own else None,
        "open_now": open_now(request.actor, found.decision.follow_up) if own else None,
    }  # fmt: skip
    return render(request, "steps/termination.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    acting = acting_of(ACTS, verb)
    found = termination(request.actor, public_id)
    refusal = _refusal(request.actor, found, verb)
    back = _now("Hevingen"), reverse("steps_termination", kwargs={"public_id": public_id})
    opened = open_now(request.actor, found.decision.follow_up) if verb == "ferdig" and refusal is None else None
    return act(
        request,
        found,
        acting,
        named={"termination_id": public_id},
        back=back,
        refusal=refusal,
        more={"open_now": opened},
    )


def _refusal(actor: Actor, found: Termination, verb: str) -> Refusal | None:
    if verb == "uttal":
        return permissions.say_of_termination(actor, found)
    return permissions.termination(actor, found, "settle")


ACTS = {
    "uttal": Acting(
        SayForm, lambda form, by, looked: terminations.say_of_termination(**by, **form.cleaned_data, looked=looked),
        _("Skriv hva dere mener"), _("Send"), _("Takk. Det dere har skrevet, står ved siden av avgjørelsen."),
    ),
    "ferdig": Acting(
        ReasonForm,
        lambda form, by, looked: terminations.settle_termination(**by, **form.cleaned_data, looked=looked),
        _("Avslutt oppfølgingen etter hevingen"), _("Avslutt"), _("Oppfølgingen etter hevingen er avsluttet."),
    ),
}  # fmt: skip
