"""An audit is drafted from a follow-up, or as a re-audit, and changed until contract owners are asked about it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import stop_if
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import audits as acts
from aktsom.follow_up.method_tables import payer_rules
from aktsom.follow_up.methods import may_begin
from aktsom.follow_up.models import Audit, FollowUp
from aktsom.follow_up.permissions import audits as audit_permissions
from aktsom.follow_up.queries.audits import audit, points_to_audit, proposed_payer, sites_to_audit
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import Method
from aktsom.web.audits import words
from aktsom.web.audits.forms import OrderForm, now_of
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent

USUAL = timedelta(days=120)


def _form(request: SignedInRequest, one: FollowUp, initial: dict[str, Any]) -> OrderForm:
    today = timezone.localdate()
    places = sites_to_audit(request.actor, one, today)
    return OrderForm(sent(request), points=points_to_audit(one), products=one.products, places=places, initial=initial)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    one, today = follow_up(request.actor, follow_up_id), timezone.localdate()
    stop_if(permissions.run(request.actor, one) or may_begin(one, Method.AUDIT, today))
    earlier = audit(request.actor, request.GET["ny"]) if request.GET.get("ny") else None
    first = now_of(earlier) | {"payer": "", "payer_reason": ""} if earlier else {"announced": "announced"}
    form = _form(request, one, first | {"due_on": today + USUAL})
    made: list[Audit] = []

    def draft() -> None:
        made.append(
            acts.draft_audit(
                by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, order=form.order(),
                earlier_id=earlier.public_id if earlier else "",
            )
        )  # fmt: skip

    if request.method == "POST" and done(form, draft):
        messages.success(request, _("Bestillingen er skrevet. Ingen andre ser den ennå."))
        return redirect("audits_one", public_id=made[0].public_id)
    number = earlier.number + 1 if earlier else 1
    return _page(request, form, {"one": one, "title": words.title(number), "rules": _proposals(number)}, one)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = audit(request.actor, public_id)
    stop_if(audit_permissions.write(request.actor, one))
    form = _form(request, one.follow_up, now_of(one))

    def change_it() -> None:
        acts.change_audit(
            by=request.actor, at=timezone.now(), audit_id=public_id, revision=revision_of(request), order=form.order()
        )

    if request.method == "POST" and done(form, change_it):
        messages.success(request, _("Bestillingen er endret."))
        return redirect("audits_one", public_id=public_id)
    more = {"change": one, "title": words.title(one.number), "rules": _proposals(one.number)}
    return _page(request, form, more, one.follow_up)


def _page(request: SignedInRequest, form: OrderForm, more: dict[str, Any], one: FollowUp) -> HttpResponse:
    context = {"form": form, "supplier": one.supplier.name, **more}
    return render(request, "audits/form.html", context, status=422 if form.errors else 200)


def _proposals(number: int) -> list[tuple[str, str]]:
    """What each rule says of an audit with this number."""
    found = []
    for rule, name in payer_rules(get_language() or "nb").items():
        said = proposed_payer(rule, number)
        payer = words.PAYERS[said.payer] if said.payer else _("ingen")
        found.append((name, f"{payer}. {str(words.GROUNDS[said.ground]) % {'number': number}}"))
    return found
