"""Contracts by hand, registered or amended and screened in one go."""

from datetime import datetime

from django.db import transaction

from aktsom.contracts import actions as register
from aktsom.contracts.models import Contract
from aktsom.contracts.rules import ContractFacts
from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.risk.actions.screening import screen_contracts


@transaction.atomic
def register_and_screen(*, by: Actor, at: datetime, member: Member, facts: ContractFacts) -> Contract:
    """As `contracts.actions.register_contract`, with a first result of the screen."""
    contract = register.register_contract(by=by, at=at, member=member, facts=facts)
    screen_contracts(by=by, at=at, contract_ids=[contract.pk])
    return contract


@transaction.atomic
def amend_and_screen(*, by: Actor, at: datetime, public_id: str, revision: int, facts: ContractFacts) -> Contract:
    """As `contracts.actions.amend_contract`; a new result replaces, or contests what somebody decided."""
    contract = register.amend_contract(by=by, at=at, public_id=public_id, revision=revision, facts=facts)
    screen_contracts(by=by, at=at, contract_ids=[contract.pk])
    return contract
