"""The page of an audit: the order, offers, who pays, who has said yes, and the way to the report."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.follow_up.actions import audit_costs, audits
from aktsom.follow_up.actions.audit_reports import begin_report
from aktsom.follow_up.audit_states import AUDIT
from aktsom.follow_up.models import Audit
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audit_reports import report_of
from aktsom.follow_up.queries.audits import audit, points_called, standing, under_audit_right
from aktsom.members.models import Member
from aktsom.sharing.viewing import sees_network
from aktsom.web.audits import words
from aktsom.web.audits.forms import OfferForm, ShareForm, first_offer
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.meetings.words import by_whom


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(
    request: SignedInRequest,
    public_id: str,
    wrong: dict[str, Any] | None = None,
    *,
    offer: OfferForm | None = None,
    share: ShareForm | None = None,
) -> HttpResponse:
    """`offer` and `share` are forms that came back."""
    actor, found = request.actor, audit(request.actor, public_id)
    who, runs = by_whom(found.team, found.owner), permissions.runs(actor, found) is None
    writes = permissions.write(actor, found) is None
    outside = permissions.is_auditor(actor, found) or not sees_network(actor)  # cost and consents are not for them
    context = {
        "one": found,
        "who": who,
        "title": words.title(found.number),
        "state": words.STATES[found.state],
        "move": words.whose_move(found.state, who),
        "runs": runs,
        "auditor": outside,
        "writes": writes,
        "may": {verb: permissions.move(actor, found, verb) is None for verb in {m.verb for m in AUDIT.moves}},
        "may_send_link": permissions.send_link(actor, found) is None,
        "sites": list(found.sites.all()),
        "products": _products(found),
        "points": points_called(found.points),
        "words": words,
        "ground": str(words.GROUNDS.get(found.payer_ground, "")) % {"number": found.number},
        "offers": list(found.offers.all()) if runs else [],
        "offer_form": offer or (OfferForm(initial=first_offer()) if writes else None),
        "share_form": share or _share_form(found, writes=writes),
        "shares": [] if outside else list(found.shares.select_related("member")),
        "consents": [] if outside else list(found.consents.select_related("contract", "member")),
        "own": actor.member_ids,
        "standing": standing(found),
        "report": report_of(actor, found),
        "effort": None if outside else effort_here(actor, public_id, Activity.AUDIT),
        "open_offer": offer is not None,
        "wrong": wrong or {},
    }
    return render(request, "audits/one.html", context, status=422 if wrong or offer or share else 200)


def paying_members(one: Audit) -> list[Member]:
    rows = under_audit_right(one.follow_up, timezone.localdate())
    return list({row.member_id: row.member for row in rows}.values())


def _share_form(one: Audit, *, writes: bool) -> ShareForm | None:
    if not writes or one.cost is None or one.payer != "cooperation":
        return None
    own = {share.member.public_id: share.hundredths for share in one.shares.select_related("member")}
    initial = {name: hundredths / 100 for name, hundredths in own.items() if hundredths is not None}
    return ShareForm(members=paying_members(one), initial=initial | {"key": one.cost_key or "equal"})


def _products(one: Audit) -> list[str]:
    products, language = current_catalogue().product, get_language() or "nb"
    return [products[id_].name.in_language(language) for id_ in one.products if id_ in products]


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    found = audit(request.actor, public_id)
    if verb == "rapport":
        made = begin_report(by=request.actor, at=timezone.now(), audit_id=public_id)
        return redirect("audits_report", report_id=made.public_id)
    act, told = _MOVES[verb]
    try:
        act(request, found, {"by": request.actor, "at": timezone.now(), "revision": revision_of(request)})
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return shown(request, public_id, {"verb": verb, "text": request.POST.get("text", ""), "error": str(error)})
    messages.success(request, told())
    return redirect("audits_one", public_id=public_id)


Did = Callable[[SignedInRequest, Audit, dict[str, Any]], Any]


def _ask(_request: SignedInRequest, one: Audit, by: dict[str, Any]) -> None:
    audit_costs.ask_consent(audit_id=one.public_id, **by)


def _order(_request: SignedInRequest, one: Audit, by: dict[str, Any]) -> None:
    audits.order_audit(audit_id=one.public_id, **by)


def _link(_request: SignedInRequest, one: Audit, by: dict[str, Any]) -> None:
    audits.send_link_again(audit_id=one.public_id, **by)


def _cancel(request: SignedInRequest, one: Audit, by: dict[str, Any]) -> None:
    audits.cancel_audit(audit_id=one.public_id, reason=request.POST.get("text", ""), **by)


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "spor": (_ask, lambda: _("Avtaleeierne er spurt, og får brev.")),
    "bestill": (_order, lambda: _("Revisjonen er bestilt. Revisoren får en personlig lenke.")),
    "lenke": (_link, lambda: _("Revisoren får en ny lenke. Den forrige virker ikke lenger.")),
    "avlys": (_cancel, lambda: _("Revisjonen er avlyst.")),
    "rapport": (_order, str),
}
