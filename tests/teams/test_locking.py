"""Two acts on the same team wait for each other in the same order, so that neither is thrown out."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.teams.actions.handing_over import accept_handover, offer_handover
from aktsom.teams.actions.standing import close_team
from aktsom.teams.actions.tasks import finish_task
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, actor, member, person
from tests.factories.teams import task, team

pytestmark = pytest.mark.django_db
_LOCKED = re.compile(r'FROM "aktsom_(categoryteam|handover|teamtask)" .*FOR (?:NO KEY )?UPDATE', re.DOTALL)


def _accept(of: CategoryTeam) -> None:
    given = offer_handover(
        by=actor("olga"), at=NOON, public_id=of.public_id, revision=1, receiver=person("berit"), member=member("bergen")
    )
    accept_handover(by=actor("berit"), at=NOON, handover_public_id=given.public_id)


def _close(of: CategoryTeam) -> None:
    close_team(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=1)


def _finish(of: CategoryTeam) -> None:
    finish_task(by=actor("olga"), at=NOON, task_public_id=task(of).public_id)


@pytest.mark.parametrize(("act", "then"), [(_accept, "handover"), (_close, "handover"), (_finish, "teamtask")])
def test_a_team_is_locked_before_what_it_holds(act, then: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite locks no rows: it has one writer at a time")
    of = team()
    with CaptureQueriesContext(connection) as captured:
        act(of)
    locked = [found[1] for query in captured if (found := _LOCKED.search(query["sql"]))]
    assert list(dict.fromkeys(locked)) == ["categoryteam", then]
