"""Why an actor may not conclude on a point, conclude a follow-up, or decide whom to rely on, or nothing."""

from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin, run
from aktsom.follow_up.states import FollowUpState
from aktsom.members.permissions import has
from aktsom.members.roles import Permission

JUDGED_IN = (FollowUpState.ANNOUNCED, FollowUpState.RUNNING, FollowUpState.CONCLUDED)


def conclude_points(actor: Actor, one: FollowUp) -> Refusal | None:
    """Also after the whole is concluded: for terms that came in late, and when something new is known."""
    if refusal := begin(actor, one.team, one.member_id or 0):
        return refusal
    if one.state == FollowUpState.PLANNED:
        return Refusal(_("Varsle oppfølgingen først. Da vet alle at leverandøren blir vurdert."))
    return None if one.state in JUDGED_IN else Refusal(_("Oppfølgingen er avlyst."))


def conclude(actor: Actor, one: FollowUp, open_points: int) -> Refusal | None:
    if refusal := run(actor, one, "conclude"):
        return refusal
    if open_points:
        told = _("Noen punkter står åpne. Vurder dem, eller skriv hvorfor de ikke er vurdert.")
        return Refusal(told)
    return None


def decide_reliance(actor: Actor, contract: Contract) -> Refusal | None:
    """The contract party alone. Domain rule «Decisions stay with the party»: as with mandates, its contract owner."""
    if not has(actor, Permission.GIVE_MANDATES, contract.member_id):
        return Refusal(_("Bare avtaleeieren avgjør om dere bygger på konklusjonen."))
    if contract.state != ContractState.RUNNING:
        return Refusal(_("Avtalen er avsluttet."))
    return None
