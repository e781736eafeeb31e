"""What each day asks for about the search."""

from typing import Any

from aktsom.core.outbox import daily
from aktsom.knowledge.actions.indexing import tell_of_all

TELL_OF_ALL = "search.tell_of_all"


@daily(TELL_OF_ALL)
def look_at_all(_payload: dict[str, Any]) -> None:
    """Who sees a thing may change with no act upon it, as when a mandate ends."""
    tell_of_all()
