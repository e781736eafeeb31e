"""Why an actor may not recommend something, or take it back, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import FollowUpState
from aktsom.sanctions.models import Recommendation
from aktsom.sanctions.states import RECOMMENDATION
from aktsom.teams.permissions import mandates as team_permissions

OPEN_TO = (FollowUpState.RUNNING, FollowUpState.CONCLUDED)


def recommend(actor: Actor, one: FollowUp) -> Refusal | None:
    """The team of the follow-up. A member that follows up for itself alone decides for itself."""
    if one.team is None:
        return Refusal(_("Dere følger opp for dere selv. Avtaleeieren avgjør uten anbefaling."))
    if refusal := team_permissions.work(actor, one.team):
        return refusal
    if one.state in OPEN_TO:
        return None
    if one.state == FollowUpState.DROPPED:
        return Refusal(_("Oppfølgingen er avlyst."))
    return Refusal(_("Leverandøren er ikke spurt om noe ennå."))


def move(actor: Actor, one: Recommendation, verb: str) -> Refusal | None:
    """`verb` is one of the table of recommendations."""
    return team_permissions.work(actor, one.team) or RECOMMENDATION.refusal(one.state, verb)
