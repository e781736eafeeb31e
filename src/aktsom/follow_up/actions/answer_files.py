"""Files that belong to an answer: attached while it is written, handed in with it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.follow_up.actions.answering import report_to_answer, stop_if_closed
from aktsom.follow_up.actions.evidence import Said as SaidOfFile
from aktsom.follow_up.actions.evidence import Whose, finish_upload, remove_evidence
from aktsom.follow_up.models import AnswerFile, Evidence, SelfReport
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.tables import answer_limit
from aktsom.sharing.audiences import Audience


def attach_file(*, by: Actor, at: datetime, report_id: str, code: str, upload_id: str, kind: str) -> AnswerFile:
    """The upload becomes evidence and stands with the answer; a second time it is the same file. Raises as
    `finish_upload` does."""
    _to_write_in(by, at, report_id, code)
    said = SaidOfFile(kind=kind, audience=Audience.CASE_TEAM, whose=Whose(report_id=report_id))
    evidence = finish_upload(by=by, at=at, upload_id=upload_id, said=said)
    return attach_evidence(by=by, at=at, report_id=report_id, code=code, evidence_id=evidence.public_id)


@transaction.atomic
def attach_evidence(*, by: Actor, at: datetime, report_id: str, code: str, evidence_id: str) -> AnswerFile:
    """Something that the supplier has brought before, or just now."""
    report = _to_write_in(by, at, report_id, code)
    own = Evidence.objects.visible_to(by).filter(supplier_id=report.supplier_id, from_supplier=True)
    evidence = own.filter(public_id=evidence_id).first()
    if evidence is None:
        raise NotVisible
    there = report.files.filter(code=code, evidence=evidence).first()
    if there is None:
        if report.files.filter(code=code, removed_at__isnull=True).count() >= answer_limit("files"):
            raise DomainError(_("Et svar kan ha høyst {count} filer.").format(count=answer_limit("files")))
        return AnswerFile.objects.create(self_report=report, code=code, evidence=evidence, added_at=at)
    if there.removed_at is not None:
        there.removed_at, there.added_at = None, at
        there.save(update_fields=["removed_at", "added_at"])
    return there


@transaction.atomic
def detach_file(*, by: Actor, at: datetime, report_id: str, code: str, evidence_id: str) -> None:
    """Out of the answer. What has been handed in stays where it was handed in; what has not, and came with this
    answer, goes altogether."""
    report = _to_write_in(by, at, report_id, code)
    there = report.files.filter(code=code, evidence__public_id=evidence_id).select_related("evidence").first()
    if there is None:
        return
    if there.handed_in_at is not None:
        there.removed_at = at
        there.save(update_fields=["removed_at"])
        return
    evidence = there.evidence
    there.delete()
    if evidence.with_answer and not AnswerFile.objects.filter(evidence=evidence).exists():
        remove_evidence(by=by, at=at, evidence_id=evidence.public_id)


@transaction.atomic
def _to_write_in(by: Actor, at: datetime, report_id: str, code: str) -> SelfReport:
    report = report_to_answer(by, report_id)
    stop_if(permissions.answer(by, report))
    stop_if_closed(report, code, at)
    return report
