"""Offers from auditors, and what each member pays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import audit_costs as acts
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audits import audit
from aktsom.web.audits.forms import OfferForm, ShareForm
from aktsom.web.audits.pages import paying_members, shown
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of


@signed_in
@require_POST
def offer(request: SignedInRequest, public_id: str) -> HttpResponse:
    stop_if(permissions.write(request.actor, audit(request.actor, public_id)))
    form = OfferForm(request.POST)

    def record() -> None:
        acts.record_offer(
            by=request.actor, at=timezone.now(), audit_id=public_id, revision=revision_of(request), said=form.said()
        )

    if done(form, record):
        messages.success(request, _("Tilbudet er skrevet opp."))
        return redirect("audits_one", public_id=public_id)
    return shown(request, public_id, offer=form)


@signed_in
@require_POST
def choose(request: SignedInRequest, public_id: str, offer_id: str) -> HttpResponse:
    audit(request.actor, public_id)
    reason = request.POST.get("text", "")
    try:
        acts.choose_offer(
            by=request.actor, at=timezone.now(), audit_id=public_id, revision=revision_of(request),
            offer_id=offer_id, reason=reason,
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return shown(request, public_id, {"verb": offer_id, "text": reason, "error": str(error)})
    messages.success(request, _("Tilbudet er valgt."))
    return redirect("audits_one", public_id=public_id)


@signed_in
@require_POST
def share(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = audit(request.actor, public_id)
    stop_if(permissions.write(request.actor, one))
    form = ShareForm(request.POST, members=paying_members(one))

    def share_it() -> None:
        acts.share_cost(
            by=request.actor, at=timezone.now(), audit_id=public_id, revision=revision_of(request),
            key=form.cleaned_data["key"], own=form.own(),
        )  # fmt: skip

    if done(form, share_it):
        messages.success(request, _("Kostnaden er fordelt."))
        return redirect("audits_one", public_id=public_id)
    return shown(request, public_id, share=form)
