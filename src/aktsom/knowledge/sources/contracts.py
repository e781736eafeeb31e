"""Contracts and suppliers, as the search finds them."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime

from aktsom.contracts.models import Contract
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.sources.base import Read, Source, Told, in_order
from aktsom.risk.queries.search import contracts_among, suppliers_among
from aktsom.sharing.audiences import NETWORK_KEY, member_key
from aktsom.suppliers.models import Supplier

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # a company is no newer for being written anew
OWN = "own"  # the part of a contract that its owner alone reads


def _every_contract(after: str) -> Iterator[str]:
    return in_order(Contract.objects.all(), after)


def _tell_contracts(ids: Collection[str]) -> Iterator[Told]:
    """With the owner's reference as a part of its own."""
    for one in Contract.objects.filter(public_id__in=ids).select_related("supplier", "own_facts"):
        own = frozenset({member_key(one.member_id)})
        keys = own if one.state == ContractState.STRUCK else own | {NETWORK_KEY}
        said = f"{one.supplier.name} {one.supplier.organisation_number}" if one.supplier else ""
        yield Told(FoundKind.CONTRACT, one.public_id, one.title, said, keys, one.changed_at)
        if reference := getattr(getattr(one, "own_facts", None), "reference", ""):
            yield Told(
                FoundKind.CONTRACT, one.public_id, one.title, f"{said} {reference}", own, one.changed_at, part=OWN
            )


def _read_contracts(viewer: Actor, ids: Collection[str], today: date) -> Iterator[Read]:
    for row, changed_at, text in contracts_among(viewer, ids, today):
        yield Read(FoundKind.CONTRACT, row.public_id, row.title, text, row.own, changed_at, row)


def _every_supplier(after: str) -> Iterator[str]:
    return in_order(Supplier.objects.all(), after)


def _tell_suppliers(ids: Collection[str]) -> Iterator[Told]:
    """In the network, where whoever reads finds those that some member buys from."""
    for one in Supplier.objects.filter(public_id__in=ids):
        keys = frozenset({NETWORK_KEY})
        yield Told(FoundKind.SUPPLIER, one.public_id, one.name, one.organisation_number, keys, LONG_AGO)


def _read_suppliers(viewer: Actor, ids: Collection[str], today: date) -> Iterator[Read]:
    """Under the record that stands for the company, which need not be the one that was come upon."""
    for row, text in suppliers_among(viewer, ids, today):
        yield Read(FoundKind.SUPPLIER, row.public_id, row.name, text, False, LONG_AGO, row)


CONTRACTS = Source(("con",), (FoundKind.CONTRACT,), _every_contract, _tell_contracts, _read_contracts)
SUPPLIERS = Source(("sup",), (FoundKind.SUPPLIER,), _every_supplier, _tell_suppliers, _read_suppliers)
