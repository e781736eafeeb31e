"""Files of an answer: attached, and taken out again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.follow_up.actions.answer_files import attach_file, detach_file
from aktsom.follow_up.queries.answers import form_of, own_report
from aktsom.follow_up.states import EvidenceKind
from aktsom.web.answers.saving import question_in, step_of
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.evidence.fields import UploadForm


@signed_in
@require_POST
def attach(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    found = own_report(request.actor, public_id)
    form = form_of(found)
    one = question_in(form, code)
    sent = UploadForm.taking(request)
    kind = request.POST.get("kind", "")
    if not sent.is_valid() or sent.upload is None:
        for told in sent.errors.values():
            messages.error(request, str(told[0]))
    else:
        try:
            attach_file(
                by=request.actor, at=timezone.now(), report_id=public_id, code=code, upload_id=sent.upload.public_id,
                kind=kind if kind in list(EvidenceKind) else EvidenceKind.OTHER,
            )  # fmt: skip
        except (NotVisible, Refused):
            raise
        except DomainError as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Filen er lagt ved."))
    return redirect(back_to(public_id, step_of(form, one), code))


@signed_in
@require_POST
def detach(request: SignedInRequest, public_id: str, code: str, evidence_id: str) -> HttpResponse:
    found = own_report(request.actor, public_id)
    form = form_of(found)
    one = question_in(form, code)
    detach_file(by=request.actor, at=timezone.now(), report_id=public_id, code=code, evidence_id=evidence_id)
    messages.success(request, _("Filen er tatt ut av svaret."))
    return redirect(back_to(public_id, step_of(form, one), code))


def back_to(public_id: str, step: str, code: str) -> str:
    return reverse("answers_step", kwargs={"public_id": public_id, "step": step}) + f"#{code}"
