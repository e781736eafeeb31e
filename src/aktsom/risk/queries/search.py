"""Contracts and suppliers that a search has come upon, as the viewer may see them; and what the list calls so."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from django.db.models import Count

from aktsom.categories.entries import Group, Product
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.risk.queries.contract_list import own_risks
from aktsom.risk.queries.overlap import COMPANY, running_in_network
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, number_of, of_company, records_of

_Entry = TypeVar("_Entry", Group, Product)
MOST_SHOWN = 20
SHORTEST = 2  # characters; one letter finds everything and tells nothing


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


def contracts_among(
    viewer: Actor, public_ids: Collection[str], today: date
) -> list[tuple[FoundContract, datetime, str]]:
    """Those of the contracts that the viewer may find, with when they were changed and what they are found by. Own
    contracts are found by reference too; those of others only by facts of the network."""
    columns = ("contract__public_id", "contract__title", "contract__supplier__name", "member__name", "verdict")
    facts = ("contract__changed_at", "contract__supplier__organisation_number")
    named = {"contract__public_id__in": list(public_ids)}
    own = own_risks(viewer).filter(**named).values_list(*columns, *facts, "contract__own_facts__reference")
    found = [
        (FoundContract._make((*row, True)), at, f"{row[2] or ''} {number or ''} {reference or ''}")
        for *row, at, number, reference in own
    ]
    others = running_in_network(viewer, today).exclude(member_id__in=viewer.member_ids).filter(**named)
    rest = others.values_list(*columns, *facts)
    return found + [
        (FoundContract._make((*row, False)), at, f"{row[2] or ''} {number or ''}") for *row, at, number in rest
    ]


def suppliers_among(viewer: Actor, public_ids: Collection[str], today: date) -> list[tuple[FoundSupplier, str]]:
    """Companies that one of these records belongs to, each once: all their contracts are counted, however they are
    written. With what they are found by: the names and numbers of all their records."""
    called = Supplier.objects.filter(public_id__in=public_ids)
    rows = (
        running_in_network(viewer, today)
        .annotate(company=COMPANY)
        .filter(company__in=called.values_list(identity()))
        .values_list("company", of_company("contract__supplier", "name"))
        .annotate(members=Count("member_id", distinct=True), contracts=Count("id"))
    )
    found = list(rows)
    written = records_of([company for company, *_rest in found])
    return [
        (
            FoundSupplier(written[company][0].public_id, name, number_of(written[company]), members, contracts),
            " ".join(f"{one.name} {one.organisation_number}" for one in written[company]),
        )
        for company, name, members, contracts in found
    ]


def listed(answers: Callable[[str], int]) -> tuple[list[Group], list[Product]]:
    """What of the high-risk list is called so, the best first. `answers` says how well a name does."""
    catalogue = current_catalogue()
    groups = _best(answers, list(catalogue.groups))
    return groups, _best(answers, list(catalogue.products))[:MOST_SHOWN]


def _best(answers: Callable[[str], int], entries: list[_Entry]) -> list[_Entry]:
    """An entry is found by its name in any of the languages."""
    worth = {one.id: max(answers(written) for written in (one.name.nb, one.name.nn, one.name.en)) for one in entries}
    return sorted((one for one in entries if worth[one.id]), key=lambda one: -worth[one.id])
