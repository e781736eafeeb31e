"""What each day asks for: colours as days pass, reminders before a day, and deviations that nobody does anything
about."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from aktsom.core.outbox import daily
from aktsom.findings.actions.colours import note_all
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.states import FindingKind, FindingState, PlanState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.telling import tell

COLOURS, REMIND, IDLE = "findings.colours", "findings.remind", "findings.idle"


@daily(COLOURS)
def note_colours_of_today(_payload: dict[str, Any]) -> None:
    note_all(timezone.now())


@daily(REMIND)
def remind(payload: dict[str, Any]) -> None:
    """Once for each day that is set, some days before it."""
    today, now = date.fromisoformat(payload["day"]), timezone.now()
    soon = {"reminded_on__isnull": True, "due_on__gte": today, "due_on__lte": today + _days("due_days")}
    for one in ActionPlan.objects.filter(state__in=[PlanState.WANTED, PlanState.CHANGES], **soon):
        if ActionPlan.objects.filter(pk=one.pk, reminded_on__isnull=True).update(reminded_on=today):
            tell("plan_asked_for", one.public_id, now, reminder=True)
    due = Measure.objects.filter(plan__accepted_at__isnull=False, state__in=["open", "insufficient"], **soon)
    for plan_id in {row.plan.public_id for row in due.select_related("plan")}:
        if due.filter(plan__public_id=plan_id).update(reminded_on=today):
            tell("plan_answered", plan_id, now, did="due")


@daily(IDLE)
def tell_of_idle_deviations(payload: dict[str, Any]) -> None:
    """On the day that a deviation has stood so long without a plan having been asked for; once."""
    today = date.fromisoformat(payload["day"])
    since = today - _days("idle_days")
    rows = Finding.objects.filter(
        kind=FindingKind.DEVIATION, state=FindingState.STANDS, stood_at__date=since, measures__isnull=True,
        follow_up__plan__isnull=True,
    )  # fmt: skip
    for one in rows:
        tell("deviation_idle", one.public_id, timezone.now())


def _days(name: str) -> timedelta:
    return timedelta(days=finding_limit(name))
