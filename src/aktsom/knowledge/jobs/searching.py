"""What each day asks for about the search."""

from typing import Any

from django.utils import timezone

from aktsom.core.outbox import daily, handles, send
from aktsom.knowledge.actions.indexing import tell_of_part
from aktsom.knowledge.sources import SOURCES

TELL_OF_ALL = "search.tell_of_all"
TELL_OF_PART = "search.tell_of_part"


@daily(TELL_OF_ALL)
def look_at_all(_payload: dict[str, Any]) -> None:
    """Who sees a thing may change with no act upon it, as when a mandate ends. A piece of work for some things at a
    time: letters come between them, and one that dies begins anew where it was."""
    for number, _source in enumerate(SOURCES):
        _ask(number, "")


@handles(TELL_OF_PART)
def look_at_part(payload: dict[str, Any]) -> None:
    if last := tell_of_part(payload["source"], payload["after"]):
        _ask(payload["source"], last)


def _ask(number: int, after: str) -> None:
    send(kind=TELL_OF_PART, payload={"source": number, "after": after}, at=timezone.now())
