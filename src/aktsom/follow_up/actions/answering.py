"""A supplier's people answer a self-report: each answer is kept as it is written, and is theirs alone until handed in.

What is written is not journalled stroke by stroke: the answer itself says who wrote it last and when, and what is
handed in is kept as it stood.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, stop_if
from aktsom.follow_up.actions.carrying import carry_over
from aktsom.follow_up.models import Answer, SelfReport
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.problems import AnswerChanged, AnswerWrong
from aktsom.follow_up.queries.answers import Standings, fields_of, questions_of, said_of, standings_of
from aktsom.follow_up.rules.answers import Limits, Said, problems, tidied
from aktsom.follow_up.rules.conditions import Asked
from aktsom.follow_up.rules.difference import needs, open_codes
from aktsom.follow_up.states import ReportState
from aktsom.follow_up.tables import answer_limit


@transaction.atomic
def open_report(*, by: Actor, at: datetime, report_id: str) -> SelfReport:
    """The first time somebody at the supplier opens it, what was handed in last time is filled in."""
    report = report_to_answer(by, report_id)
    if report.opened_at is None and permissions.answer(by, report) is None:
        report.opened_at = at
        report.save(update_fields=["opened_at"])
        carry_over(by, report, at)
    return report


@transaction.atomic
def save_answer(
    *, by: Actor, at: datetime, report_id: str, code: str, said: Said, revision: int, unseen: Collection[str] = ()
) -> Answer | None:
    """`revision` is that of the answer as it was opened, 0 where there was none. The same words again change nothing,
    whatever the revision: a lost connection may send them twice. `unseen` names the fields that did not stand before
    whoever wrote: they stay as they are, so that no trade secret is laid open by a page that did not show it.
    Returns nothing for an answer that stays empty.
    Raises AnswerWrong and AnswerChanged."""
    report = report_to_answer(by, report_id)
    stop_if(permissions.answer(by, report))
    question = question_in(report, code)
    stop_if_closed(report, code, at)
    there = report.answers.filter(code=code).first()
    kept = said_of(there) if there else Said()
    said = checked(question, replace(said, **{name: getattr(kept, name) for name in unseen}))
    if kept == said:
        return _confirmed(there, by, at)
    if (there.revision if there else 0) != revision:
        raise AnswerChanged(there)
    return _written(there or Answer(self_report=report, code=code, revision=0), said, by, at)


@transaction.atomic
def confirm_held(*, by: Actor, at: datetime, report_id: str, codes: Collection[str]) -> int:
    """That these answers of last time still hold; returns how many were not said to before."""
    report = report_to_answer(by, report_id)
    stop_if(permissions.answer(by, report))
    rows = report.answers.filter(code__in=codes, is_carried=True)
    return rows.update(is_carried=False, changed_at=at, changed_by_id=by.person_id)


def checked(question: Asked, said: Said) -> Said:
    """As it is kept. Raises AnswerWrong."""
    tidy = tidied(question.type, question.columns, _storable(said))
    limits = Limits(*(answer_limit(name) for name in ("text", "rows", "cell")))
    if found := problems(question.type, question.columns, tidy, limits):
        raise AnswerWrong(found)
    return tidy


def _storable(said: Said) -> Said:
    """Without what no database takes (null characters and lone surrogates)."""
    rows = tuple({name: storable(cell) for name, cell in row.items()} for row in said.rows)
    texts = {name: storable(getattr(said, name)) for name in ("value", "explanation", "statement", "place")}
    secret = tuple(type(one)(storable(one.text), storable(one.reason)) for one in said.secret)
    return Said(**texts, rows=rows, secret=secret)


def report_to_answer(by: Actor, report_id: str) -> SelfReport:
    """Locked: those who write at the same time come one by one, and nobody writes while it is handed in."""
    own = SelfReport.objects.visible_to(by).filter(supplier_id__in=by.supplier_ids, public_id=report_id)
    found = own.select_related("edition", "supplier").select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise NotVisible
    return found


def question_in(report: SelfReport, code: str) -> Asked:
    """Raises NotVisible."""
    found = next((one for one in questions_of(report.edition).asked if one.code == code), None)
    if found is None:
        raise NotVisible
    return found


def stop_if_closed(report: SelfReport, code: str, at: datetime) -> None:
    """After something was sent back, only that is open. Raises Refused, and NotVisible for no such question."""
    question_in(report, code)
    if report.state != ReportState.RETURNED:
        return
    held = Standings(report)
    needed = needs(questions_of(report.edition).asked, standings_of(held), timezone.localdate(at))
    if code in needed and code not in open_codes(needed, held.sent_back.keys()):
        raise Refused(Refusal(_("Svaret er lest og godtatt slik det står. Bare det som er sendt tilbake, er åpent.")))


def _confirmed(there: Answer | None, by: Actor, at: datetime) -> Answer | None:
    """Saved word for word as last time: then it holds."""
    if there is not None and there.is_carried:
        there.is_carried, there.changed_at, there.changed_by_id = False, at, by.person_id
        there.save(update_fields=["is_carried", "changed_at", "changed_by_id"])
    return there


def _written(answer: Answer, said: Said, by: Actor, at: datetime) -> Answer:
    for name, value in fields_of(said).items():
        setattr(answer, name, value)
    answer.is_carried = False
    answer.changed_at, answer.changed_by_id = at, by.person_id
    answer.revision += 1
    answer.save()
    return answer
