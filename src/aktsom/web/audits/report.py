"""The report of an audit, what stands above its rows, and who gets to see it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import audit_reports as acts
from aktsom.follow_up.actions import audit_sharing as sharing
from aktsom.follow_up.method_tables import audit_schemes, method_limit
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audit_reports import earlier_deviations, report, report_view
from aktsom.sharing.viewing import sees_network
from aktsom.web.audits import words
from aktsom.web.audits.forms import FactsForm, facts_of
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.meetings.words import by_whom


@signed_in
@require_safe
def one(request: SignedInRequest, report_id: str) -> HttpResponse:
    return shown(request, report_id)


def shown(request: SignedInRequest, report_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, view = request.actor, report_view(request.actor, report_id)
    found = view.report
    writes = permissions.write_report(actor, found) is None
    scheme = audit_schemes().get(found.scheme)
    done_ = {one.row_id: one for one in view.rechecks}
    context = {
        "view": view,
        "one": found,
        "audit": found.audit,
        "title": words.title(found.audit.number),
        "who": by_whom(found.audit.team, found.audit.owner),
        "follows": sees_network(actor) and not permissions.is_auditor(actor, found.audit),
        "writes": writes,
        "missing": acts.what_is_missing(actor, found) if writes else "",
        "earlier": [(row, done_.get(row.pk)) for row in earlier_deviations(actor, found.audit)] if writes else [],
        "scheme": (scheme.name or _("En annen ordning")) if scheme else "",
        "may_show": permissions.show(actor, found) is None,
        "may_confirm": permissions.confirm(actor, found) is None,
        "may_stop": permissions.block(actor, found) is None,
        "may_lift": permissions.lift(actor, found) is None,
        "may_repeat": permissions.runs(actor, found.audit) is None and found.state == "handed_in",
        "few": method_limit("small_group"),  # below it a number would point somebody out
        "words": words,
        "wrong": wrong or {},
    }
    return render(request, "audits/report.html", context, status=422 if wrong else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: SignedInRequest, report_id: str) -> HttpResponse:
    found = report(request.actor, report_id)
    stop_if(permissions.write_report(request.actor, found))
    form = FactsForm(sent(request), initial=facts_of(found))

    def save() -> None:
        acts.save_facts(
            by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request),
            facts=form.facts(), looked=looked(request),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Lagret."))
        return redirect("audits_report", report_id=report_id)
    context = {"one": found, "form": form, **form.shown_looks()}
    return render(request, "audits/facts.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def move(request: SignedInRequest, report_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    report(request.actor, report_id)
    act, told = _MOVES[verb]
    text = request.POST.get("text", "")
    by = {"by": request.actor, "at": timezone.now(), "report_id": report_id, "revision": revision_of(request)}
    try:
        act(by, text)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return shown(request, report_id, {"verb": verb, "text": text, "error": str(error)})
    messages.success(request, told())
    return redirect("audits_report", report_id=report_id)


_MOVES: dict[str, tuple[Callable[[dict[str, Any], str], Any], Callable[[], str]]] = {
    "lever": (lambda by, _text: acts.hand_in(**by), lambda: _("Rapporten er levert.")),
    "stans": (
        lambda by, text: sharing.stop_sharing(**by, reason=text),
        lambda: _("Rapporten er stanset. Bare de som følger opp, ser den."),
    ),
    "opphev": (lambda by, text: sharing.lift_stop(**by, reason=text), lambda: _("Stansen er opphevet.")),
    "bekreft": (
        lambda by, text: sharing.confirm_report(**by, how=text),
        lambda: _("Det står nå at revisoren bekrefter rapporten."),
    ),
    "vis": (lambda by, _text: sharing.show_supplier(**by), lambda: _("Leverandøren kan se rapporten, og får brev.")),
}
