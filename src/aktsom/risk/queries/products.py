"""Which products of the list contracts are for, as their standing result has it."""

from collections.abc import Collection

from aktsom.core.actor import Actor
from aktsom.risk.kept import listed
from aktsom.risk.models import ContractRisk
from aktsom.sharing.viewing import sees_network


def products_of(viewer: Actor, contract_ids: Collection[int]) -> dict[int, list[str]]:
    """Ids by contract, a fact of the network; nothing for who has no part in it."""
    if not sees_network(viewer):
        return {}
    rows = ContractRisk.objects.filter(contract_id__in=list(contract_ids)).values_list("contract_id", "product_ids")
    return {contract_id: list(listed(ids)) for contract_id, ids in rows}
