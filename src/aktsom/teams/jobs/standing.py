"""What the day brings for category teams."""

import logging
from typing import Any

from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import daily
from aktsom.teams.actions.standing import check_team
from aktsom.teams.models import CategoryTeam
from aktsom.teams.states import TeamState

CHECK_TEAMS = "teams.check"

log = logging.getLogger(__name__)


@daily(CHECK_TEAMS)
def check_teams(_payload: dict[str, Any]) -> None:
    """Every active team against the days its lead may be silent; a transaction each, so that one that fails does not
    hold up the others. Run again it finds nothing new."""
    failed = []
    for public_id in CategoryTeam.objects.filter(state=TeamState.ACTIVE).values_list("public_id", flat=True):
        try:
            check_team(by=PLATFORM, at=timezone.now(), public_id=public_id)
        except Exception as error:
            log.exception("checking team %s failed: %s", public_id, type(error).__name__)
            failed.append(public_id)
    if failed:
        raise RuntimeError(f"{len(failed)} teams were not checked")
