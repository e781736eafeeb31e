"""Seeing over a declaration before it is sent, sending it, and reading what was sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.declaring import hiding, say_about, withdraw
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.queries import declarations as queries
from aktsom.supply_chain.queries.asked import buyers, customer_of, products_of
from aktsom.supply_chain.states import DeclarationState
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.chain import words
from aktsom.web.chain.ours import told
from aktsom.web.contracts.sending import revision_of


@signed_in
@require_safe
def declaration(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A version as it was sent; the draft to the supplier alone."""
    found = queries.declaration(request.actor, public_id)
    own = found.supplier_id in request.actor.supplier_ids
    if own and found.state == DeclarationState.DRAFT:
        return redirect("chain_preview", public_id=public_id)
    context = {"found": found, "told": told(request.actor, found), "own": own, "stage_words": words.stage_words()}
    return render(request, "chain/declaration.html", context | {"buyers": buyers(request.actor, found)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What will be read by whom, and what is missing; sent by POST."""
    found = queries.own_declaration(request.actor, public_id)
    if request.method != "POST" and found.state != DeclarationState.DRAFT:
        return redirect("chain_declaration", public_id=public_id)
    error = ""
    if request.method == "POST":
        try:
            sent = submit_declaration(
                by=request.actor, at=timezone.now(), declaration_id=public_id, revision=revision_of(request)
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as why:
            error = str(why)
        else:
            messages.success(request, _("Kjeden er sendt. Kundene ser den nå."))
            return redirect("chain_ours", public_id=sent.declaration.supplier.public_id)
    shown = told(request.actor, found)
    context = {
        "found": found,
        "told": shown,
        "buyers": buyers(request.actor, found),
        "products": words.product_words(products_of(found)),
        "refusal": permissions.submit(request.actor, found) or _why_not(shown.blocked, len(shown.rows)),
        "hiding": hiding(found),
        "customer": customer_of(request.actor, found),
        "stage_words": words.stage_words(),
        "error": error,
    }
    return render(request, "chain/preview.html", context, status=422 if error else 200)


def _why_not(blocked: int, rows: int) -> str:
    if not rows:
        return _("Skriv minst ett sted, eller at dere ikke vet, før dere sender inn.")
    return _("Rett radene som er feil først.") if blocked else ""


@signed_in
@require_POST
def say(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The supplier's note, and whether the customer in between may read."""
    hides = request.POST.get("hides") == "yes" if "hides" in request.POST else None
    say_about(by=request.actor, at=timezone.now(), declaration_id=public_id, note=request.POST.get("note"), hides=hides)
    messages.success(request, _("Lagret."))
    return redirect("chain_preview", public_id=public_id)


@signed_in
@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    gone = withdraw(by=request.actor, at=timezone.now(), declaration_id=public_id)
    messages.success(request, _("Utkastet er lagt bort. Det dere sendte sist, gjelder fortsatt."))
    return redirect("chain_ours", public_id=gone.supplier.public_id)
