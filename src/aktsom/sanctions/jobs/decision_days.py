"""A decision to await comes back on its day, and one whose letter nobody has sent is told of: the owner, once."""

from datetime import date
from typing import Any

from aktsom.core.outbox import daily
from aktsom.follow_up.telling import tell_once
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.queries.awaited import back
from aktsom.sanctions.queries.unsent import long_unsent

AWAITED, UNSENT = "sanctions.awaited_back", "sanctions.letters_unsent"


@daily(AWAITED)
def tell_of_awaited(payload: dict[str, Any]) -> None:
    """Also late, where the worker was down on the day itself."""
    today = date.fromisoformat(payload["day"])
    for one in back(SanctionDecision.objects.filter(told_back_on__isnull=True), today):
        tell_once(SanctionDecision.objects.filter(pk=one.pk), "told_back_on", today, "decision_back", one.public_id)


@daily(UNSENT)
def tell_of_unsent(payload: dict[str, Any]) -> None:
    """That the supplier has had no letter of what was decided."""
    today = date.fromisoformat(payload["day"])
    for one in long_unsent(SanctionDecision.objects.filter(told_unsent_on__isnull=True), today):
        rows = SanctionDecision.objects.filter(pk=one.pk)
        tell_once(rows, "told_unsent_on", today, "decision_unsent", one.public_id)
