"""A self-report as the supplier's people fill it in."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import (
    Answer,
    AnswerFile,
    HandedQuestion,
    Question,
    QuestionnaireEdition,
    SelfReport,
    SentBack,
)
from aktsom.follow_up.queries.questionnaires import wording
from aktsom.follow_up.rules.answers import Said, Secret, given
from aktsom.follow_up.rules.conditions import Asked
from aktsom.follow_up.rules.difference import TO_DO, Need, Standing, needs, open_codes
from aktsom.follow_up.states import OPEN_TO_SUPPLIER, ReportState
from aktsom.members.models import Person
from aktsom.suppliers.actions.people import APPROVER

BEFORE, AFTER = "0", "7"  # what stands before and after the six steps


@dataclass(frozen=True)
class Questions:
    """Of one edition in their order, as rows and as the conditions read them."""

    rows: tuple[Question, ...]
    asked: tuple[Asked, ...]


def questions_of(edition: QuestionnaireEdition) -> Questions:
    """Of an edition that has been published, whose questions never change again."""
    return _questions(edition.pk, edition.public_id)


@lru_cache(maxsize=64)
def _questions(edition_id: int, _public_id: str) -> Questions:
    rows = tuple(Question.objects.filter(edition_id=edition_id))
    return Questions(rows, tuple(wording(row).asked() for row in rows))


def question_called(report: SelfReport, code: str) -> Question:
    """Raises NotVisible."""
    found = next((row for row in questions_of(report.edition).rows if row.code == code), None)
    if found is None:
        raise NotVisible
    return found


def own_report(viewer: Actor, public_id: str) -> SelfReport:
    """As asked of the viewer's own supplier. Raises NotVisible."""
    own = SelfReport.objects.visible_to(viewer).filter(supplier_id__in=viewer.supplier_ids)
    found = own.select_related("supplier", "edition", "owner", "team").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


class Standings:
    """What has been written, by the question's code, read at once. `sent_back` are the last words on what is missing,
    of the answers that have not been written on since."""

    def __init__(self, report: SelfReport) -> None:
        self.answers: dict[str, Answer] = {one.code: one for one in report.answers.all()}
        self.files: dict[str, list[AnswerFile]] = defaultdict(list)
        for file in report.files.filter(removed_at__isnull=True).select_related("evidence"):
            self.files[file.code].append(file)
        self.missing: dict[str, SentBack] = {}
        self.sent_back: dict[str, SentBack] = {}
        if report.state in (ReportState.RETURNED, ReportState.ANSWERED, ReportState.JUDGED):
            self._read_sent_back(report)

    def _read_sent_back(self, report: SelfReport) -> None:
        last = report.submissions.order_by("-number").first()
        for row in last.sent_back.all() if last else ():
            self.sent_back[row.code] = row
            if not self._written_since(row):
                self.missing[row.code] = row

    def _written_since(self, row: SentBack) -> bool:
        answer = self.answers.get(row.code)
        files = self.files.get(row.code, ())
        return bool((answer and answer.changed_at > row.at) or any(file.added_at > row.at for file in files))


def said_of(answer: Answer) -> Said:
    return Said(
        value=answer.value,
        explanation=answer.explanation,
        rows=tuple(answer.rows),
        statement=answer.statement,
        place=answer.place,
        secret=tuple(Secret(one["text"], one["reason"]) for one in answer.secret),
    )


def fields_of(said: Said) -> dict[str, Any]:
    """The fields of an answer that hold what is said."""
    return {
        "value": said.value,
        "explanation": said.explanation,
        "rows": [dict(row) for row in said.rows],
        "statement": said.statement,
        "place": said.place,
        "secret": [{"text": one.text, "reason": one.reason} for one in said.secret],
    }


def standings_of(held: Standings) -> Mapping[str, Standing]:
    found = {}
    for code in held.answers.keys() | held.files.keys():
        answer, files = held.answers.get(code), held.files.get(code, [])
        ends = [file.evidence.valid_until for file in files if file.evidence.valid_until]
        said = given(said_of(answer) if answer else Said(), len(files), min(ends, default=None))
        found[code] = Standing(said, bool(answer and answer.is_carried), code in held.missing)
    return found


@dataclass(frozen=True)
class FormQuestion:
    """One question as it stands in the form. `may_write` is no where it was sent back and this was not; `handed_to` is
    who shall answer it, empty for anybody."""

    question: Question
    need: Need
    said: Said
    revision: int
    is_carried: bool
    files: Sequence[AnswerFile]
    may_write: bool
    missing: str = ""
    handed_to: str = ""
    handed_id: str = ""
    handed_note: str = ""
    written_by: str = ""

    @property
    def to_do(self) -> bool:
        return self.need in TO_DO


@dataclass(frozen=True)
class Step:
    """Questions that stand together: a step of the terms, or what frames the report. `rows` are all of them, also those
    that are not asked as the answers stand."""

    code: str
    rows: Sequence[FormQuestion]

    @property
    def questions(self) -> list[FormQuestion]:
        return [one for one in self.rows if one.need is not Need.NOT_ASKED]

    @property
    def left(self) -> int:
        return sum(one.to_do for one in self.questions)

    @property
    def held(self) -> list[FormQuestion]:
        return [one for one in self.questions if one.need is Need.HELD]


@dataclass(frozen=True)
class Form:
    report: SelfReport
    steps: Sequence[Step]
    revision_mark: str  # of all that is written: what the preview showed

    @property
    def questions(self) -> list[FormQuestion]:
        return [one for step in self.steps for one in step.questions]

    @property
    def left(self) -> int:
        return sum(step.left for step in self.steps)

    def step(self, code: str) -> Step:
        """Raises NotVisible."""
        found = next((one for one in self.steps if one.code == code), None)
        if found is None:
            raise NotVisible
        return found


def form_of(report: SelfReport) -> Form:
    """All that is asked as the answers stand."""
    questions, held = questions_of(report.edition), Standings(report)
    needed = needs(questions.asked, standings_of(held), timezone.localdate())
    returned = held.sent_back.keys() if report.state == ReportState.RETURNED else None
    writable = open_codes(needed, returned) if report.state in OPEN_TO_SUPPLIER else frozenset()
    shown = _Shown(held, _handed(report), writable)
    steps: dict[str, list[FormQuestion]] = {}
    for row in questions.rows:
        place = row.step or (AFTER if steps.keys() - {BEFORE} else BEFORE)
        steps.setdefault(place, []).append(shown.question(row, needed.get(row.code, Need.NOT_ASKED)))
    return Form(report, [Step(code, rows) for code, rows in steps.items()], _mark(held))


class _Shown:
    """Puts together what stands in the form for each question."""

    def __init__(self, held: Standings, handed: Mapping[str, HandedQuestion], writable: Collection[str]) -> None:
        self.held, self.handed, self.writable = held, handed, writable
        self.names = _names(held, handed)

    def question(self, row: Question, need: Need) -> FormQuestion:
        answer, missing = self.held.answers.get(row.code), self.held.missing.get(row.code)
        handed = self.handed.get(row.code)
        to_id, to_name = self._named(handed.person_id if handed else None)
        return FormQuestion(
            question=row,
            need=need,
            said=said_of(answer) if answer else Said(),
            revision=answer.revision if answer else 0,
            is_carried=bool(answer and answer.is_carried),
            files=self.held.files.get(row.code, []),
            may_write=row.code in self.writable,
            missing=missing.missing if missing else "",
            handed_to=to_name,
            handed_id=to_id,
            handed_note=handed.note if handed and to_name else "",
            written_by=self._named(answer.changed_by_id)[1] if answer and not answer.is_carried else "",
        )

    def _named(self, person_id: int | None) -> tuple[str, str]:
        return self.names.get(person_id or 0, ("", ""))


def _handed(report: SelfReport) -> dict[str, HandedQuestion]:
    """The newest row of each question holds."""
    return {row.code: row for row in report.handed.order_by("id")}


def _names(held: Standings, handed: Mapping[str, HandedQuestion]) -> dict[int, tuple[str, str]]:
    ids = {answer.changed_by_id for answer in held.answers.values()} | {row.person_id for row in handed.values()}
    rows = Person.objects.filter(pk__in=[id_ for id_ in ids if id_]).values_list("pk", "public_id", "name")
    return {pk: (public_id, name) for pk, public_id, name in rows}


def _mark(held: Standings) -> str:
    """Changes with every word that is written and every file that comes or goes."""
    answers = sorted((code, one.revision) for code, one in held.answers.items())
    files = sorted(file.pk for files in held.files.values() for file in files)
    return f"{sum(revision for _code, revision in answers)}-{len(answers)}-{sum(files)}-{len(files)}"


def colleagues(report: SelfReport) -> list[Person]:
    """Those who answer for the supplier."""
    rows = Person.objects.filter(supplier_roles__supplier_id=report.supplier_id, is_active=True)
    return list(rows.distinct().order_by("name"))


def approvers(report: SelfReport) -> list[str]:
    """Names of those who may hand it in."""
    rows = Person.objects.filter(
        supplier_roles__supplier_id=report.supplier_id, supplier_roles__role=APPROVER, is_active=True
    )
    return list(rows.distinct().order_by("name").values_list("name", flat=True))


def contact_of(report: SelfReport) -> Person | None:
    """Whom the supplier may ask."""
    return Person.objects.filter(pk=report.contact_id or 0, is_active=True).first()


def name_of(person_id: int | None) -> str:
    return Person.objects.filter(pk=person_id or 0).values_list("name", flat=True).first() or ""
