"""A self-report as its readers meet it: each answer with its scores, what is missing, and how it stood last time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.actions.submitting import canonical
from aktsom.follow_up.models import (
    AnswerRemark,
    ExampleAnswer,
    Question,
    ReadingHours,
    ReportReader,
    Rereading,
    Score,
    SelfReport,
    Settlement,
    Submission,
)
from aktsom.follow_up.queries.questionnaires import same_before
from aktsom.follow_up.queries.submissions import ReadAnswer, reading_of
from aktsom.follow_up.rules.reading import FIRST, SECOND, Progress, ReadStanding, Scores, progress
from aktsom.follow_up.states import EditionState, RemarkKind
from aktsom.members.models import Person
from aktsom.terms.models import Obligation


@dataclass(frozen=True)
class AnswerLine:
    """`answer` is what was said, `mark` its checksum; `scores` those the viewer may see. `missing` and `advice` stand
    to be sent. `sent_back` is what it was sent back for last. `weighed` is the checksum of all scores and of what was
    settled, those the viewer may not see too: whoever settles says which they settle between."""

    answer: ReadAnswer
    mark: str
    step: str
    scores: Scores
    standing: ReadStanding
    settled_why: str
    missing: str
    advice: str
    sent_back: str
    weighed: str

    @property
    def code(self) -> str:
        return self.answer.question.code

    def remark(self, kind: str) -> str:
        """What stands to be sent."""
        return self.missing if kind == RemarkKind.MISSING else self.advice

    def remark_mark(self, kind: str) -> str:
        return _checksum(self.remark(kind))


@dataclass(frozen=True)
class ReportReading:
    """`readers` are names by place; `place` is the viewer's."""

    report: SelfReport
    made: Submission
    lines: Sequence[AnswerLine]
    readers: Mapping[int, str]
    place: int | None
    progress: Progress

    @property
    def to_send_back(self) -> list[AnswerLine]:
        return [line for line in self.lines if line.missing]

    @property
    def disagreed(self) -> list[AnswerLine]:
        return [line for line in self.lines if line.standing is ReadStanding.DISAGREED]

    def line(self, code: str) -> AnswerLine:
        """Raises NotVisible."""
        found = next((line for line in self.lines if line.code == code), None)
        if found is None:
            raise NotVisible
        return found


def asked_by(viewer: Actor, report_id: str) -> SelfReport:
    """One that the viewer reads, with what was asked read along. Raises NotVisible."""
    rows = SelfReport.objects.visible_to(viewer).exclude(supplier_id__in=viewer.supplier_ids)
    rows = rows.select_related("follow_up__team", "follow_up__member", "supplier", "edition", "previous", "owner")
    found = rows.filter(public_id=report_id).first()
    if found is None:
        raise NotVisible
    return found


def newest(report: SelfReport) -> Submission:
    """Raises NotVisible where nothing has been handed in."""
    found = report.submissions.select_related("self_report__edition", "self_report__team").order_by("-number").first()
    if found is None:
        raise NotVisible
    return found


def reading(viewer: Actor, report: SelfReport) -> ReportReading:
    made = newest(report)
    answers = [(step.code, answer) for step in reading_of(viewer, made) for answer in step.answers]
    taken = list(report.readers.all())
    place = next((one.place for one in taken if one.person_id == viewer.person_id), None)
    held = _Held(report, made)
    lines = [_line(held, step, answer, place) for step, answer in answers]
    names = dict(Person.objects.filter(pk__in=[one.person_id for one in taken]).values_list("pk", "name"))
    return ReportReading(
        report=report,
        made=made,
        lines=lines,
        readers={one.place: names.get(one.person_id, "") for one in taken},
        place=place,
        progress=progress(line.standing for line in lines),
    )


class _Held:
    """What stands for each answer of the report, in a few questions."""

    def __init__(self, report: SelfReport, made: Submission) -> None:
        self.marks = answer_marks(made)
        stands = {"self_report": report, "superseded_at__isnull": True}
        self.scores = {(one.code, one.place): one for one in Score.objects.filter(**stands)}
        self.settled = {one.code: one for one in Settlement.objects.filter(**stands)}
        self.remarks = {(one.code, one.kind): one.text for one in AnswerRemark.objects.filter(**stands)}
        self.sent_back = {one.code: one.missing for one in report.sent_back.order_by("id")}

    def score(self, code: str, place: int) -> int | None:
        """Of what stands now: a score of what has been written anew since counts no more."""
        one = self.scores.get((code, place))
        return one.score if one is not None and one.answer == self.marks.get(code) else None

    def settlement(self, code: str) -> Settlement | None:
        one = self.settled.get(code)
        return one if one is not None and one.answer == self.marks.get(code) else None

    def weighed(self, code: str) -> str:
        rows = [self.scores.get((code, FIRST)), self.scores.get((code, SECOND)), self.settled.get(code)]
        return _checksum([row and row.pk for row in rows])


def _line(held: _Held, step: str, answer: ReadAnswer, place: int | None) -> AnswerLine:
    code = answer.question.code
    settled = held.settlement(code)
    scores = Scores(
        held.score(code, FIRST),
        held.score(code, SECOND),
        settled.score if settled else None,
        answer.said.is_empty and not answer.files,
    )
    return AnswerLine(
        answer=answer,
        mark=held.marks[code],
        step=step,
        scores=scores.seen_from(place),
        standing=scores.standing,
        settled_why=settled.reason if settled else "",
        missing=held.remarks.get((code, RemarkKind.MISSING), ""),
        advice=held.remarks.get((code, RemarkKind.ADVICE), ""),
        sent_back=held.sent_back.get(code, ""),
        weighed=held.weighed(code),
    )


def answer_marks(made: Submission) -> dict[str, str]:
    """{code: checksum of the answer, its secret passages with it}."""
    secrets: dict[str, list[str]] = {}
    for one in sorted(made.secret_passages.all(), key=lambda one: one.number):
        secrets.setdefault(one.code, []).append(one.text)
    return {code: _mark(answer, secrets.get(code, [])) for code, answer in made.content["answers"].items()}


def _mark(answer: Mapping[str, Any], secrets: Sequence[str]) -> str:
    return _checksum({"answer": answer, "secrets": list(secrets)})


def _checksum(told: Any) -> str:
    return sha256(canonical(told)).hexdigest()[:32]


def read_marks(follow_up_id: int) -> str:
    """The checksum of how far the self-reports of a follow-up have been read and with what scores; whoever concludes
    from them says which reading that was."""
    reports = SelfReport.objects.filter(follow_up_id=follow_up_id)
    stands = {"self_report__follow_up_id": follow_up_id, "superseded_at__isnull": True}
    scored = [Score.objects.filter(**stands), Settlement.objects.filter(**stands)]
    return _checksum(
        [
            [list(each) for each in reports.order_by("id").values_list("id", "state", "revision")],
            *[list(rows.order_by("id").values_list("id", flat=True)) for rows in scored],
        ]
    )


def last_time(viewer: Actor, report: SelfReport, code: str) -> ReadAnswer | None:
    """How the same question was answered in the report before, where the viewer reads that."""
    if report.previous_id is None:
        return None
    seen = SelfReport.objects.visible_to(viewer).filter(pk=report.previous_id).first()
    made = seen and seen.submissions.select_related("self_report__edition", "self_report__team").last()
    if not made:
        return None
    then = same_before(made.self_report.edition.questions.all(), report.edition.questions.all()).get(code)
    found = [one for step in reading_of(viewer, made) for one in step.answers if one.question.code == then]
    return found[0] if found else None


def duties_shown_by(report: SelfReport, points: Sequence[str]) -> list[Obligation]:
    """The points of the covered contracts' terms that an answer speaks to, one of each wording, newest terms first."""
    sets = set(report.contracts.exclude(term_set="").values_list("term_set", flat=True))
    rows = Obligation.objects.filter(term_set__in=sets, number__in=list(points)).order_by("number", "-term_set")
    found: dict[tuple[str, str], Obligation] = {}
    for row in rows:
        found.setdefault((row.number, row.text_nb), row)
    return list(found.values())


def examples(code: str = "", team_id: int | None = None) -> list[ExampleAnswer]:
    """The secretariat's for all, and the team's own; of one question, or of all."""
    rows = ExampleAnswer.objects.filter(withdrawn_at__isnull=True).select_related("team")
    rows = rows.filter(team__isnull=True) | rows.filter(team_id=team_id or 0)
    return list((rows.filter(code=code) if code else rows).order_by("code", "score", "id"))


def every_example(viewer: Actor) -> list[ExampleAnswer]:
    """The secretariat's, and those of the viewer's teams."""
    rows = ExampleAnswer.objects.filter(withdrawn_at__isnull=True).select_related("team")
    rows = rows.filter(team__isnull=True) | rows.filter(team_id__in=viewer.case_team_ids)
    return list(rows.order_by("code", "score", "id"))


def hours_of(report: SelfReport) -> list[tuple[str, ReadingHours]]:
    rows = list(report.hours.all())
    names = dict(Person.objects.filter(pk__in=[row.person_id for row in rows]).values_list("pk", "name"))
    return [(names.get(row.person_id, ""), row) for row in rows]


def rereadings_of(report: SelfReport) -> list[tuple[str, Rereading]]:
    """(who, why and when) the reading began again, the newest first."""
    rows = list(report.rereadings.order_by("-id"))
    names = dict(Person.objects.filter(pk__in=[row.person_id or 0 for row in rows]).values_list("pk", "name"))
    return [(names.get(row.person_id or 0, ""), row) for row in rows]


def advice_to(viewer: Actor, report: SelfReport) -> dict[str, str]:
    """{question: advice}, to the supplier once it has been sent back or judged."""
    if report.supplier_id not in viewer.supplier_ids or report.state not in ("returned", "judged"):
        return {}
    rows = report.remarks.filter(kind=RemarkKind.ADVICE, superseded_at__isnull=True)
    return dict(rows.values_list("code", "text"))


def reader_of(report: SelfReport, viewer: Actor) -> ReportReader | None:
    return report.readers.filter(person_id=viewer.person_id or 0).first()


def reports_of(viewer: Actor, follow_up_id: int) -> list[SelfReport]:
    """Those of a follow-up that have been handed in, newest first."""
    rows = SelfReport.objects.visible_to(viewer).filter(follow_up_id=follow_up_id, answered_at__isnull=False)
    return list(rows.order_by("-id"))


def questions_now() -> list[Question]:
    """Those that are sent out now, of both forms, in their order."""
    rows = Question.objects.filter(edition__state=EditionState.PUBLISHED)
    return list(rows.order_by("edition__form", "position", "id"))
