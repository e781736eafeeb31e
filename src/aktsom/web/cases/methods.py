"""All methods of a follow-up together: another method is one more module here."""

from datetime import date

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.web.audits import steps as audits
from aktsom.web.cases.steps import Beginning, Step
from aktsom.web.home.words import Row
from aktsom.web.meetings import steps as meetings
from aktsom.web.reviews import steps as reviews

KINDS = (meetings, reviews, audits)


def steps_of(actor: Actor, one: FollowUp, today: date) -> list[Step]:
    """Overdue first, then by the day."""
    found = [step for kind in KINDS for step in kind.steps(actor, one, today)]
    return sorted(found, key=lambda step: (step.state != "late", step.state != "wait", step.until or date.max))


def beginnings_of(actor: Actor, one: FollowUp, today: date) -> list[Beginning]:
    return [way for kind in KINDS for way in kind.beginnings(actor, one, today)]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """What needs the person, and what waits for others."""
    if not (actor.member_ids or actor.team_ids):
        return [], []
    found = [kind.home_rows(actor, today) for kind in KINDS]
    return [row for decide, _wait in found for row in decide], [row for _decide, wait in found for row in wait]
