"""Rows of a report, and what a re-audit says of earlier ones."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.actions import audit_reports as acts
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.file_words import TAKEN
from aktsom.follow_up.models import AuditReport, AuditRow
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audit_reports import earlier_deviations, report, rows_of
from aktsom.follow_up.queries.audits import points_called
from aktsom.follow_up.states import EvidenceKind
from aktsom.follow_up.tables import evidence_limit
from aktsom.sharing.audiences import Audience
from aktsom.web.audits.forms import RowForm, row_of
from aktsom.web.audits.report import shown
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of
from aktsom.web.evidence.uploads import largest_form

MEGA = 1024 * 1024


@signed_in
def new(request: SignedInRequest, report_id: str) -> HttpResponse:
    return _row(request, report_id, None)


@signed_in
def change(request: SignedInRequest, report_id: str, row_id: str) -> HttpResponse:
    found = _to_write(request, report_id)
    row = next((row for row in rows_of(found) if row.public_id == row_id), None)
    if row is None:
        raise NotVisible
    return _row(request, report_id, row)


def _row(request: SignedInRequest, report_id: str, row: AuditRow | None) -> HttpResponse:
    found = _to_write(request, report_id)
    more = {"report": found, "points": points_called(found.audit.points)}
    form = RowForm.taking(request, initial=row_of(row) if row else {}, **more)

    def save() -> None:
        acts.save_row(
            by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request),
            said=form.row(looked(request)), row_id=row.public_id if row else "",
            evidence_id=_brought(request, found, form),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Raden er lagret."))
        return redirect("audits_report", report_id=report_id)
    context: dict[str, Any] = {
        "one": found,
        "row": row,
        "form": form,
        **form.shown_looks(),
        "taken": TAKEN,
        "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(),
        "part_bytes": evidence_limit("part_bytes"),
    }
    return render(request, "audits/row.html", context, status=422 if form.errors else 200)


def _brought(request: SignedInRequest, one: AuditReport, form: RowForm) -> str:
    """The file that came with the row, as evidence; none when the row is refused, since the upload is finished anew."""
    if form.upload is None:
        return ""
    whose = Whose(team_id=one.audit.team.public_id) if one.audit.team else Whose(owner_id=one.audit.owner.public_id)
    if permissions.is_auditor(request.actor, one.audit):
        whose = Whose(audit_id=one.audit.public_id)
    said = Said(kind=EvidenceKind.OTHER, whose=whose, audience=Audience.CASE_TEAM)
    made = finish_upload(by=request.actor, at=timezone.now(), upload_id=form.upload.public_id, said=said)
    return str(made.public_id)


@signed_in
@require_POST
def remove(request: SignedInRequest, report_id: str, row_id: str) -> HttpResponse:
    _to_write(request, report_id)
    acts.remove_row(
        by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request), row_id=row_id
    )
    messages.success(request, _("Raden er tatt bort."))
    return redirect("audits_report", report_id=report_id)


@signed_in
@require_POST
def recheck(request: SignedInRequest, report_id: str) -> HttpResponse:
    found = _to_write(request, report_id)
    answers = {
        row.public_id: (said == "ja", request.POST.get(f"merknad-{row.public_id}", ""))
        for row in earlier_deviations(request.actor, found.audit)
        if (said := request.POST.get(f"lukket-{row.public_id}")) in ("ja", "nei")
    }
    try:
        acts.recheck(
            by=request.actor, at=timezone.now(), report_id=report_id, revision=revision_of(request), answers=answers
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return shown(request, report_id, {"verb": "tidligere", "text": "", "error": str(error)})
    messages.success(request, _("Lagret."))
    return redirect("audits_report", report_id=report_id)


def _to_write(request: SignedInRequest, report_id: str) -> AuditReport:
    found = report(request.actor, report_id)
    stop_if(permissions.write_report(request.actor, found))
    return found
