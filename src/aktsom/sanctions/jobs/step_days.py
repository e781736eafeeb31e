"""What each day asks for: a period that ends is told of beforehand, and again when it has run out. No day ends or
prolongs anything."""

from datetime import date, timedelta
from typing import Any

from aktsom.core.outbox import daily
from aktsom.follow_up.telling import tell_once
from aktsom.sanctions.letter_tables import days_off
from aktsom.sanctions.models import OrderCondition, Replacement, Suspension
from aktsom.sanctions.rules.suspensions import Period, warned_on
from aktsom.sanctions.step_states import STOPS_ORDERS, OrderConditionState, ReplacementState
from aktsom.sanctions.step_tables import step_limit

ENDING, RUN_OUT, CONDITIONS, REPLACEMENTS = (
    "sanctions.suspensions_ending", "sanctions.suspensions_run_out", "sanctions.conditions_due",
    "sanctions.replacements_due",
)  # fmt: skip
EARLIEST = timedelta(days=14)  # the longest that weekends and holidays can move a day of telling


@daily(ENDING)
def tell_of_ends(payload: dict[str, Any]) -> None:
    """Once for each last day that is set; also late, where the worker was down on the day itself."""
    today, days = date.fromisoformat(payload["day"]), step_limit("warn_days")
    latest = today + timedelta(days=days) + EARLIEST
    rows = Suspension.objects.filter(state__in=STOPS_ORDERS, warned_on__isnull=True, ends_on__range=(today, latest))
    for one in rows:
        if warned_on(one.period, days, days_off) > today:
            continue
        tell_once(Suspension.objects.filter(pk=one.pk), "warned_on", today, "suspension_ending", one.public_id)


@daily(RUN_OUT)
def tell_of_run_out(payload: dict[str, Any]) -> None:
    today = date.fromisoformat(payload["day"])
    rows = Suspension.objects.filter(state__in=STOPS_ORDERS, told_over_on__isnull=True, ends_on__lt=today)
    for one in rows:
        tell_once(Suspension.objects.filter(pk=one.pk), "told_over_on", today, "suspension_run_out", one.public_id)


@daily(CONDITIONS)
def tell_of_conditions(payload: dict[str, Any]) -> None:
    today, days = date.fromisoformat(payload["day"]), step_limit("warn_days")
    latest = today + timedelta(days=days) + EARLIEST
    rows = OrderCondition.objects.filter(
        state=OrderConditionState.WAITS, warned_on__isnull=True, due_on__range=(today, latest)
    )
    for one in rows:
        if warned_on(Period(min(today, one.due_on), one.due_on), days, days_off) > today:
            continue
        tell_once(OrderCondition.objects.filter(pk=one.pk), "warned_on", today, "order_condition_ending", one.public_id)


@daily(REPLACEMENTS)
def tell_of_replacements(payload: dict[str, Any]) -> None:
    """To the owner and the supplier, when the day for naming a new place has gone."""
    today = date.fromisoformat(payload["day"])
    rows = Replacement.objects.filter(state=ReplacementState.DEMANDED, told_due_on__isnull=True, due_on__lt=today)
    for one in rows:
        tell_once(Replacement.objects.filter(pk=one.pk), "told_due_on", today, "replacement_overdue", one.public_id)
