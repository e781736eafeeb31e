"""The journal says the state that an act led to, so that what was open when can be told from it alone."""

import pytest

from aktsom.core.models import JournalEntry
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import proving
from aktsom.findings.models import Measure
from aktsom.follow_up.models import FollowUp
from tests.cast import NOON, actor
from tests.findings.made import WHY, accepted, closed, judged, standing

pytestmark = pytest.mark.django_db


def said(public_id: str) -> list[tuple[str, str]]:
    rows = JournalEntry.objects.filter(subject=public_id).order_by("number")
    return [(row.verb, row.changes["state"]) for row in rows if "state" in row.changes]


def test_a_plan_that_is_ended_and_taken_up_again_by_what_is_judged(one: FollowUp) -> None:
    plan = accepted(one, standing(one))
    [row] = Measure.objects.filter(plan=plan)
    judged(row)
    assert said(plan.public_id)[-2:] == [("proof_judged", "accepted"), ("plan_ended", "ended")]
    row.refresh_from_db()
    proving.doubt(by=actor("bjarne"), at=NOON, measure_id=row.public_id, revision=row.revision, reason=WHY)
    assert said(plan.public_id)[-1] == ("proof_doubted", "accepted")


def test_a_finding_that_is_opened_again_stands_and_its_plan_goes_on(one: FollowUp) -> None:
    made = standing(one)
    plan = accepted(one, made)
    judged(Measure.objects.get(plan=plan))
    made = closed(made)
    acts.reopen_finding(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision, reason=WHY)
    assert said(made.public_id)[-2:] == [("finding_closed", "closed"), ("finding_reopened", "stands")]
    assert said(plan.public_id)[-2:] == [("plan_resumed", "accepted"), ("proof_doubted", "accepted")]


def test_what_begins_in_a_follow_up_says_which(one: FollowUp) -> None:
    made = standing(one)
    plan = accepted(one, made)
    for public_id, verb in ((made.public_id, "finding_noted"), (plan.public_id, "plan_asked_for")):
        [entry] = JournalEntry.objects.filter(subject=public_id, verb=verb)
        assert entry.changes["follow_up"] == one.public_id
