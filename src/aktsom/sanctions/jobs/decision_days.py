"""A decision to await comes back on its day: the owner is told once."""

from datetime import date
from typing import Any

from aktsom.core.outbox import daily
from aktsom.follow_up.telling import tell_once
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.queries.awaited import back

AWAITED = "sanctions.awaited_back"


@daily(AWAITED)
def tell_of_awaited(payload: dict[str, Any]) -> None:
    """Also late, where the worker was down on the day itself."""
    today = date.fromisoformat(payload["day"])
    for one in back(SanctionDecision.objects.filter(told_back_on__isnull=True), today):
        tell_once(SanctionDecision.objects.filter(pk=one.pk), "told_back_on", today, "decision_back", one.public_id)
