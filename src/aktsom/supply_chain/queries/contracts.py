"""Contracts with a supplier's company, whichever of its records they name."""

from datetime import date

from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import own_contracts, running
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier


def own_with(viewer: Actor, supplier: Supplier, today: date) -> list[Contract]:
    """The viewer's own that run, by title."""
    identity = supplier.identity_id
    same = Q(supplier_id=identity) | Q(supplier__same_as_id=identity)
    found = own_contracts(viewer).filter(same & running(today)).select_related("member", "supplier")
    return list(found.order_by("title", "id"))
