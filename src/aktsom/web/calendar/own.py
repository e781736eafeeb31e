"""My calendar: the address is made, shown, renewed and revoked by oneself, after a fresh proof of who one is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.letters import page_address
from aktsom.members.actions.calendar import make_link, renew_link, revoke_link
from aktsom.members.queries.calendar import own_link
from aktsom.sharing.viewing import sees_network
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.calendar.holding import held, span
from aktsom.web.contracts.sending import revision_of
from aktsom.web.signin.fresh import fresh_proof

NEAREST = 5


@signed_in
@fresh_proof
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    today, found = timezone.localdate(), own_link(request.actor)
    _first, last = span(today)
    days = held(request.actor, today, today, last)
    context: dict[str, Any] = {
        "link": found.link if found else None,
        "address": page_address("calendar_feed", secret=found.secret) if found and found.secret else "",
        "nearest": days[:NEAREST],
        "count": len(days),
        "takes_part": sees_network(request.actor),
        "answers": bool(request.actor.supplier_ids),
    }
    context["subscribe"] = "webcal:" + context["address"].partition(":")[2] if context["address"] else ""
    return render(request, "calendar/own.html", context)


@signed_in
@fresh_proof
@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    make_link(by=request.actor, at=timezone.now())
    messages.success(request, _("Kalenderen har fått en adresse. Kopier den til kalenderen du bruker."))
    return redirect("account_calendar")


@signed_in
@fresh_proof
@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    renew_link(by=request.actor, at=timezone.now(), revision=revision_of(request))
    messages.success(request, _("Adressen er ny, og den gamle virker ikke lenger."))
    return redirect("account_calendar")


@signed_in
@fresh_proof
@require_POST
def revoke(request: SignedInRequest) -> HttpResponse:
    revoke_link(by=request.actor, at=timezone.now(), revision=revision_of(request))
    messages.success(request, _("Adressen er slettet, og ingen kan hente kalenderen."))
    return redirect("account_calendar")
