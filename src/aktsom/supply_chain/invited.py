"""Who may know of a record that came by the invitation of a supplier: the network does not, until it buys there."""

from collections.abc import Collection

from aktsom.core.actor import Actor
from aktsom.suppliers.hiding import hides_suppliers, invited_alone
from aktsom.supply_chain.models import Declaration, TierInvitation


@hides_suppliers
def tiers_hidden_from(viewer: Actor, ids: Collection[int]) -> set[int]:
    """Known to whoever sees that it was asked, to itself, and to the customer that invited it."""
    alone = invited_alone(ids)
    if not alone:
        return set()
    asked = Declaration.objects.visible_to(viewer).filter(supplier_id__in=alone).values_list("supplier_id", flat=True)
    own = TierInvitation.objects.filter(
        declaration__supplier_id__in=alone, asked_in__supplier_id__in=viewer.supplier_ids
    ).values_list("declaration__supplier_id", flat=True)
    return alone - set(asked) - set(own) - viewer.supplier_ids
