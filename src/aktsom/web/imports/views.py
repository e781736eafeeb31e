"""Bringing a register in, as seen: choose a file, wait, look over, done. One address for an import all its life."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from aktsom.contracts import permissions, queries
from aktsom.contracts import progress as done_so_far
from aktsom.contracts.actions import receive_register
from aktsom.contracts.models import RegisterImport
from aktsom.contracts.states import IMPORT, ImportState
from aktsom.core.errors import Refusal, Refused
from aktsom.interop.registers.telling import describe_failure
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.risk.queries import ContractFilters, contract_list
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.addresses import contracts_address
from aktsom.web.imports import columns
from aktsom.web.imports.forms import RegisterForm
from aktsom.web.imports.review import confirm_text, headline, review

EARLIER = 8
GRAVEST = 6
VANISHED = 50  # asked about at a time, those that wait first


@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    members = members_with(request.actor, Permission.KEEP_REGISTER)
    if not members:
        raise Refused(_no_register(request))
    form = RegisterForm(*_sent(request), members=members)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        received = receive_register(
            by=request.actor,
            at=timezone.now(),
            member=form.chosen_member(),
            file_name=file.name,
            content=file.read(),
        )
        return redirect("contracts_import_review", public_id=received.public_id)
    earlier = list(queries.own_imports(request.actor)[:EARLIER])
    context = {"form": form, "members": members, "earlier": earlier, "states": state_words()}
    return render(request, "imports/new.html", context, status=422 if form.errors else 200)


def _sent(request: SignedInRequest) -> tuple[Any, Any]:
    """What the form came with, also when that is nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _no_register(request: SignedInRequest) -> Refusal:
    member_id = request.actor.member_id
    refusal = permissions.keep_register(request.actor, member_id) if member_id else None
    return refusal or Refusal(_("Du har ikke noe register å lese inn i."))


def state_words() -> dict[str, tuple[str, str]]:
    """(kind of state for its mark, words) by state of an import."""
    return {
        ImportState.RECEIVED: ("wait", _("Mottatt")),
        ImportState.READING: ("wait", _("Leses")),
        ImportState.READ: ("wait", _("Venter på deg")),
        ImportState.TAKING_IN: ("wait", _("Legges inn")),
        ImportState.TAKEN_IN: ("ok", _("Lest inn")),
        ImportState.FAILED: ("late", _("Kunne ikke leses")),
        ImportState.DROPPED: ("none", _("Forkastet")),
    }


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = queries.register_import(request.actor, public_id)
    match found.state:
        case ImportState.READ:
            template = "imports/review_body.html" if request.htmx else "imports/review.html"
            return render(request, template, _review(request, found))
        case ImportState.TAKEN_IN:
            return render(request, "imports/result.html", result(request, found))
        case ImportState.FAILED:
            return render(request, "imports/failed.html", _failure(request, found))
        case ImportState.DROPPED:
            return render(request, "imports/dropped.html", {"found": found})
        case _:
            return render(request, "imports/working.html", _work(request, found))


@signed_in
@require_safe
def progress(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The bar alone, asked for each second; once the work is over the whole page is."""
    found = queries.register_import(request.actor, public_id)
    if IMPORT.owners[found.state] != "platform":
        return HttpResponseClientRedirect(reverse("contracts_import_review", kwargs={"public_id": public_id}))
    return render(request, "imports/progress.html", _work(request, found))


def _review(request: SignedInRequest, found: RegisterImport) -> dict[str, Any]:
    address = reverse("contracts_import_review", kwargs={"public_id": found.public_id})
    after = request.GET.get("etter", "")
    shown = review(found, request.GET.get("vis", ""), int(after) if after.isascii() and after.isdigit() else 0, address)
    return {
        "found": found,
        "review": shown,
        "headline": headline(shown.counts),
        "confirm_text": confirm_text(shown.counts),
        "refusal": permissions.work_on_import(request.actor, found, "confirm"),
        "before": queries.taken_in_before(found),
        "columns": columns.lines(found),
        "options": columns.options(),
        "missing": columns.missing(found),
        "notes": columns.notes(found),
        "sheets": found.noticed.get("sheets", []),
        "unread": found.noticed.get("unread", []),
    }


def _work(request: SignedInRequest, found: RegisterImport) -> dict[str, Any]:
    """How far it has come; what is told of another phase than the state's is old."""
    phases = {"taking_in", "screening"} if found.state == ImportState.TAKING_IN else {"reading", "comparing"}
    so_far = done_so_far.read(found.public_id)
    known = so_far if so_far and so_far.phase in phases else None
    named = {
        "reading": _("Vi leser radene og sammenligner dem med registeret"),
        "comparing": _("Vi sammenligner radene med registeret"),
        "taking_in": _("Avtalene legges i registeret"),
        "screening": _("Vi holder avtalene opp mot høyrisikolisten"),
    }
    waiting = _("Filen er mottatt, og vi begynner straks") if found.state == ImportState.RECEIVED else _("Vi er i gang")
    return {
        "found": found,
        "done": known.done if known else 0,
        "total": known.total if known else 0,
        "label": named[known.phase] if known else waiting,
        "stop_refusal": permissions.work_on_import(request.actor, found, "drop"),
    }


def _failure(request: SignedInRequest, found: RegisterImport) -> dict[str, Any]:
    return {
        "found": found,
        "told": describe_failure(found.problem, found.problem_params, _),
        "refusal": permissions.work_on_import(request.actor, found, "correct_columns"),
        "sheets": found.noticed.get("sheets", []),
    }


def result(request: SignedInRequest, found: RegisterImport) -> dict[str, Any]:
    """What came of it, the register's risk now, and contracts that the file no longer names."""
    filters = ContractFilters(member=found.member.public_id)
    page = contract_list(request.actor, filters, limit=GRAVEST, today=timezone.localdate())
    vanished = sorted(
        queries.vanished(request.actor, register_import=found, waiting=False), key=lambda one: bool(one.decision)
    )
    return {
        "found": found,
        "unread": found.noticed.get("unread", []),
        "counts": queries.row_counts(found),
        "vanished": vanished[:VANISHED],
        "gone": len(vanished),
        "verdicts": {
            verdict: (count, contracts_address(ContractFilters(member=found.member.public_id, verdict=verdict)))
            for verdict, count in page.counts.items()
        },
        "all_address": contracts_address(filters),
        "gravest": page.rows,
        "refusal": permissions.keep_register(request.actor, found.member_id),
        "typed": {},
    }
