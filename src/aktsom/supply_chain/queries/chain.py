"""What stands behind a supplier, as far as the viewer may see: links from the supplier back to the raw material."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import record_ids
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationContract
from aktsom.supply_chain.queries.answered import answered_contracts
from aktsom.supply_chain.queries.links import LinkRow, Place, link_rows, links_into
from aktsom.supply_chain.queries.unknown import said_unknown
from aktsom.supply_chain.rules.coverage import Cell, LinkFacts, covered
from aktsom.supply_chain.states import DeclarationState, Known, Stage
from aktsom.supply_chain.tables import limit, term_of


@dataclass(frozen=True)
class Chain:
    """`links` from the supplier backwards, nearest first; `cut` when there are more than is walked for one page.
    `declarations` are ids of the versions in force that speak of it."""

    links: tuple[LinkRow, ...]
    declarations: frozenset[int]
    cut: bool


def chain_behind(viewer: Actor, supplier: Supplier, today: date) -> Chain:
    """Walked tier by tier over what the viewer may see; rings end where they meet themselves. All records judged to be
    the supplier's company count as it."""
    sites, suppliers = set[int](), set(record_ids(supplier.identity_id))
    fresh_sites, fresh_suppliers = set[int](), set(suppliers)
    found: dict[int, ChainLink] = {}
    most = limit("chain_links")
    while (fresh_sites or fresh_suppliers) and len(found) < most:
        into = links_into(viewer, today, sites=fresh_sites, suppliers=fresh_suppliers)
        links = list(into.select_related("said_by").order_by("id")[:most])
        found |= {link.pk: link for link in links}
        fresh_sites = {link.from_site_id for link in links if link.from_site_id} - sites
        fresh_suppliers = {link.from_supplier_id for link in links if link.from_supplier_id} - suppliers
        sites |= fresh_sites
        suppliers |= fresh_suppliers
    rows = tuple(link_rows(viewer, list(found.values())[:most]))
    told = Declaration.objects.visible_to(viewer).filter(supplier_id__in=suppliers, state=DeclarationState.SUBMITTED)
    return Chain(rows, frozenset(told.values_list("id", flat=True)), len(found) >= most)


def coverage(contract: Contract, chain: Chain, products: Sequence[str] = ()) -> list[Cell]:
    return coverages([contract], chain, {contract.pk: products})[contract.pk]


def coverages(
    contracts: Sequence[Contract], chain: Chain, products: Mapping[int, Sequence[str]]
) -> dict[int, list[Cell]]:
    """How well each stage of each contract's products is known by this chain, gaps first. `products` are those of the
    contract's risk; where nothing is said of them, those that the supplier was asked about. Few questions to the
    database whatever the number of contracts."""
    answers_for = _answers_for(contracts, chain)
    told = [link for link in chain.links if link.untold_since is None]
    unknown, asked = said_unknown(chain.declarations), _asked_products(contracts)
    return {
        one.pk: covered(
            products.get(one.pk) or asked.get(one.pk, []),
            _speaking(told, answers_for[one.pk]),
            [said for id_, said in unknown if said.product_id or id_ in answers_for[one.pk]],
            _targets(one),
        )
        for one in contracts
    }


def places_for(
    contracts: Sequence[Contract], chain: Chain, products: Mapping[int, Collection[str]]
) -> dict[int, dict[Stage, dict[int, Place]]]:
    """By contract, the production places of each stage behind it, {id: place}: those told for its products, and those
    told for the contract or for all."""
    answers_for = _answers_for(contracts, chain)
    found: dict[int, dict[Stage, dict[int, Place]]] = {one.pk: {} for one in contracts}
    for one in contracts:
        for link in chain.links:
            of_it = link.product_id in products.get(one.pk, ()) if link.product_id else True
            if of_it and _counts(link, answers_for[one.pk]) and link.from_.kind == "site" and link.from_.name:
                found[one.pk].setdefault(link.stage, {})[link.from_.id] = link.from_
    return found


def _answers_for(contracts: Sequence[Contract], chain: Chain) -> dict[int, set[int]]:
    speaking = chain.declarations | {link.declaration_id for link in chain.links if link.declaration_id}
    return answered_contracts(speaking, contracts)


def _counts(link: LinkRow, answers_for: Collection[int]) -> bool:
    """Links that name a product count for that product; others for the contracts that they were told for."""
    return bool(link.product_id) or link.declaration_id is None or link.declaration_id in answers_for


def _speaking(links: Sequence[LinkRow], answers_for: Collection[int]) -> list[LinkFacts]:
    return [
        LinkFacts(link.stage, link.confidence, link.product_id, _called(link.from_), _called(link.to))
        for link in links
        if _counts(link, answers_for)
    ]


def _called(place: Place) -> str:
    return f"{place.kind} {place.id}"


def _asked_products(contracts: Sequence[Contract]) -> dict[int, list[str]]:
    """Of each contract, the newest question."""
    listed = DeclarationContract.objects.filter(contract__in=contracts).order_by("id")
    rows = listed.values_list("contract_id", "products")
    return {contract_id: [id_ for id_ in text.split("\n") if id_] for contract_id, text in rows}


def _targets(contract: Contract) -> dict[Stage, Known | None]:
    terms = {stage: term_of(contract.term_set_id or "", stage) for stage in Stage}
    return {stage: term.target if term else None for stage, term in terms.items()}


def sites_of(chain: Chain) -> set[int]:
    return {place.id for link in chain.links for place in (link.from_, link.to) if place.kind == "site"}
