"""Search over all that the viewer may see: contracts, suppliers, and the list's groups and products."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from aktsom.categories.entries import Group, Name, Product
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.words import has_words
from aktsom.risk.queries.contract_list import own_risks
from aktsom.risk.queries.overlap import COMPANY, running_in_network
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, number_of, of_company, records_of

MOST_SHOWN = 20
SHORTEST = 2  # characters; one letter finds everything and tells nothing

_NETWORK = ("contract__title", "contract__supplier__name", "contract__supplier__organisation_number")
_OWN = (*_NETWORK, "contract__own_facts__reference")


class FoundContract(NamedTuple):
    public_id: str
    title: str
    supplier: str | None
    member: str
    verdict: str
    own: bool


class FoundSupplier(NamedTuple):
    public_id: str
    name: str
    organisation_number: str
    members: int
    contracts: int


@dataclass(frozen=True)
class Found:
    """At most `MOST_SHOWN` of each kind; own contracts first, gravest first."""

    contracts: list[FoundContract]
    suppliers: list[FoundSupplier]
    groups: list[Group]
    products: list[Product]


def search(viewer: Actor, text: str, today: date) -> Found:
    """Own contracts are found by reference too; those of others only by facts of the network."""
    text = text.strip()
    if len(text) < SHORTEST:
        return Found([], [], [], [])
    catalogue = current_catalogue()
    return Found(
        contracts=_contracts(viewer, text, today),
        suppliers=_suppliers(viewer, text, today),
        groups=[group for group in catalogue.groups if _named(group.name, text)],
        products=[product for product in catalogue.products if _named(product.name, text)][:MOST_SHOWN],
    )


def _contracts(viewer: Actor, text: str, today: date) -> list[FoundContract]:
    columns = ("contract__public_id", "contract__title", "contract__supplier__name", "member__name", "verdict")
    own = own_risks(viewer).filter(has_words(text, _OWN)).order_by("-rank", "-contract_id").values_list(*columns)
    found = [FoundContract._make((*row, True)) for row in own[:MOST_SHOWN]]
    others = running_in_network(viewer, today).exclude(member_id__in=viewer.member_ids)
    rest = others.filter(has_words(text, _NETWORK)).order_by("-rank", "-contract_id").values_list(*columns)
    return found + [FoundContract._make((*row, False)) for row in rest[: MOST_SHOWN - len(found)]]


def _suppliers(viewer: Actor, text: str, today: date) -> list[FoundSupplier]:
    """Companies that one of their records is called so; all their contracts are counted, however they are written."""
    called = Supplier.objects.filter(has_words(text, ("name", "organisation_number")))
    rows = (
        running_in_network(viewer, today)
        .annotate(company=COMPANY)
        .filter(company__in=called.values_list(identity()))
        .values_list("company", of_company("contract__supplier", "name"))
        .annotate(members=Count("member_id", distinct=True), contracts=Count("id"))
        .order_by("-members", "-contracts", of_company("contract__supplier", "name"))
    )[:MOST_SHOWN]
    written = records_of([company for company, *_rest in rows])
    return [
        FoundSupplier(written[company][0].public_id, name, number_of(written[company]), members, contracts)
        for company, name, members, contracts in rows
    ]


def _named(name: Name, text: str) -> bool:
    words = text.lower().split()
    return any(all(word in written.lower() for word in words) for written in (name.nb, name.nn, name.en))
