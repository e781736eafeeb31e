"""The review of access: role by role, and its proof to show or file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import NotVisible, Refusal, Refused
from aktsom.interop.spreadsheets.writing import Column, Style
from aktsom.members.actions import reviewing
from aktsom.members.queries.reviews import ReviewPage, review_page
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import excel
from aktsom.web.organisation.words import period_words, role_names, role_words


def _context(page: ReviewPage) -> dict[str, object]:
    waiting = [line for line in page.lines if not line.decision]
    return {
        "page_of": page,
        "row": page.row,
        "period": period_words(page.row.period),
        "lines": [(line, role_words([line.role])[0]) for line in page.lines],
        "waiting": len(waiting),
        "used": sum(line.used for line in waiting),
        "first": waiting[0].id if waiting else None,
        "decisions": {"keep": _("Beholdt"), "remove": _("Fjernet"), "": _("Venter")},
        "close_off": Refusal(_("Noen roller venter på et ja eller nei. Gå gjennom dem først.")) if waiting else None,
    }


@signed_in
@require_safe
def review(request: SignedInRequest, public_id: str) -> HttpResponse:
    page = review_page(request.actor, public_id, timezone.localdate())
    if page.row.closed_at is not None:
        return redirect("organisation_review_proof", public_id=public_id)
    return render(request, "organisation/review.html", _context(page))


@signed_in
@require_POST
def decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The button says which line and what: "keep:12". With script the list alone comes back, focused on the next."""
    decision, _colon, line = request.POST.get("decide", "").partition(":")
    if not line.isdigit():
        raise NotVisible
    try:
        reviewing.decide_access(
            by=request.actor, at=timezone.now(), review=public_id, line=int(line), decision=decision
        )
    except Refused as refused:
        messages.error(request, str(refused.message))
        if request.htmx:
            return HttpResponse(status=403, headers={"HX-Refresh": "true"})
        return redirect("organisation_review", public_id=public_id)
    if request.htmx:
        page = review_page(request.actor, public_id, timezone.localdate())
        return render(request, "organisation/review_body.html", _context(page) | {"moved": True})
    return redirect("organisation_review", public_id=public_id)


@signed_in
@require_POST
def keep(request: SignedInRequest, public_id: str) -> HttpResponse:
    kept = reviewing.keep_used(by=request.actor, at=timezone.now(), review=public_id)
    said = ngettext("%(count)s rolle i bruk er beholdt.", "%(count)s roller i bruk er beholdt.", kept)
    messages.success(request, said % {"count": kept})
    return redirect("organisation_review", public_id=public_id)


@signed_in
@require_POST
def close(request: SignedInRequest, public_id: str) -> HttpResponse:
    reviewing.close_access_review(by=request.actor, at=timezone.now(), review=public_id)
    messages.success(request, _("Gjennomgangen er avsluttet. Her er beviset."))
    return redirect("organisation_review_proof", public_id=public_id)


@signed_in
@require_safe
def proof(request: SignedInRequest, public_id: str) -> HttpResponse:
    page = review_page(request.actor, public_id, timezone.localdate())
    return render(request, "organisation/proof.html", _context(page))


@signed_in
@require_safe
def proof_sheet(request: SignedInRequest, public_id: str) -> HttpResponse:
    page = review_page(request.actor, public_id, timezone.localdate())
    decisions = {"keep": _("Beholdt"), "remove": _("Fjernet"), "": _("Venter")}
    columns = [
        Column(_("Navn")),
        Column(_("Rolle")),
        Column(_("Gitt"), Style.DAY),
        Column(_("Sist brukt"), Style.DAY),
        Column(_("Avgjørelse")),
        Column(_("Av")),
        Column(_("Dato"), Style.DAY),
    ]
    rows = [
        (
            line.name,
            role_names([line.role]),
            timezone.localtime(line.given_at).date() if line.given_at else None,
            line.last_used_on,
            decisions[line.decision],
            line.decided_by,
            timezone.localtime(line.decided_at).date() if line.decided_at else None,
        )
        for line in page.lines
    ]
    title = _("Tilganger %(member)s %(period)s") % {"member": page.row.member.name, "period": page.row.period.code}
    return excel(title, columns, rows)
