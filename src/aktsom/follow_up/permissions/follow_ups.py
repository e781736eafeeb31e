"""Why an actor may not begin or run a follow-up, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import FOLLOW_UP, FollowUpState
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.teams.models import CategoryTeam
from aktsom.teams.permissions import mandates as team_permissions


def run(actor: Actor, one: FollowUp, verb: str = "") -> Refusal | None:
    """Whoever sits in the team, or keeps the register of the member whose own it is; `verb` is one of the table of
    follow-ups, none for what changes no state."""
    if refusal := begin(actor, one.team, one.member_id or 0):
        return refusal
    return FOLLOW_UP.refusal(one.state, verb) if verb else None


def cover(actor: Actor, one: FollowUp) -> Refusal | None:
    """Taking in more contracts, also in what is concluded: they get the results."""
    if one.state == FollowUpState.DROPPED:
        return FOLLOW_UP.refusal(one.state, "drop")
    return begin(actor, one.team, one.member_id or 0)


def begin(actor: Actor, team: CategoryTeam | None, member_id: int) -> Refusal | None:
    if team is not None:
        return team_permissions.work(actor, team)
    if has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare avtaleeieren og kontraktsforvalteren følger opp for virksomheten selv."))
