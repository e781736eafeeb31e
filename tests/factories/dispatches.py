"""Follow-ups that have been announced, and self-reports dispatched by the same acts as people's."""

from datetime import datetime
from typing import Any

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.actions.dispatching import Dispatch, dispatch_self_report
from aktsom.follow_up.actions.planning import announce
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.suppliers.actions.first_person import FirstPerson
from tests.cast import NOON, actor, person

LINK = "https://aktsom.example/virksomhet/invitasjon/"
KARI = FirstPerson("Kari Nordmann", "kari@nordhav.example", "nb")


def told(one: FollowUp, by: str = "bjarne", at: datetime = NOON) -> FollowUp:
    """Announced, with the forms published."""
    load_questionnaires(by=PLATFORM, at=NOON)
    one.refresh_from_db()
    return announce(by=actor(by), at=at, follow_up_id=one.public_id, revision=one.revision)


def dispatched(
    one: FollowUp, by: str = "bjarne", at: datetime = NOON, *, answered_for: bool = True, **said: Any
) -> SelfReport:
    """Of one that has been announced. `answered_for`: Nora and Aksel answer for the supplier."""
    if answered_for:
        person("nora"), person("aksel")
    one.refresh_from_db()
    return dispatch_self_report(
        by=actor(by), at=at, follow_up_id=one.public_id, revision=one.revision, dispatch=Dispatch(**said), link=LINK
    )
