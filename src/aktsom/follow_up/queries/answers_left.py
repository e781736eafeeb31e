"""What the newest self-report leaves to talk about."""

from django.utils import translation

from aktsom.core.actor import Actor
from aktsom.follow_up.methods import OpenPoint, offers_points
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.models.meetings import LONGEST_TITLE
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.queries.reading import AnswerLine, reading
from aktsom.follow_up.queries.standings import newest_reports

STATED = 1  # the score of what is said and not shown


@offers_points
def answers_left(viewer: Actor, one: FollowUp) -> list[OpenPoint]:
    """Lead questions answered with no, or read by both and not documented, and answers that were found to lack
    something. The question alone: an agenda goes to the supplier, and scores do not."""
    report = newest_reports(viewer, [one]).get(one.pk)
    if report is None or run(viewer, one) or not report.submissions.exists():
        return []
    return [_point(line) for line in reading(viewer, report).lines if _is_left(line)]


def _is_left(line: AnswerLine) -> bool:
    score = line.scores.holds
    stated = line.answer.question.is_lead and score is not None and score <= STATED
    return bool(line.answer.is_breach or line.missing or stated)


def _point(line: AnswerLine) -> OpenPoint:
    question, language = line.answer.question, translation.get_language() or "nb"
    text = getattr(question, f"text_{language}", question.text_nb)
    return OpenPoint(f"answer:{question.code}", f"{question.code} {text}"[:LONGEST_TITLE])
