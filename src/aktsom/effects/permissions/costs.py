"""Why an actor may not record a joint cost or say something of a share, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.effects.effort_states import SHARE
from aktsom.effects.models import CostShare, JointCost
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.members.permissions import has
from aktsom.members.roles import Permission


def record_cost(by: Actor, one: FollowUp) -> Refusal | None:
    """Those who follow up, also when it is concluded: the invoice comes last."""
    return begin(by, one.team, one.member_id or 0)


def take_back(by: Actor, one: JointCost) -> Refusal | None:
    if refusal := record_cost(by, one.follow_up):
        return refusal
    if one.ended_at is not None:
        return Refusal(_("Kostnaden er tatt tilbake allerede."))
    return None


def move(by: Actor, share: CostShare, verb: str) -> Refusal | None:
    """`verb` is one of the table of shares: whoever owes says that it is paid, whoever is owed that it has come."""
    party = share.member_id if verb == "say_paid" else share.creditor_id
    if not has(by, Permission.KEEP_REGISTER, party):
        return Refusal(_("Bare den det gjelder, kan si dette."))
    if share.member_id == share.creditor_id:
        return Refusal(_("Dette er deres egen del. Den skyldes ingen."))
    return SHARE.refusal(share.state, verb)
