"""For whom there is a chain behind a supplier at all. To all others it is as if there were none."""

from aktsom.contracts.queries import own_contracts
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import of_companies
from aktsom.supply_chain.models import ChainLink, Declaration


def has_to_do_with(viewer: Actor, supplier: Supplier) -> bool:
    """Who has, or has had, a contract with the company, and who may see something that is told of its chain."""
    company = [supplier.identity_id]
    contracts = own_contracts(viewer).exclude(state=ContractState.STRUCK)
    return (
        contracts.filter(of_companies(company, "supplier")).exists()
        or Declaration.objects.visible_to(viewer).filter(of_companies(company, "supplier")).exists()
        or ChainLink.objects.visible_to(viewer)
        .filter(ended_at=None)
        .filter(of_companies(company, "to_supplier"))
        .exists()
    )
