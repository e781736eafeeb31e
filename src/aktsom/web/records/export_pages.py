"""A case file on its way: followed, stopped, and fetched."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import Refusal, Refused
from aktsom.follow_up.states import PackageState
from aktsom.records.actions import exporting as acts
from aktsom.records.models import CaseExport
from aktsom.records.queries.exports import as_member, export_cases, own_export
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.jinja import write_date
from aktsom.web.packages.views import fetched, how_far
from aktsom.web.records.gathering import gathered
from aktsom.web.records.not_covered import not_covered
from aktsom.web.records.reaching import reads_archive


@reads_archive
@require_safe
def export(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The page, and the part of it that asks again each second while the work goes on."""
    found = own_export(request.actor, public_id)
    context = {"export": found, "what": what_of(found), **how_far(found), "lacking": not_covered()}
    return render(request, "records/export_body.html" if request.htmx else "records/export.html", context)


def what_of(found: CaseExport) -> str:
    if found.follow_up is not None:
        return str(found.follow_up.supplier.name)
    return _("Saker fra %(since)s til %(until)s") % {
        "since": write_date(found.since, "medium"), "until": write_date(found.until, "medium")
    }  # fmt: skip


@reads_archive
@require_POST
def stop(request: SignedInRequest, public_id: str) -> HttpResponse:
    acts.stop_export(by=request.actor, at=timezone.now(), export_id=public_id)
    return redirect("archive_export", public_id=public_id)


@reads_archive
@require_POST
def go_on(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = acts.go_on_with_export(by=request.actor, at=timezone.now(), export_id=public_id)
    return redirect("archive_export", public_id=found.public_id)


@reads_archive
@require_safe
def file(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, at = own_export(request.actor, public_id), timezone.now()
    if found.state != PackageState.READY or found.is_over(at):
        raise Refused(Refusal(_("Filen er ikke klar, eller den er slettet. Be om en ny.")))
    _stop_if_sees_less(request, found)
    what = f"{found.member.name} {what_of(found)}"
    return fetched(request, found, what, lambda: acts.note_fetched(by=request.actor, at=at, export=found))


def _stop_if_sees_less(request: SignedInRequest, found: CaseExport) -> None:
    """Than when it was made: then none of it is given out."""
    cases = export_cases(as_member(request.actor, found.member_id), found)
    seen = {
        one.id for case in cases for one in gathered(request.actor, found.member, case).documents if not one.withheld
    }
    held = set(found.holds)
    if not held <= seen:
        raise Refused(Refusal(_("Du ser ikke lenger alt som er i filen. Be om en ny.")))
