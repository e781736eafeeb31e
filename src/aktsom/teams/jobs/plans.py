"""What the outbox delivers for teams."""

from typing import Any

from django.utils import timezone

from aktsom.core.outbox import handles
from aktsom.teams.actions.planning import SOLVE_PLAN, finish_plan


@handles(SOLVE_PLAN)
def solve_team_plan(payload: dict[str, Any]) -> None:
    finish_plan(at=timezone.now(), public_id=payload["plan"])
