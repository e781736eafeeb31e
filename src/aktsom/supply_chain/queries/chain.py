"""What stands behind a supplier, as far as the viewer may see: links from the supplier back to the raw material."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationContract, DeclarationRow, Site, SiteStatement
from aktsom.supply_chain.queries.answered import answered_contracts
from aktsom.supply_chain.queries.untold import untold
from aktsom.supply_chain.rules.contradictions import Contradiction, Said, contradictions
from aktsom.supply_chain.rules.coverage import Cell, LinkFacts, SaidUnknown, covered
from aktsom.supply_chain.rules.rows import facts_from
from aktsom.supply_chain.states import Confidence, DeclarationState, Known, Stage
from aktsom.supply_chain.tables import limit, term_of


@dataclass(frozen=True, slots=True)
class Place:
    """An end of a link. `kind` is site or supplier."""

    kind: str
    id: int
    public_id: str
    name: str
    country: str
    town: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    public_id: str
    from_: Place
    to: Place
    stage: Stage
    product_id: str
    material: str
    confidence: Confidence
    source: str
    source_words: str
    confirmed_by: str
    said_by: str
    said_at: datetime
    declaration_id: int | None


@dataclass(frozen=True)
class Chain:
    """`links` from the supplier backwards, nearest first; `cut` when there are more than is walked for one page.
    `declarations` are ids of the versions in force that speak of it."""

    links: tuple[LinkRow, ...]
    declarations: frozenset[int]
    cut: bool


_ENDS = ("from_site", "from_supplier", "to_site", "to_supplier", "said_by")


def chain_behind(viewer: Actor, supplier: Supplier, today: date) -> Chain:
    """Walked tier by tier over what the viewer may see; rings end where they meet themselves. All records judged to be
    the supplier's company count as it."""
    sites, suppliers = set[int](), _records_of(supplier)
    declared = set(suppliers)
    fresh_sites, fresh_suppliers = set[int](), set(suppliers)
    found: dict[int, ChainLink] = {}
    while (fresh_sites or fresh_suppliers) and len(found) < limit("chain_links"):
        links = _into(viewer, fresh_sites, fresh_suppliers, today)
        found |= {link.pk: link for link in links}
        fresh_sites = {link.from_site_id for link in links if link.from_site_id} - sites
        fresh_suppliers = {link.from_supplier_id for link in links if link.from_supplier_id} - suppliers
        sites |= fresh_sites
        suppliers |= fresh_suppliers
        declared |= fresh_suppliers
    rows = tuple(_row(link) for link in list(found.values())[: limit("chain_links")])
    told = Declaration.objects.visible_to(viewer).filter(supplier_id__in=declared, state=DeclarationState.SUBMITTED)
    return Chain(rows, frozenset(told.values_list("id", flat=True)), len(found) >= limit("chain_links"))


def _records_of(supplier: Supplier) -> set[int]:
    identity = supplier.identity_id
    return set(Supplier.objects.filter(Q(pk=identity) | Q(same_as_id=identity)).values_list("id", flat=True))


def standing(today: date) -> Q:
    """Links that count on a day: not taken back, and within their days."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    return Q(ended_at__isnull=True) & begun & lasts


def _into(viewer: Actor, sites: Collection[int], suppliers: Collection[int], today: date) -> list[ChainLink]:
    seen = ChainLink.objects.visible_to(viewer).filter(standing(today))
    ends = Q(to_supplier_id__in=suppliers)
    if sites:
        # Records judged one are one place: who delivers to any of them delivers to it.
        groups = set(Site.objects.filter(pk__in=sites, same_as__isnull=False).values_list("same_as_id", flat=True))
        groups |= set(sites)
        ends |= Q(to_site_id__in=groups) | Q(to_site__same_as_id__in=groups)
    return list(seen.filter(ends).select_related(*_ENDS).order_by("id")[: limit("chain_links")])


def _row(link: ChainLink) -> LinkRow:
    return LinkRow(
        link.public_id,
        _place(link.from_site, link.from_supplier),
        _place(link.to_site, link.to_supplier),
        Stage(link.stage),
        link.product_id,
        link.material,
        Confidence(link.confidence),
        link.source,
        link.source_words,
        link.confirmed_by,
        link.said_by.name if link.said_by else "",
        link.added_at,
        link.declaration_id,
    )


def _place(site: Site | None, supplier: Supplier | None) -> Place:
    if site is not None:
        return Place("site", site.pk, site.public_id, site.name, site.country, site.town)
    if supplier is None:
        raise ValueError("a link has two ends")
    return Place("supplier", supplier.pk, supplier.public_id, supplier.name, supplier.country)


def coverage(contract: Contract, chain: Chain, products: Sequence[str] = ()) -> list[Cell]:
    return coverages([contract], chain, {contract.pk: products})[contract.pk]


def coverages(
    contracts: Sequence[Contract], chain: Chain, products: Mapping[int, Sequence[str]]
) -> dict[int, list[Cell]]:
    """How well each stage of each contract's products is known by this chain, gaps first. `products` are those of the
    contract's risk; where nothing is said of them, those that the supplier was asked about. Few questions to the
    database whatever the number of contracts."""
    speaking = chain.declarations | {link.declaration_id for link in chain.links if link.declaration_id}
    answers_for, same = answered_contracts(speaking, contracts), _same_places(chain)
    left_out = untold([link.public_id for link in chain.links if link.confidence is Confidence.VERIFIED])
    told = [link for link in chain.links if link.public_id not in left_out]
    unknown, asked = _said_unknown(chain), _asked_products(contracts)
    return {
        one.pk: covered(
            products.get(one.pk) or asked.get(one.pk, []),
            _speaking(told, answers_for[one.pk], same),
            [said for id_, said in unknown if said.product_id or id_ in answers_for[one.pk]],
            _targets(one),
        )
        for one in contracts
    }


def _speaking(links: Sequence[LinkRow], answers_for: Collection[int], same: Mapping[int, int]) -> list[LinkFacts]:
    """Links that name a product count for that product; others for the contracts that they were told for."""
    return [
        LinkFacts(link.stage, link.confidence, link.product_id, _called(link.from_, same), _called(link.to, same))
        for link in links
        if link.product_id or link.declaration_id is None or link.declaration_id in answers_for
    ]


def _same_places(chain: Chain) -> dict[int, int]:
    """The record that stands for each place, where that is another."""
    joined = Site.objects.filter(pk__in=sites_of(chain), same_as__isnull=False)
    return {id_: oldest for id_, oldest in joined.values_list("id", "same_as_id") if oldest}


def _called(place: Place, same: Mapping[int, int]) -> str:
    return f"{place.kind} {same.get(place.id, place.id) if place.kind == 'site' else place.id}"


def _asked_products(contracts: Sequence[Contract]) -> dict[int, list[str]]:
    """Of each contract, the newest question."""
    listed = DeclarationContract.objects.filter(contract__in=contracts).order_by("id")
    rows = listed.values_list("contract_id", "products")
    return {contract_id: [id_ for id_ in text.split("\n") if id_] for contract_id, text in rows}


def _said_unknown(chain: Chain) -> list[tuple[int, SaidUnknown]]:
    rows = DeclarationRow.objects.filter(declaration_id__in=chain.declarations, facts__unknown=True)
    said = ((id_, facts_from(facts)) for id_, facts in rows.values_list("declaration_id", "facts"))
    return [(id_, SaidUnknown(Stage(facts.stage), facts.product_id)) for id_, facts in said]


def _targets(contract: Contract) -> dict[Stage, Known | None]:
    terms = {stage: term_of(contract.term_set_id or "", stage) for stage in Stage}
    return {stage: term.target if term else None for stage, term in terms.items()}


@dataclass(frozen=True, slots=True)
class Disputed:
    """A contradiction with the place it is about."""

    place: Place
    field: str
    said: tuple[Said, ...]


def disputed(viewer: Actor, site_ids: Collection[int]) -> list[Disputed]:
    """What sources that the viewer may read say differently of these places, records judged one taken together."""
    sites = Site.objects.visible_to(viewer).filter(pk__in=list(site_ids))
    groups = {site.same_as_id or site.pk for site in sites}
    together = {
        site.pk: site for site in Site.objects.visible_to(viewer).filter(Q(pk__in=groups) | Q(same_as_id__in=groups))
    }
    rows = SiteStatement.objects.filter(site_id__in=together, ended_at__isnull=True)
    seen = Declaration.objects.visible_to(viewer).filter(submitted_at__isnull=False)
    rows = rows.filter(Q(declaration__isnull=True) | Q(declaration__in=seen)).select_related("declaration__supplier")
    said = [
        Said(
            together[row.site_id].same_as_id or row.site_id,
            row.field,
            row.value,
            row.declaration.supplier.name if row.declaration else row.source,
            row.said_at,
        )
        for row in rows
    ]
    found = contradictions(said, differs_km=limit("position_differs_km"))
    return [Disputed(_place_of(one, together), one.field, one.said) for one in found]


def _place_of(one: Contradiction, sites: dict[int, Site]) -> Place:
    """The oldest record of the group that the viewer sees."""
    site = sites.get(one.site_id) or next(each for each in sites.values() if each.same_as_id == one.site_id)
    return _place(site, None)


def sites_of(chain: Chain) -> set[int]:
    return {place.id for link in chain.links for place in (link.from_, link.to) if place.kind == "site"}
