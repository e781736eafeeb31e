"""Why an actor may not write, take, share or take back a decision for a contract, or nothing. Domain rule «Decisions
stay with the party»: a place in a team gives nothing here, and the platform itself never decides."""

from datetime import date

from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.rules.ladder import Decider, Step
from aktsom.sanctions.states import DECISION


def owns(actor: Actor, member_id: int) -> bool:
    return not actor.is_platform and has(actor, Permission.GIVE_MANDATES, member_id)


def keeps(actor: Actor, member_id: int) -> bool:
    return not actor.is_platform and has(actor, Permission.KEEP_REGISTER, member_id)


def is_active(contract: Contract, today: date) -> bool:
    """Whether there is a contract to sanction: it has begun, and neither has it ended nor has its last day gone by."""
    begun = contract.starts_on is None or contract.starts_on <= today
    return contract.state == ContractState.RUNNING and begun and not _over(contract, today)


def _over(contract: Contract, today: date) -> bool:
    return contract.runs_until is not None and contract.runs_until < today


def write(actor: Actor, contract: Contract, today: date) -> Refusal | None:
    """A draft: the owner, or the manager who prepares it."""
    if not keeps(actor, contract.member_id):
        return Refusal(_("Bare avtaleeieren og kontraktsforvalteren skriver avgjørelser for avtalen."))
    if not is_active(contract, today):
        return Refusal(_("Avtalen løper ikke, og da er det ingen avtale å reagere i."))
    return None


def decide(actor: Actor, one: SanctionDecision, step: Step | None, today: date) -> Refusal | None:
    """`step` is none for who declines or awaits, which is its owner's to say. Whoever sits in the team that recommends
    does not also take the manager's step: two look at it."""
    if refusal := write(actor, one.contract, today):
        return refusal
    if owns(actor, one.owner_id) and (step is None or Decider.OWNER in step.decided_by):
        return None
    if step is None or Decider.MANAGER not in step.decided_by:
        return Refusal(_("Bare avtaleeieren kan avgjøre dette. Du kan forberede det."))
    if one.follow_up.team_id in actor.team_ids:
        return Refusal(_("Du sitter i gruppen som anbefaler. Avtaleeieren avgjør."))
    return None


def share(actor: Actor, one: SanctionDecision) -> Refusal | None:
    if not owns(actor, one.owner_id):
        return Refusal(_("Bare avtaleeieren avgjør hva andre får lese."))
    return Refusal(_("Del avgjørelsen når den er tatt.")) if DECISION.owners[one.state] else None


def move(actor: Actor, one: SanctionDecision, verb: str) -> Refusal | None:
    """`verb` is one of the table; what is taken is its owner's to take back, a draft also its manager's."""
    if DECISION.owners[one.state] and keeps(actor, one.owner_id):
        return DECISION.refusal(one.state, verb)
    if not owns(actor, one.owner_id):
        return Refusal(_("Bare avtaleeieren kan avgjøre dette."))
    return DECISION.refusal(one.state, verb)
