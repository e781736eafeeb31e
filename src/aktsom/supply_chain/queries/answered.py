"""Which contracts a supplier's answer is for: those it was asked about, and for a tier those of the customer that
invited it, also when they were asked about later."""

from collections import defaultdict
from collections.abc import Collection

from aktsom.contracts.models import Contract
from aktsom.supply_chain.models import Declaration, DeclarationContract


def answered_contracts(declarations: Collection[int], contracts: Collection[Contract]) -> dict[int, set[int]]:
    """Ids of these declarations by contract."""
    found: dict[int, set[int]] = defaultdict(set)
    answers = DeclarationContract.objects.filter(declaration_id__in=declarations, contract__in=contracts)
    for contract_id, declaration_id in answers.values_list("contract_id", "declaration_id"):
        found[contract_id].add(declaration_id)
    rows = list(
        Declaration.objects.filter(pk__in=declarations).values_list("id", "supplier_id", "invited_by__supplier_id")
    )
    for answering in found.values():
        fresh = set(answering)
        while fresh:
            customers = {supplier for id_, supplier, _customer in rows if id_ in fresh}
            fresh = {id_ for id_, _supplier, customer in rows if customer in customers} - answering
            answering.update(fresh)
    return found
