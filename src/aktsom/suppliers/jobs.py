"""What the outbox delivers about suppliers: the matching, after each register and once a day."""

from typing import Any

from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import daily, handles
from aktsom.suppliers.actions.matching import MATCH, match_suppliers

MATCH_DAILY = "suppliers.match_daily"


@handles(MATCH)
def match_after_a_register(_payload: dict[str, Any]) -> None:
    """Run again it finds nothing new to write."""
    match_suppliers(by=PLATFORM, at=timezone.now())


@daily(MATCH_DAILY)
def match_daily(_payload: dict[str, Any]) -> None:
    """What was registered by hand, and what the company register has told since."""
    match_suppliers(by=PLATFORM, at=timezone.now())
