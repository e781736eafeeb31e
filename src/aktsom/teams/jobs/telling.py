"""What everybody reads of who follows up what is told anew each day."""

from typing import Any

from django.utils import timezone

from aktsom.core.outbox import daily
from aktsom.teams.actions.telling_all import tell_who_follows_up


@daily("teams.told_to_all")
def tell_all(_payload: dict[str, Any]) -> None:
    tell_who_follows_up(at=timezone.now())
