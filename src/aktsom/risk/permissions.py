"""Why an actor may not decide on a contract's risk, or nothing."""

from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members import permissions
from aktsom.members.roles import Permission
from aktsom.risk.models import ContractRisk
from aktsom.risk.states import RISK


def decide_for(actor: Actor, member_id: int) -> Refusal | None:
    """Confirming and overriding is the contract party's own: its owner or manager, and nobody else's."""
    if not permissions.reaches(actor, member_id):
        return Refusal(_("Bare avtaleparten selv kan avgjøre risikoen i sin avtale."))
    if permissions.has(actor, Permission.DECIDE_RISK, member_id):
        return None
    return Refusal(_("Bare avtaleeier og kontraktsforvalter kan avgjøre risikoen i en avtale."))


def decide(actor: Actor, risk: ContractRisk, verb: str) -> Refusal | None:
    """`verb` is "confirm" or "override" in the table of risk states."""
    return decide_for(actor, risk.member_id) or RISK.refusal(risk.state, verb)
