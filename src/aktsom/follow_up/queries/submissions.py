"""What suppliers have handed in, as each reader may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import Evidence, FollowUp, Question, SelfReport, Submission
from aktsom.follow_up.queries.answers import AFTER, BEFORE, questions_of
from aktsom.follow_up.rules.answers import Said, breaches, restored


@dataclass(frozen=True)
class ReadAnswer:
    """One answer as it was handed in. `secrets` are the reasons for passages held to be trade secrets, `shown` whether
    the reader sees those passages; where it does not, [[1]] stands in their place. `is_breach`: no to a lead
    question."""

    question: Question
    said: Said
    files: Sequence[Evidence]
    secrets: Sequence[str]
    shown: bool
    is_breach: bool


@dataclass(frozen=True)
class ReadStep:
    code: str
    answers: Sequence[ReadAnswer]


def handed_in_to(viewer: Actor, report_id: str, number: int) -> Submission:
    """Raises NotVisible."""
    seen = SelfReport.objects.visible_to(viewer)
    rows = Submission.objects.filter(self_report__in=seen, self_report__public_id=report_id, number=number)
    found = rows.select_related("self_report__supplier", "self_report__edition", "self_report__team").first()
    if found is None:
        raise NotVisible
    return found


def submissions_of(viewer: Actor, one: FollowUp) -> list[Submission]:
    """All that was handed in to the follow-up, in the order it came."""
    seen = SelfReport.objects.visible_to(viewer).filter(follow_up=one)
    rows = Submission.objects.filter(self_report__in=seen).order_by("self_report", "number")
    return list(rows.select_related("self_report__edition", "self_report__supplier"))


def reads_secrets(viewer: Actor, report: SelfReport) -> bool:
    """Whoever asks, and the supplier itself: not the others whose contracts it covers."""
    if report.supplier_id in viewer.supplier_ids or viewer.is_platform:
        return True
    if report.team_id is not None:
        return report.team_id in viewer.case_team_ids
    return report.owner_id in viewer.member_ids


def reading_of(viewer: Actor, made: Submission) -> list[ReadStep]:
    """In the order of the questions, those that were asked."""
    answers = made.content["answers"]
    questions = questions_of(made.self_report.edition).rows
    shown = reads_secrets(viewer, made.self_report)
    passages = list(made.secret_passages.all()) if shown else []
    broken = set(breaches([one.code for one in questions if one.is_lead], answers))
    named = {id_ for answer in answers.values() for id_ in answer["files"]}
    files = {one.public_id: one for one in Evidence.objects.visible_to(viewer).filter(public_id__in=named)}
    steps: dict[str, list[ReadAnswer]] = {}
    for row in questions:
        place = row.step or (AFTER if steps.keys() - {BEFORE} else BEFORE)
        if row.code in answers:
            answer = answers[row.code]
            own = {one.number: one for one in passages if one.code == row.code}
            read = ReadAnswer(
                question=row,
                said=restored(answer, {number: one.text for number, one in own.items()}),
                files=[files[id_] for id_ in answer["files"] if id_ in files],
                secrets=[one.reason for one in own.values()],
                shown=shown,
                is_breach=row.code in broken,
            )
            steps.setdefault(place, []).append(read)
    return [ReadStep(code, rows) for code, rows in steps.items()]
