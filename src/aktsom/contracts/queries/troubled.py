"""Own contracts that run with a supplier that is bankrupt, being wound up or gone."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from aktsom.contracts.queries.contracts import own_contracts, running
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier, SupplierEvent
from aktsom.suppliers.states import CompanyState


class TroubledSupplier(NamedTuple):
    """`on` is the day it happened, or the day we learned it where the register does not say."""

    public_id: str
    name: str
    state: str
    on: date | None
    contracts: int


def suppliers_in_trouble(viewer: Actor, today: date) -> list[TroubledSupplier]:
    """The newest first. A company counts by any record that is judged to be it."""
    trouble = {one.identity_id: one for one in Supplier.objects.exclude(state=CompanyState.ACTIVE).order_by("pk")}
    with_them = Q(supplier__in=trouble) | Q(supplier__same_as__in=trouble)
    contracts = own_contracts(viewer).filter(running(today)).filter(with_them)
    counted = Counter(contracts.values_list(Coalesce("supplier__same_as", "supplier"), flat=True))
    since = _since([trouble[identity].pk for identity in counted])
    named = Supplier.objects.in_bulk(counted)
    found = [
        TroubledSupplier(
            named[identity].public_id,
            named[identity].name,
            trouble[identity].state,
            since.get((trouble[identity].pk, trouble[identity].state)),
            contracts,
        )
        for identity, contracts in counted.items()
    ]
    return sorted(found, key=lambda row: (row.on is None, -(row.on.toordinal() if row.on else 0), row.name))


def _since(suppliers: Sequence[int]) -> dict[tuple[int, str], date]:
    """{(supplier, state): day} of the newest event of each."""
    events = SupplierEvent.objects.filter(supplier__in=suppliers).order_by("pk")
    return {(event.supplier_id, event.kind): event.happened_on or event.learned_at.date() for event in events}
