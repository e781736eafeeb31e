"""Contracts that a newer register no longer names: a person decides for each, nothing is deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts import permissions, queries
from aktsom.contracts.actions.registering import end_contract, strike_contract
from aktsom.contracts.models import VanishedContract
from aktsom.contracts.rules import storable
from aktsom.contracts.states import ContractState, VanishedDecision
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record

CHOICES = (VanishedDecision.KEEP, VanishedDecision.END, VanishedDecision.STRIKE)


@transaction.atomic
def decide_vanished(
    *, by: Actor, at: datetime, import_id: str, contract_public_id: str, decision: str, reason: str = ""
) -> VanishedContract:
    """Keep it running, end it or strike it. Ending and striking need a reason; a contract that somebody has ended
    or struck meanwhile is only ticked off."""
    if decision not in CHOICES:
        raise DomainError(_("Velg om du vil beholde, avslutte eller stryke avtalen."))
    register_import = queries.register_import(by, import_id)
    stop_if(permissions.keep_register(by, register_import.member_id))
    # The contract first, as a register that is being taken in does.
    list(queries.own_contracts(by).select_for_update(of=("self",)).filter(public_id=contract_public_id))
    waiting = VanishedContract.objects.select_for_update(of=("self",)).select_related("contract")
    found = waiting.filter(
        register_import=register_import, member=register_import.member_id, contract__public_id=contract_public_id
    ).first()
    if found is None:
        raise NotVisible
    if found.decision:
        raise Refused(Refusal(_("Dette er allerede avgjort.")))
    reason = storable(reason).strip()
    _carry_out(found, decision, by=by, at=at, reason=reason)
    found.decision, found.decided_at, found.person_id = decision, at, by.person_id
    found.save(update_fields=["decision", "decided_at", "person_id"])
    told = {"import": import_id, "decision": decision, **({"reason": reason} if reason else {})}
    record(by=by, at=at, acts=[Act("vanished_decided", contract_public_id, register_import.member_id, changes=told)])
    return found


def _carry_out(vanished: VanishedContract, decision: str, *, by: Actor, at: datetime, reason: str) -> None:
    contract = vanished.contract
    act = {VanishedDecision.END.value: end_contract, VanishedDecision.STRIKE.value: strike_contract}.get(decision)
    if act and contract.state == ContractState.RUNNING:
        act(by=by, at=at, public_id=contract.public_id, revision=contract.revision, reason=reason)
