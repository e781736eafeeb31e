"""Findings, plans and proofs made by the same acts as people's, for tests."""

from datetime import datetime, timedelta
from typing import Any

from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import plans, proving
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import Method
from tests.cast import NOON, actor, person

TODAY = NOON.date()
DAY = timedelta(days=1)
GRAVE = Severity(Grade.GRAVE, Grade.SERIOUS, Grade.MINOR)
WHY = "Vi har sett det i dokumentene fra fabrikken."


def said(**told: Any) -> acts.FindingSaid:
    usual: dict[str, Any] = {
        "kind": FindingKind.DEVIATION, "title": "Gebyr for å få jobben", "text": "Arbeidere har betalt en formidler.",
        "found_on": TODAY - 3 * DAY, "number": "1.1", "severity": GRAVE, "severity_reason": WHY,
    }  # fmt: skip
    return acts.FindingSaid(**{**usual, **told})


def noted(one: FollowUp, by: str = "bjarne", at: datetime = NOON, rests_on: str = "", **told: Any) -> Finding:
    person("nora"), person("aksel")
    return acts.note_finding(by=actor(by), at=at, follow_up_id=one.public_id, said=said(**told), rests_on=rests_on)


def shown(one: FollowUp, at: datetime = NOON, **told: Any) -> Finding:
    made = noted(one, at=at, **told)
    return acts.show_to_supplier(by=actor("bjarne"), at=at, finding_id=made.public_id, revision=made.revision)


def standing(one: FollowUp, at: datetime = NOON, **told: Any) -> Finding:
    """Heard: the day for it has gone."""
    made = shown(one, at=at - 20 * DAY, **{"found_on": at.date() - 30 * DAY, **told})
    return acts.let_stand(by=actor("bjarne"), at=at, finding_id=made.public_id, revision=made.revision)


def asked_for(one: FollowUp, at: datetime = NOON) -> ActionPlan:
    return plans.ask_for_plan(by=actor("bjarne"), at=at, follow_up_id=one.public_id)


def measure(plan: ActionPlan, finding: Finding, at: datetime = NOON, **told: Any) -> Measure:
    plan.refresh_from_db()
    usual: dict[str, Any] = {
        "finding": finding.public_id, "text": "Betale tilbake gebyrene", "due_on": at.date() + 60 * DAY,
        "cause": "Formidleren ble valgt uten kontroll.", "who": "Personalsjefen",
    }  # fmt: skip
    return plans.write_measure(
        by=actor("nora"), at=at, plan_id=plan.public_id, revision=plan.revision,
        said=plans.MeasureSaid(**{**usual, **told}),
    )  # fmt: skip


def accepted(one: FollowUp, *findings: Finding, at: datetime = NOON, **told: Any) -> ActionPlan:
    """A plan with one measure for each of the findings."""
    plan = asked_for(one, at)
    for finding in findings:
        measure(plan, finding, at, **told)
    plan.refresh_from_db()
    plan = plans.propose_plan(by=actor("nora"), at=at, plan_id=plan.public_id, revision=plan.revision)
    return plans.accept_plan(by=actor("bjarne"), at=at, plan_id=plan.public_id, revision=plan.revision)


def proved(row: Measure, at: datetime = NOON) -> Measure:
    row.refresh_from_db()
    proving.prove(
        by=actor("nora"), at=at, measure_id=row.public_id, revision=row.revision, text="Alle har fått pengene igjen."
    )
    row.refresh_from_db()
    return row


def judged(row: Measure, at: datetime = NOON, *, sufficient: bool = True) -> Measure:
    proving.judge_proof(
        by=actor("bjarne"), at=at, measure_id=proved(row, at).public_id, revision=row.revision, sufficient=sufficient,
        reason=WHY, checked_how=Method.DOCUMENT_REVIEW,
    )  # fmt: skip
    row.refresh_from_db()
    return row


def closed(finding: Finding, at: datetime = NOON) -> Finding:
    finding.refresh_from_db()
    return acts.close_finding(
        by=actor("bjarne"), at=at, finding_id=finding.public_id, revision=finding.revision, reason=WHY
    )
