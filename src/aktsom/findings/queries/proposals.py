"""What the methods of a follow-up have shown that nobody has noted as a finding yet: a "no" to a lead question, rows of
a report, and points that were found not to be met. A person decides what becomes of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.queries.corrections import AUDIT_ROW
from aktsom.findings.rules.severity import Grade
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.audit_states import ReportState, Severity
from aktsom.follow_up.models import AuditRow, FollowUp
from aktsom.follow_up.queries.audit_reports import reports_for
from aktsom.follow_up.queries.conclusions import current, sees_words
from aktsom.follow_up.queries.reading import newest, reports_of
from aktsom.follow_up.queries.submissions import reading_of
from aktsom.follow_up.states import Method, Verdict

_GRADES = {Severity.MINOR: Grade.MINOR, Severity.MAJOR: Grade.GRAVE, Severity.CRITICAL: Grade.MOST_GRAVE}

SEEN_BY_OURSELVES = (Method.MEETING, Method.DOCUMENT_REVIEW)


@dataclass(frozen=True)
class Proposed:
    """`code` is the same for the same thing each time. `grade` is what the report's own word comes to, of the scale
    alone; `site` a key as in a finding; `summary` one line where the title alone says too little."""

    code: str
    kind: FindingKind
    title: str
    text: str
    number: str
    found_on: date
    site: str = ""
    people: int | None = None
    grade: Grade | None = None
    summary: str = ""


def proposed_findings(viewer: Actor, one: FollowUp) -> list[Proposed]:
    """For those who follow up; what has been noted, and not withdrawn, is proposed no more."""
    if not sees_words(viewer, one):
        return []
    noted = Finding.objects.filter(follow_up=one).exclude(state=FindingState.WITHDRAWN)
    known = set(noted.exclude(rests_on="").values_list("rests_on", flat=True))
    found = [*_of_answers(viewer, one), *_of_reports(viewer, one), *_of_conclusions(one)]
    return [each for each in found if each.code not in known]


def _of_answers(viewer: Actor, one: FollowUp) -> Iterable[Proposed]:
    for report in reports_of(viewer, one.pk)[:1]:
        made = newest(report)
        for step in reading_of(viewer, made):
            for answer in step.answers:
                if answer.is_breach:
                    points = answer.question.points
                    yield Proposed(
                        f"answer:{report.public_id}:{answer.question.code}", FindingKind.DEVIATION,
                        answer.question.text_nb, answer.said.explanation, points[0] if points else "",
                        timezone.localdate(made.at),
                    )  # fmt: skip


def _of_reports(viewer: Actor, one: FollowUp) -> Iterable[Proposed]:
    reports = reports_for(viewer).filter(follow_up=one, state=ReportState.HANDED_IN)
    rows = AuditRow.objects.filter(report__in=reports).select_related("report", "site__site")
    for row in rows.order_by("report_id", "point", "id"):
        yield Proposed(
            f"{AUDIT_ROW}{row.public_id}", FindingKind(row.kind), row.title, row.text or row.shown_by, row.point,
            row.report.ended_on or timezone.localdate(row.report.begun_at), _site(row), row.people,
            _GRADES[Severity(row.severity)] if row.severity else None,
        )  # fmt: skip


def _site(row: AuditRow) -> str:
    if row.site is None:
        return ""
    return row.site.site.public_id if row.site.site is not None else row.site.name


def _of_conclusions(one: FollowUp) -> Iterable[Proposed]:
    """Those drawn from what is not proposed by itself already: meetings and documents."""
    seen = set[tuple[str, str, str]]()
    for row in current(one):
        key = (row.number, row.method, row.site_key)
        if row.verdict == Verdict.NOT_MET and row.method in SEEN_BY_OURSELVES and key not in seen:
            seen.add(key)
            yield Proposed(
                f"conclusion:{row.public_id}", FindingKind.DEVIATION, row.wording[:200], row.reason, row.number,
                row.done_on, row.site_key,
            )  # fmt: skip
