"""What people are owed and have got after a finding: said, paid, confirmed, and stated as a total."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.core.errors import NotVisible, stop_if
from aktsom.findings.actions import remedies as acts
from aktsom.findings.models import Confirmation, Finding, Payment
from aktsom.findings.permissions import remedies as permissions
from aktsom.findings.queries.findings import finding
from aktsom.findings.queries.remedies import Ledger, Line, ledger
from aktsom.findings.states import ConfirmedBy
from aktsom.follow_up.queries.conclusions import citable
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.findings import words
from aktsom.web.findings.remedy_forms import ConfirmForm, EntitledForm, PaidForm, TotalForm
from aktsom.web.meetings.forms import Saying
from aktsom.web.meetings.words import by_whom


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = finding(request.actor, public_id)
    context = {
        "one": found,
        "ledger": ledger(request.actor, found),
        "words": words,
        "who": by_whom(found.team, found.owner),
        "supplier": permissions.is_supplier(request.actor, found),
        "says": permissions.say(request.actor, found) is None,
        "confirms": permissions.confirm(request.actor, found) is None,
    }
    return render(request, "findings/remedy.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    """With ?linje= the figure that it is about, or whose place it takes; with ?for= the payment or confirmation whose
    place it takes."""
    if verb not in _SAYS:
        raise NotVisible
    found = finding(request.actor, public_id)
    refusal, make, do, told = _SAYS[verb]
    stop_if(refusal(request.actor, found))
    line = request.POST.get("line", "") or request.GET.get("linje", "")
    form = make(request, found, ledger(request.actor, found), line)
    by = {"by": request.actor, "at": timezone.now(), "finding_id": public_id}

    def save() -> None:
        do(form, {**by, "revision": revision_of(request)}, line, looked(request))

    if request.method == "POST" and done(form, save):
        messages.success(request, told())
        return redirect("findings_remedy", public_id=public_id)
    context = {"one": found, "form": form, "verb": verb, "line": line, **form.shown_looks()}
    return render(request, "findings/remedy_say.html", context, status=422 if form.errors else 200)


Make = Callable[[SignedInRequest, Finding, Ledger, str], Any]
Do = Callable[[Any, dict[str, Any], str, str], object]


def _entitled(request: SignedInRequest, _one: Finding, known: Ledger, line: str) -> EntitledForm:
    before = next((each.entitlement for each in known.lines if each.entitlement.public_id == line), None)
    same = ("kind", "people", "currency", "amount", "note")
    return EntitledForm(sent(request), initial={name: getattr(before, name) for name in same} if before else {})


def _paid(request: SignedInRequest, _one: Finding, known: Ledger, line: str) -> PaidForm:
    before = _replaced(request, _must_be(known, line).payments)
    same = {name: getattr(before, name) for name in ("amount", "paid_on")} if before else {}
    return PaidForm(sent(request), initial={"paid_on": timezone.localdate(), "instead_of": _of(before), **same})


def _confirmed(request: SignedInRequest, one: Finding, known: Ledger, line: str) -> ConfirmForm:
    before = _replaced(request, _must_be(known, line).confirmations)
    same = {name: getattr(before, name) for name in ("by_whom", "amount", "confirmed_on")} if before else {}
    first = {"confirmed_on": timezone.localdate(), "instead_of": _of(before), **same}
    return ConfirmForm(sent(request), evidence=citable(request.actor, one.follow_up), initial=first)


def _must_be(known: Ledger, line: str) -> Line:
    found = next((each for each in known.lines if each.entitlement.public_id == line), None)
    if found is None:
        raise NotVisible
    return found


def _replaced(request: SignedInRequest, told: Sequence[Payment | Confirmation]) -> Payment | Confirmation | None:
    """As the address of a form that is opened says; when it is sent, the form itself does."""
    called = request.GET.get("for", "") if request.method != "POST" else ""
    found = next((each for each in told if each.public_id == called), None)
    if called and found is None:
        raise NotVisible
    return found


def _of(before: Payment | Confirmation | None) -> str:
    return before.public_id if before else ""


def _confirm(form: Saying, by: dict[str, Any], line: str, looked: str) -> object:
    told = {**form.cleaned_data, "by_whom": ConfirmedBy(form.cleaned_data["by_whom"])}
    told["evidence_id"] = told.pop("evidence")
    return acts.confirm(**by, entitlement_id=line, looked=looked, **told)


_SAYS: dict[str, tuple[Callable[..., Any], Make, Do, Callable[[], str]]] = {
    "krav": (
        permissions.say,
        _entitled,
        lambda form, by, line, looked: acts.say_entitled(**by, said=form.said(looked), instead_of=line),
        lambda: _("Tallet er lagret. Det som sto før, kan fortsatt leses."),
    ),
    "betalt": (
        permissions.say,
        _paid,
        lambda form, by, line, looked: acts.note_payment(**by, entitlement_id=line, looked=looked, **form.cleaned_data),
        lambda: _("Betalingen er skrevet ned."),
    ),
    "bekreftet": (permissions.confirm, _confirmed, _confirm, lambda: _("Bekreftelsen er skrevet ned.")),
    "sum": (
        permissions.say,
        lambda request, _one, _known, _line: TotalForm(sent(request)),
        lambda form, by, _line, looked: acts.state_total(**by, **form.cleaned_data, looked=looked),
        lambda: _("Summen er skrevet ned ved siden av det linjene blir."),
    ),
}
