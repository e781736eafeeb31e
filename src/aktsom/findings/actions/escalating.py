"""What nobody does anything about is told to those who answer for the contracts: once, and again when it has moved and
then come to rest anew."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.journal import Act, record
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.states import FindingKind, FindingState, MeasureState, PlanState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.telling import tell

Row = TypeVar("Row", Finding, ActionPlan)


class Stalled(StrEnum):
    """Why; a part of the letter's text."""

    IDLE = "idle"  # a deviation stands, and nobody has asked for a plan
    NO_PLAN = "no_plan"  # the supplier has not sent the plan it was asked for
    NO_ANSWER = "no_answer"  # those who follow up have not answered the plan
    NO_PROOF = "no_proof"  # a measure is past its day
    NO_VERDICT = "no_verdict"  # those who follow up have not judged what was shown


def escalate_all(today: date, at: datetime) -> int:
    """Returns how many were told of. Each by itself, so that whoever is stopped in between goes on where it was; what a
    day missed is told of on the next."""
    told = 0
    for why, rows in _stalled(today):
        for row in rows:
            told += _escalate(row, why, today, at)
    return told


def _stalled(today: date) -> Iterable[tuple[Stalled, Iterable[Finding | ActionPlan | Measure]]]:
    late, rest = today - _days("late_days"), today - _days("idle_days")
    yield Stalled.IDLE, _idle(rest)
    plans = ActionPlan.objects.filter(escalated_on__isnull=True).order_by("id")
    owed = Q(state__in=[PlanState.WANTED, PlanState.CHANGES])
    yield Stalled.NO_PLAN, plans.filter(owed, due_on__lte=late)
    yield Stalled.NO_ANSWER, _since(plans.filter(state=PlanState.PROPOSED), "proposed_at", rest)
    measures = Measure.objects.filter(
        escalated_on__isnull=True, agreed_at__isnull=False, finding__state=FindingState.STANDS
    ).select_related("plan")
    open_ = [MeasureState.OPEN, MeasureState.INSUFFICIENT, MeasureState.BLOCKED]
    yield Stalled.NO_PROOF, measures.filter(state__in=open_, due_on__lte=late).order_by("id")
    waiting = measures.filter(state=MeasureState.PROVED).prefetch_related("proofs").order_by("id")
    yield Stalled.NO_VERDICT, [row for row in waiting if timezone.localdate(_last(row)) <= rest]


def _idle(rest: date) -> Iterable[Finding]:
    """Deviations that have stood so long without a measure and without a plan that is asked for or agreed on; one that
    came to stand after the plan was made is not lost in it."""
    at_work = [PlanState.WANTED, PlanState.CHANGES, PlanState.PROPOSED]
    rows = Finding.objects.filter(
        kind=FindingKind.DEVIATION, state=FindingState.STANDS, escalated_on__isnull=True, measures__isnull=True
    )
    return _since(rows.exclude(follow_up__plan__state__in=at_work).order_by("id"), "stood_at", rest)


def _since(rows: Iterable[Row], field: str, rest: date) -> list[Row]:
    """By the day in Norway, whatever the database takes for a day."""
    return [row for row in rows if timezone.localdate(getattr(row, field)) <= rest]


def _last(row: Measure) -> datetime:
    return max(proof.given_at for proof in row.proofs.all())


@transaction.atomic
def _escalate(row: Finding | ActionPlan | Measure, why: Stalled, today: date, at: datetime) -> bool:
    """Only the first of two workers that come to it tells of it."""
    table: type[Model] = type(row)
    if not table._default_manager.filter(pk=row.pk, escalated_on__isnull=True).update(escalated_on=today):
        return False
    one = row.plan if isinstance(row, Measure) else row
    about = {"measure": row.public_id} if isinstance(row, Measure) else {}
    record(by=PLATFORM, at=at, acts=[Act(_VERBS[why], one.public_id, one.owner_id, changes={"why": why, **about})])
    tell("deviation_idle" if why is Stalled.IDLE else "plan_stalled", one.public_id, at, why=why)
    return True


_VERBS = {Stalled.IDLE: "deviation_escalated"} | {why: "plan_escalated" for why in Stalled if why is not Stalled.IDLE}


def _days(name: str) -> timedelta:
    return timedelta(days=finding_limit(name))
