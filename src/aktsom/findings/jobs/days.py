"""What each day asks for: colours as days pass, reminders before a day, what nobody does anything about, and whom open
inquiries have come to touch. Days are those of Norway; a worker that was down for some days makes up for them, and one
that is killed in between goes on."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from aktsom.core.outbox import daily
from aktsom.findings.actions.colours import note_all
from aktsom.findings.actions.escalating import escalate_all
from aktsom.findings.actions.reaching_again import reach_all_again
from aktsom.findings.models import ActionPlan, Measure
from aktsom.findings.states import FindingState, MeasureState, PlanState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.telling import tell_once

COLOURS, REMIND, IDLE = "findings.colours", "findings.remind", "findings.idle"
REACH = "findings.reach"


@daily(COLOURS)
def note_colours_of_today(_payload: dict[str, Any]) -> None:
    note_all(timezone.now())


@daily(REMIND)
def remind(payload: dict[str, Any]) -> None:
    """Once for each day that is set, some days before it."""
    today = date.fromisoformat(payload["day"])
    until = today + timedelta(days=finding_limit("due_days"))
    soon = {"reminded_on__isnull": True, "due_on__gte": today, "due_on__lte": until}
    for one in ActionPlan.objects.filter(state__in=[PlanState.WANTED, PlanState.CHANGES], **soon):
        mine = ActionPlan.objects.filter(pk=one.pk)
        tell_once(mine, "reminded_on", today, "plan_asked_for", one.public_id, reminder=True)
    due = Measure.objects.filter(
        agreed_at__isnull=False, state__in=[MeasureState.OPEN, MeasureState.INSUFFICIENT],
        finding__state=FindingState.STANDS, **soon,
    )  # fmt: skip
    for plan_id in sorted(set(due.values_list("plan__public_id", flat=True))):
        tell_once(due.filter(plan__public_id=plan_id), "reminded_on", today, "plan_answered", plan_id, did="due")


@daily(IDLE)
def tell_of_what_nobody_does(payload: dict[str, Any]) -> None:
    escalate_all(date.fromisoformat(payload["day"]), timezone.now())


@daily(REACH)
def reach_the_newly_linked(_payload: dict[str, Any]) -> None:
    reach_all_again(timezone.now())
