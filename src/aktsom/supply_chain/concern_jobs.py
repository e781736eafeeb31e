"""Holding lists of concern up against suppliers and sites: when a list is taken in, and each day for what is new."""

from typing import Any

from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import daily, handles
from aktsom.supply_chain.actions.concerns import MATCH, match_concern_list
from aktsom.supply_chain.queries.concerns import newest_lists

MATCH_ALL = "supply_chain.match_all_concerns"


@handles(MATCH)
def match_one(payload: dict[str, Any]) -> None:
    match_concern_list(by=PLATFORM, at=timezone.now(), public_id=payload["list"])


@daily(MATCH_ALL)
def match_all(_payload: dict[str, Any]) -> None:
    """A pair that is known is left as it is."""
    for found in newest_lists():
        match_concern_list(by=PLATFORM, at=timezone.now(), public_id=found.public_id)
