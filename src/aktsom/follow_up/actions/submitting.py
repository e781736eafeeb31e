"""An approver hands a self-report in: it then stands as it was, and ticks off every contract it was asked for."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.actions.answering import report_to_answer
from aktsom.follow_up.actions.evidence_keys import keys_of_answered
from aktsom.follow_up.models import SecretPassage, SelfReport, Submission
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.queries.answers import Form, FormQuestion, form_of
from aktsom.follow_up.rules.answers import Frozen, Problem, frozen, not_held
from aktsom.follow_up.rules.difference import Need
from aktsom.follow_up.states import REPORT
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.problems import Wrong

ANSWERED_MAIL, SITES_TOLD = "report_answered", "report.sites_told"
SHORTEST_NAME, LONGEST_NAME = 3, 200


@transaction.atomic
def submit_report(
    *, by: Actor, at: datetime, report_id: str, mark: str, signed_as: str, looked: str = ""
) -> Submission:
    """`mark` is that of the form as the preview showed it: what a colleague has written since is not handed in unseen.
    Whoever signs also says that the answers carried from last time still hold. Raises Stale, and DomainError while a
    lead question or one that was sent back has no new answer, or all would read a passage listed as secret; LookAgain
    unless `looked` is the mark of answers that may tell who a worker is."""
    report = report_to_answer(by, report_id)
    stop_if(permissions.submit(by, report))
    form = form_of(report)
    if form.revision_mark != mark:
        raise Stale
    _stop_if_missing(form)
    name = " ".join(storable(signed_as).split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise DomainError(_("Skriv navnet og stillingen din, så de som leser, vet hvem som står for svaret."))
    _stop_if_unlooked(form, looked)
    made = _frozen(report, form, by, at, name)
    ticked = _tick_off(report, timezone.localdate(at))
    report.state = REPORT.after(report.state, "submit")
    report.answered_at = report.answered_at or at
    report.revision += 1
    report.save(update_fields=["state", "answered_at", "revision"])
    _let_files_be_read(report, at)
    record(by=by, at=at, acts=[_act(report, made), *ticked])
    for kind in (ANSWERED_MAIL, SITES_TOLD):
        send(kind=kind, payload={"submission": made.public_id}, at=at)
    return made


def _stop_if_missing(form: Form) -> None:
    leads = [one for one in form.questions if one.question.is_lead and not one.said.value]
    if leads:
        told = ngettext(
            "{count} hovedspørsmål mangler ja eller nei.", "{count} hovedspørsmål mangler ja eller nei.", len(leads)
        )
        raise DomainError(told.format(count=len(leads)))
    back = sum(one.need is Need.SENT_BACK for one in form.questions)
    if back:
        told = ngettext(
            "{count} svar er sendt tilbake og ikke endret ennå.",
            "{count} svar er sendt tilbake og ikke endret ennå.",
            back,
        )
        raise DomainError(told.format(count=back))
    bare = len(not_hidden(form))
    if bare:
        told = ngettext(
            "{count} hemmelighet i listen blir ikke holdt tilbake slik den er skrevet.",
            "{count} hemmeligheter i listen blir ikke holdt tilbake slik de er skrevet.",
            bare,
        )
        raise DomainError(told.format(count=bare))


def not_hidden(form: Form) -> list[tuple[FormQuestion, Problem]]:
    """What a list of secrets says is secret and all would read, with the list; of lists that can be mended now."""
    said = {one.question.code: one.said for one in form.questions}
    lists = [one for one in form.questions if one.may_write]
    return [(one, problem) for one in lists for problem in not_held(list(said), said, one.said)]


def texts_of(form: Form) -> dict[str, str]:
    """{question: all that is written in its answer}."""
    return {one.question.code: "\n".join(one.said.texts) for one in form.questions}


def _stop_if_unlooked(form: Form, looked: str) -> None:
    try:
        stop_if_unlooked(texts_of(form), looked)
    except Wrong as wrong:  # the answer stands in another page than this one
        raise DomainError(f"{wrong.field}: {wrong.message}") from None


def _frozen(report: SelfReport, form: Form, by: Actor, at: datetime, name: str) -> Submission:
    report.answers.filter(is_carried=True).update(is_carried=False)
    shown = form.questions
    said = {one.question.code: one.said for one in shown}
    files = {one.question.code: [file.evidence.public_id for file in one.files] for one in shown}
    whole = frozen([one.question.code for one in shown], said, files)
    content = {"answers": whole.answers}
    made = Submission.objects.create(
        self_report=report,
        number=report.submissions.count() + 1,
        content=content,
        sha256=hashlib.sha256(canonical(content)).hexdigest(),
        at=at,
        person_id=by.person_id,
        signed_as=name,
    )
    _keep_secrets(made, whole)
    return made


def canonical(content: Any) -> bytes:
    """One form of the same content, so that its checksum can be reckoned again."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _keep_secrets(made: Submission, whole: Frozen) -> None:
    SecretPassage.objects.bulk_create(
        SecretPassage(submission=made, code=one.code, number=one.number, text=one.text, reason=one.reason)
        for one in whole.passages
    )


def _tick_off(report: SelfReport, today: date) -> Sequence[Act]:
    """Each contract once, on the day of the first answer, in time or late by its own terms."""
    rows = list(report.contracts.filter(ticked_on__isnull=True).select_related("contract"))
    for row in rows:
        row.ticked_on = today
    report.contracts.filter(pk__in=[row.pk for row in rows]).update(ticked_on=today)
    return [
        Act("report_ticked_off", report.public_id, row.member_id, changes=_told(row.contract.public_id, row.in_time))
        for row in rows
    ]


def _told(contract: str, in_time: bool | None) -> dict[str, Any]:
    return {"contract": contract, "in_time": in_time}


def _let_files_be_read(report: SelfReport, at: datetime) -> None:
    now = report.files.filter(removed_at__isnull=True)
    now.filter(handed_in_at__isnull=True).update(handed_in_at=at)
    for file in now.filter(evidence__with_answer=True).select_related("evidence"):
        file.evidence.seen_by = keys_of_answered(file.evidence)
        file.evidence.save(update_fields=["seen_by"])


def _act(report: SelfReport, made: Submission) -> Act:
    told = {"number": made.number, "sha256": made.sha256, "supplier": report.supplier.public_id}
    return Act("report_submitted", report.public_id, changes=told)
