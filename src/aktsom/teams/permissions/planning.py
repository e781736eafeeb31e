"""Why an actor may not say a member's wishes or work with the plan of teams, or nothing."""

from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import has
from aktsom.members.roles import Permission, permissions_of
from aktsom.teams.models import TeamPlan
from aktsom.teams.planning.proposing import Proposal, Stage
from aktsom.teams.states import PLAN

SPEAK_FOR = (Permission.KEEP_REGISTER, Permission.KEEP_PEOPLE)


def say_wishes(actor: Actor, member_id: int) -> Refusal | None:
    """A member's competence and wishes are its own to say; the secretariat does not say them for it."""
    if any(has(actor, permission, member_id) for permission in SPEAK_FOR):
        return None
    return Refusal(
        _("Bare de som holder registeret eller styrer tilgangen hos medlemmet, kan si hva medlemmet ønsker.")
    )


def keeps_plans(actor: Actor) -> bool:
    return actor.is_platform or Permission.KEEP_NETWORK in permissions_of(actor.roles)


def make_plan(actor: Actor) -> Refusal | None:
    return None if keeps_plans(actor) else Refusal(_("Bare sekretariatet lager planer for gruppene."))


def change_plan(actor: Actor, plan: TeamPlan) -> Refusal | None:
    """To swap a member or name another lead: in a proposal that is there and not decided on."""
    return make_plan(actor) or PLAN.refusal(plan.state, "adopt") or _not_ready(plan)


def adopt_plan(actor: Actor, plan: TeamPlan) -> Refusal | None:
    return change_plan(actor, plan)


def drop_plan(actor: Actor, plan: TeamPlan) -> Refusal | None:
    return make_plan(actor) or PLAN.refusal(plan.state, "drop")


def _not_ready(plan: TeamPlan) -> Refusal | None:
    if Proposal.of(plan.proposal).stage is Stage.READY:
        return None
    return Refusal(_("Det finnes ikke noe forslag til grupper i denne planen."))


def nobody_to_speak_for() -> Refusal:
    """For somebody whose own body takes no part, such as the secretariat's."""
    return Refusal(_("Du har ikke noe medlem å svare for."))
