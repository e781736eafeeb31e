"""A team asks a supplier to tell of its chain, on behalf of the contracts whose mandates permit it to ask."""

from datetime import datetime

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.actions.asking import Asked, Wish, laid_down, of_same_company
from aktsom.teams.actions.loading import note_activity, team_for_change
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.actions.steps import contracts_of_step, mandates_under
from aktsom.teams.acts import MandateAct
from aktsom.teams.permissions import mandates as permissions


@transaction.atomic
def ask_for_chain_under_mandates(*, by: Actor, at: datetime, team_id: str, supplier_id: str, wish: Wish) -> Asked:
    """`wish.products` names the contracts. Raises NotCovered when a contract's mandate does not permit the team to ask
    today, AlreadyAnswered unless asked again on purpose. Each owner sees it under what is done on its behalf."""
    team = team_for_change(by, team_id)
    stop_if(permissions.work(by, team))
    supplier = Supplier.objects.filter(public_id=supplier_id).first()
    if supplier is None:
        raise NotVisible
    contracts = contracts_of_step([supplier], list(wish.products))
    if not all(of_same_company(contract, supplier) for contract in contracts):
        raise NotVisible
    under = mandates_under(team, contracts, MandateAct.ASK, day_of(at), at)
    note_activity(team, by=by, at=at)
    told = [
        Act(
            "chain_asked_under_mandate",
            under[contract.pk].public_id,
            contract.member_id,
            contract.member_id,
            {"supplier": supplier.public_id, "team": team.public_id, "contract": contract.public_id},
        )
        for contract in contracts
    ]
    return laid_down(by=by, at=at, supplier=supplier, contracts=contracts, wish=wish, told=told)
