"""What a person does to a register file on its way in. Each answer leads back to the import's one address."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktsom.contracts import actions, queries
from aktsom.contracts.states import RowOutcome
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.interop.registers.mending import mend
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of
from aktsom.web.contracts.words import labels
from aktsom.web.imports.columns import corrected
from aktsom.web.imports.review import TABS
from aktsom.web.imports.views import result


def _back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """To the rows one was at."""
    address = reverse("contracts_import_review", kwargs={"public_id": public_id})
    tab, after = request.POST.get("vis", ""), request.POST.get("etter", "")
    at = {"vis": tab if tab in TABS else "", "etter": after if after.isascii() and after.isdigit() else ""}
    query = urlencode({name: value for name, value in at.items() if value and value != "0"})
    return redirect(f"{address}?{query}#rader" if query else address)


@signed_in
@require_POST
def row(request: SignedInRequest, public_id: str, number: int) -> HttpResponse:
    """Mend the row's cells, leave it out, or take it back."""
    by, at, act = request.actor, timezone.now(), request.POST.get("act", "mend")
    if act == "leave_out":
        actions.leave_out_row(by=by, at=at, import_id=public_id, number=number)
        messages.success(request, _("Rad %(number)s er utelatt.") % {"number": number})
    elif act == "take_back":
        actions.take_row_back(by=by, at=at, import_id=public_id, number=number)
        messages.success(request, _("Rad %(number)s er tatt med igjen.") % {"number": number})
    else:
        _mend(request, public_id, number)
    return _back(request, public_id)


def _mend(request: SignedInRequest, public_id: str, number: int) -> None:
    said = {name: request.POST[f"cell-{name}"] for name in labels() if f"cell-{name}" in request.POST}
    mended = mend(by=request.actor, at=timezone.now(), import_id=public_id, number=number, mended=said)
    if mended.outcome == RowOutcome.BLOCKED:
        messages.warning(request, _("Rad %(number)s trenger deg fortsatt.") % {"number": number})
    else:
        messages.success(request, _("Rad %(number)s er rettet.") % {"number": number})


@signed_in
@require_POST
def leave_out_all(request: SignedInRequest, public_id: str) -> HttpResponse:
    count = actions.leave_out_blocked(by=request.actor, at=timezone.now(), import_id=public_id)
    text = ngettext("%(count)s rad er utelatt.", "%(count)s rader er utelatt.", count)
    messages.success(request, text % {"count": count})
    return _back(request, public_id)


@signed_in
@require_POST
def columns(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The file is read again with the columns as chosen."""
    found = queries.register_import(request.actor, public_id)
    positions = (str(column["column"]) for column in found.columns)
    chosen = {at: request.POST[f"column-{at}"] for at in positions if f"column-{at}" in request.POST}
    try:
        changed = corrected(found, chosen)
    except DomainError as error:
        messages.error(request, str(error))
        return _back(request, public_id)
    if changed:
        actions.correct_columns(by=request.actor, at=timezone.now(), public_id=public_id, columns=changed)
    else:
        messages.info(request, _("Du endret ingen kolonner."))
    return _back(request, public_id)


@signed_in
@require_POST
def table(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Another sheet or heading row; with neither, the register is looked for anew."""
    found = queries.register_import(request.actor, public_id)
    sheet, row_text = request.POST.get("sheet", ""), request.POST.get("header_row", "").strip()
    if sheet and sheet not in found.noticed.get("sheets", ()):
        messages.error(request, _("Filen har ikke noe ark som heter det."))
        return _back(request, public_id)
    if row_text and not (row_text.isascii() and row_text.isdigit() and 0 < int(row_text) <= 10_000):
        messages.error(request, _("Skriv radnummeret som regnearket viser, for eksempel 3."))
        return _back(request, public_id)
    actions.correct_columns(
        by=request.actor,
        at=timezone.now(),
        public_id=public_id,
        sheet=sheet,
        header_row=int(row_text) if row_text else None,
    )
    return _back(request, public_id)


@signed_in
@require_POST
def confirm(request: SignedInRequest, public_id: str) -> HttpResponse:
    actions.confirm_import(
        by=request.actor,
        at=timezone.now(),
        public_id=public_id,
        revision=revision_of(request),
        whole_register=_whole(request),
    )
    return _back(request, public_id)


def _whole(request: SignedInRequest) -> bool | None:
    """The box, or the hidden field before it when it is empty; nothing from a form without them."""
    said = request.POST.get("whole_register")
    return None if said is None else said == "yes"


@signed_in
@require_POST
def whole(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Kept as soon as the box is touched, so that it stands when rows are mended."""
    queries.register_import(request.actor, public_id)
    said = _whole(request)
    if said is not None:
        actions.say_whole_register(by=request.actor, at=timezone.now(), import_id=public_id, whole=said)
    return _back(request, public_id)


@signed_in
@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    actions.drop_import(by=request.actor, at=timezone.now(), public_id=public_id)
    messages.success(request, _("Filen er forkastet. Registeret er som før."))
    return redirect("contracts_import_new")


@signed_in
@require_POST
def vanished(request: SignedInRequest, public_id: str, contract_id: str) -> HttpResponse:
    decision, reason = request.POST.get("decision", ""), request.POST.get("reason", "")
    try:
        actions.decide_vanished(
            by=request.actor,
            at=timezone.now(),
            import_id=public_id,
            contract_public_id=contract_id,
            decision=decision,
            reason=reason,
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        found = queries.register_import(request.actor, public_id)
        typed = {contract_id: {"decision": decision, "reason": reason, "error": str(error)}}
        return render(request, "imports/result.html", result(request, found) | {"typed": typed}, status=422)
    return redirect(reverse("contracts_import_review", kwargs={"public_id": public_id}) + "#borte")
