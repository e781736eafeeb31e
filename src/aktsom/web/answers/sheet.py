"""The self-report as a spreadsheet: out, filled in, and in again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import stop_if
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.queries.answers import form_of, own_report
from aktsom.interop.reports.reading import TakenReport, WrongRow, limits, take_report
from aktsom.interop.reports.workbook import write_workbook
from aktsom.interop.spreadsheets.problems import FileProblem, describe
from aktsom.web.answers import words
from aktsom.web.answers.overview import head_of
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import EXCEL
from aktsom.web.teams.words import group_name


@signed_in
@require_safe
def download(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = own_report(request.actor, public_id)
    stop_if(permissions.answer(request.actor, found))
    title = _("Egenrapport om %(category)s, %(supplier)s") % {
        "category": group_name(found.group_id).lower(),
        "supplier": found.supplier.name,
    }
    response = HttpResponse(write_workbook(title, form_of(found), words.language()), content_type=EXCEL)
    name = _("egenrapport")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-{public_id}.xlsx")
    return response


@signed_in
@require_POST
def upload(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What is right is saved; what is wrong is shown, row by row."""
    found = own_report(request.actor, public_id)
    stop_if(permissions.answer(request.actor, found))
    given, error, taken = request.FILES.get("file"), "", None
    if given is None:
        error = _("Velg filen du har fylt ut.")
    elif (given.size or 0) > limits().file_bytes:
        error = _("Filen er for stor. Grensen er %(limit)s MB.") % {"limit": limits().file_bytes // 1_000_000}
    else:
        try:
            taken = take_report(
                by=request.actor, at=timezone.now(), form=form_of(found), content=given.read(),
                filename=given.name or "",
            )  # fmt: skip
        except FileProblem as problem:
            told = describe(problem, str)
            error = f"{told.what} {told.mend}"
    if taken is not None and not taken.wrong:
        messages.success(request, _counted(taken))
        return redirect("answers_report", public_id=public_id)
    context = head_of(found) | {
        "error": error,
        "taken": taken,
        "counted": _counted(taken) if taken else "",
        "wrong": [(one, _reasons(one)) for one in taken.wrong] if taken else [],
    }
    return render(request, "answers/sheet.html", context, status=422)


def _counted(taken: TakenReport) -> str:
    return _("%(saved)s svar er lagret, %(unchanged)s sto slik fra før.") % {
        "saved": len(taken.saved),
        "unchanged": taken.unchanged,
    }


def _reasons(one: WrongRow) -> str:
    return one.reason or " ".join(words.told(problem) for problem in one.problems)
