"""What the supplier handed in last time stands in the form when it is opened, so that only the difference is asked."""

from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.follow_up.models import Answer, AnswerFile, Evidence, SelfReport, Submission
from aktsom.follow_up.queries.answers import fields_of, questions_of
from aktsom.follow_up.queries.questionnaires import same_before
from aktsom.follow_up.rules.answers import Passage, Said, carried, tidied
from aktsom.follow_up.states import AnswerType


def carry_over(by: Actor, report: SelfReport, at: datetime) -> int:
    """Answers to the questions that are the same in both editions, of the same kind, also from one form to the other;
    returns how many. Nothing where last time's is not the viewer's own, or something is written already."""
    last = _last_handed_in(by, report)
    if last is None or report.answers.exists():
        return 0
    before = same_before(questions_of(last.self_report.edition).rows, questions_of(report.edition).rows)
    passages = _passages(last)
    made = 0
    for question in questions_of(report.edition).rows:
        then = before.get(question.code)
        answer = last.content["answers"].get(then) if then else None
        if answer is None or then is None:
            continue
        said = carried(answer, passages.get(then, []))
        said = tidied(AnswerType(question.answer_type), question.columns, said)
        files = _attached(by, report, question.code, answer["files"], at)
        if not said.is_empty or files:
            _fill_in(report, question.code, said, last)
            made += 1
    return made


def _last_handed_in(by: Actor, report: SelfReport) -> Submission | None:
    if report.previous_id is None:
        return None
    seen = SelfReport.objects.visible_to(by).filter(pk=report.previous_id, supplier_id__in=by.supplier_ids)
    if not seen.exists():
        return None
    rows = Submission.objects.filter(self_report_id=report.previous_id).select_related("self_report__edition")
    return rows.order_by("-number").first()


def _passages(last: Submission) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for row in last.secret_passages.all():
        found.setdefault(row.code, []).append(Passage(row.code, row.number, row.text, row.reason))
    return found


def _attached(by: Actor, report: SelfReport, code: str, evidence_ids: list[str], at: datetime) -> int:
    """The same files again, those that the supplier still has."""
    there = Evidence.objects.visible_to(by).filter(public_id__in=evidence_ids, from_supplier=True)
    rows = [AnswerFile(self_report=report, code=code, evidence=one, added_at=at) for one in there]
    return len(AnswerFile.objects.bulk_create(rows))


def _fill_in(report: SelfReport, code: str, said: Said, last: Submission) -> None:
    said_before = {"is_carried": True, "changed_at": last.at, "changed_by_id": last.person_id}
    Answer.objects.create(self_report=report, code=code, **fields_of(said), **said_before)
