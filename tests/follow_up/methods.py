"""A follow-up that a team has announced, for tests of its methods: of Nordhav in the category medical, by Bjarne and
Mons, with contracts of Oslo and Bergen covered."""

from datetime import timedelta
from typing import Any

from aktsom.follow_up.actions.planning import announce
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import Method
from tests.cast import NOON, actor, person
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, planned

DAY = timedelta(days=1)
LEAD = "bjarne"
ALL = [Method.SELF_REPORT, Method.MEETING, Method.DOCUMENT_REVIEW, Method.AUDIT]


def followed(*owners: str, **said: Any) -> FollowUp:
    """Announced. `said` is of the contracts."""
    ours = team()
    for owner in owners or ("oslo", "bergen"):
        granted(ours, gloves(owner, **said))
    for who in ("nora", "stina", "sekka"):
        person(who)
    one = planned(of=ours, methods=ALL)
    return announce(by=actor(LEAD), at=NOON, follow_up_id=one.public_id, revision=one.revision)
