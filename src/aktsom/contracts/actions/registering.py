"""Contracts by hand: registered, amended, ended, struck and opened again."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts import permissions, queries
from aktsom.contracts.actions.writing import cpv_rows, first_facts, lay_down, supplier_words
from aktsom.contracts.models import Contract, ContractCpv
from aktsom.contracts.problems import FactsWrong
from aktsom.contracts.queries.contracts import free_reference, reference_taken
from aktsom.contracts.rules import (
    ContractFacts,
    Problem,
    changes,
    generated_reference,
    plain_changes,
    problems,
    storable,
    tidy,
)
from aktsom.contracts.states import CONTRACT
from aktsom.contracts.telling import tell_changed
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.suppliers.actions import recognise_suppliers
from aktsom.suppliers.models import Supplier
from aktsom.terms.queries import term_set_codes

MOMENT = timedelta(minutes=1)
SHORTEST_REASON = 10  # characters: room for a sentence, too long for a full stop


@transaction.atomic
def register_contract(*, by: Actor, at: datetime, member: Member, facts: ContractFacts) -> Contract:
    """A new contract of the member. Without a reference it gets a generated one. The very same facts again within a
    moment are a second press of the button: the contract is the one just made.

    Raises FactsWrong with the problems that block.
    """
    if not reaches(by, member.id):
        raise NotVisible
    stop_if(permissions.keep_register(by, member.id))
    _one_at_a_time(member.id)
    facts = tidy(facts)
    if just_made := _just_made(member, facts, at):
        return just_made
    if not facts.reference:
        facts = replace(facts, reference=free_reference(member.id, facts))
    _stop_if_wrong(member.id, facts)
    contract = lay_down(Contract(member=member, created_at=at), facts, _supplier(by, at, facts), at)
    contract.save(force_insert=True)
    contract.own_facts.contract = contract
    contract.own_facts.save(force_insert=True)
    ContractCpv.objects.bulk_create(cpv_rows(contract, facts))
    told = plain_changes(dict(first_facts(facts)))
    record(by=by, at=at, acts=[Act("contract_registered", contract.public_id, member.id, changes=told)])
    tell_changed(at, contract)
    return contract


@transaction.atomic
def amend_contract(*, by: Actor, at: datetime, public_id: str, revision: int, facts: ContractFacts) -> Contract:
    """The contract with all its facts set to these; the same facts again change nothing and leave no trace.

    Raises Stale when somebody changed it since `revision`, FactsWrong with the problems that block.
    """
    contract = _for_change(by, public_id, revision)
    stop_if(permissions.change_contract(by, contract))
    old, new = queries.facts_of(contract), tidy(facts)
    if not new.reference:
        new = replace(new, reference=old.reference)
    if new.reference != old.reference:
        _one_at_a_time(contract.member_id)
    _stop_if_wrong(contract.member_id, new, other_than=contract.id)
    changed = changes(old, new)
    if not changed:
        return contract
    supplier = (
        _supplier(by, at, new) if "supplier_name" in changed or "supplier_number" in changed else contract.supplier
    )
    supplier_before = contract.supplier_id
    lay_down(contract, new, supplier, at).revision += 1
    contract.save()
    contract.own_facts.save()
    if "cpv" in changed:
        contract.cpv_codes.all().delete()
        ContractCpv.objects.bulk_create(cpv_rows(contract, new))
    told = plain_changes(changed)
    record(by=by, at=at, acts=[Act("contract_amended", contract.public_id, contract.member_id, changes=told)])
    tell_changed(at, contract, supplier_before)
    return contract


def end_contract(*, by: Actor, at: datetime, public_id: str, revision: int, reason: str) -> Contract:
    """Over before its time, or already over and left in the register."""
    return _move("end", by=by, at=at, public_id=public_id, revision=revision, reason=reason)


def strike_contract(*, by: Actor, at: datetime, public_id: str, revision: int, reason: str) -> Contract:
    """Registered by mistake: kept, but never counted and not seen by others."""
    return _move("strike", by=by, at=at, public_id=public_id, revision=revision, reason=reason)


def reopen_contract(*, by: Actor, at: datetime, public_id: str, revision: int, reason: str) -> Contract:
    """Ended or struck by mistake."""
    return _move("reopen", by=by, at=at, public_id=public_id, revision=revision, reason=reason)


def stop_if_no_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise DomainError(
            _("Skriv kort hvorfor, så andre forstår det senere (minst {count} tegn).").format(count=SHORTEST_REASON)
        )


_VERBS = {"end": "contract_ended", "strike": "contract_struck", "reopen": "contract_reopened"}


@transaction.atomic
def _move(verb: str, *, by: Actor, at: datetime, public_id: str, revision: int, reason: str) -> Contract:
    contract = _for_change(by, public_id, revision)
    stop_if(permissions.move_contract(by, contract, verb))
    act = move(contract, verb, at, told_reason(reason))
    record(by=by, at=at, acts=[act])
    tell_changed(at, contract)
    return contract


def told_reason(reason: str) -> str:
    """The reason as it is kept; raises DomainError for one that tells nothing."""
    reason = storable(reason).strip()
    stop_if_no_reason(reason)
    return reason


def move(contract: Contract, verb: str, at: datetime, reason: str) -> Act:
    """Moves a locked contract that may be moved; returns what the journal is to say of it."""
    before, contract.state = contract.state, CONTRACT.after(contract.state, verb)
    contract.revision += 1
    contract.changed_at = at
    contract.save(update_fields=["state", "revision", "changed_at"])
    told = {"state": [before, contract.state], "reason": reason}
    return Act(_VERBS[verb], contract.public_id, contract.member_id, changes=told)


def _for_change(by: Actor, public_id: str, revision: int) -> Contract:
    """The actor's own contract, locked. Another's is answered as if it did not exist."""
    own = queries.own_contracts(by).select_related("own_facts")
    contract = own.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if contract is None:
        raise NotVisible
    if contract.revision != revision:
        raise Stale
    return contract


def _one_at_a_time(member_id: int) -> None:
    """So that two who write at once do not both find a reference free."""
    Member.objects.select_for_update(no_key=True).get(pk=member_id)


def _just_made(member: Member, facts: ContractFacts, at: datetime) -> Contract | None:
    stem = facts.reference or generated_reference(facts)
    recent = Contract.objects.select_related("supplier", "own_facts").filter(
        own_facts__member=member, own_facts__reference__startswith=stem, created_at__gt=at - MOMENT, revision=1
    )
    for contract in recent:
        old = queries.facts_of(contract)
        if not changes(old, replace(facts, reference=facts.reference or old.reference)):
            return contract
    return None


def _stop_if_wrong(member_id: int, facts: ContractFacts, other_than: int | None = None) -> None:
    found = [problem for problem in problems(facts, term_set_codes()) if problem.blocks]
    if reference_taken(member_id, facts.reference, other_than=other_than):
        found.append(Problem("reference", "reference_taken", {"value": facts.reference}))
    if found:
        raise FactsWrong(tuple(found))


def _supplier(by: Actor, at: datetime, facts: ContractFacts) -> Supplier | None:
    words = supplier_words(facts)
    return recognise_suppliers(by=by, at=at, names=[words]).get(words)
