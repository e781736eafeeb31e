"""Where a question of who is touched begins: a place, a company, a country, a region, a raw material or a product; and
what is offered while one types. What the viewer may not see is not offered, and not counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from aktsom.categories.queries import current_catalogue
from aktsom.contracts.queries import running
from aktsom.contracts.queries.contracts import visible_contracts
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.gathering import node
from aktsom.supply_chain.models import ChainLink, Site
from aktsom.supply_chain.queries.links import visible_links

MOST_OFFERED = 6  # of each kind
SHORTEST = 2


class StartKind(StrEnum):
    """As addresses say it."""

    SITE = "sted"
    SUPPLIER = "leverandor"
    COUNTRY = "land"
    REGION = "region"
    MATERIAL = "ravare"
    PRODUCT = "produkt"


@dataclass(frozen=True, slots=True)
class Start:
    """`key` is the public id, the code of the country, "CN/Xinjiang", the material's word or the product's id; `name`
    as it is written, empty where the page names it (countries, products). `nodes` as the walk takes them."""

    kind: StartKind
    key: str
    name: str
    country: str = ""
    place: str = ""  # town, region
    nodes: tuple[int, ...] = ()


def start_of(viewer: Actor, kind: StartKind, key: str, today: date, countries: Iterable[str]) -> Start:
    """`countries`: the codes there are. Raises NotVisible where there is nothing of that key that the viewer sees."""
    match kind:
        case StartKind.SITE:
            return _site(viewer, key)
        case StartKind.SUPPLIER:
            return _supplier(key)
        case StartKind.COUNTRY if key in countries:
            return Start(kind, key, "", key, "", _in_country(viewer, key))
        case StartKind.REGION:
            country, _, region = key.partition("/")
            sites = Site.objects.visible_to(viewer).filter(country=country, region__iexact=region)
            return Start(kind, key, _first(sites, "region"), country, "", _site_nodes(sites))
        case StartKind.MATERIAL:
            links = visible_links(viewer, today).filter(material__iexact=key)
            return Start(kind, key, _first(links, "material"), nodes=_delivering(links))
        case StartKind.PRODUCT if key in current_catalogue().product:
            return Start(kind, key, "", nodes=_delivering(visible_links(viewer, today).filter(product_id=key)))
    raise NotVisible


def _site(viewer: Actor, public_id: str) -> Start:
    site = site_of(viewer, public_id)
    return Start(StartKind.SITE, site.public_id, site.name, site.country, _place_of(site), (node(site.pk, None),))


def _place_of(site: Site) -> str:
    return ", ".join(dict.fromkeys(word for word in (site.town, site.region) if word))


def site_of(viewer: Actor, public_id: str) -> Site:
    site = Site.objects.visible_to(viewer).select_related("run_by").filter(public_id=public_id).first()
    if site is None:
        raise NotVisible
    return site


def _supplier(public_id: str) -> Start:
    found = Supplier.objects.select_related("same_as").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    one = found.same_as or found
    return Start(StartKind.SUPPLIER, one.public_id, one.name, one.country, "", (node(None, one.pk),))


def _in_country(viewer: Actor, code: str) -> tuple[int, ...]:
    """Places that lie there, and companies that are at home there."""
    companies = Supplier.objects.filter(country=code).values_list("id", flat=True)
    return _site_nodes(Site.objects.visible_to(viewer).filter(country=code)) + tuple(
        node(None, id_) for id_ in companies.order_by()
    )


def _site_nodes(sites: QuerySet[Site]) -> tuple[int, ...]:
    return tuple(node(id_, None) for id_ in sites.values_list("id", flat=True).order_by())


def _delivering(links: QuerySet[ChainLink]) -> tuple[int, ...]:
    ends = links.values_list("from_site_id", "from_supplier_id").distinct().order_by()
    return tuple(node(site, supplier) for site, supplier in ends)


def _first(rows: QuerySet[Site] | QuerySet[ChainLink], field: str) -> str:
    word: str | None = rows.values_list(field, flat=True).order_by("id").first()
    if word is None:
        raise NotVisible
    return word


def offered(viewer: Actor, text: str, today: date, countries: Callable[[str], list[str]]) -> list[Start]:
    """At most a few of each kind, those that begin with the text first. `countries` finds codes by name."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    found = [*_sites_like(viewer, text), *_suppliers_like(viewer, text, today)]
    found += [Start(StartKind.COUNTRY, code, "", code) for code in countries(text)[:MOST_OFFERED]]
    return [*found, *_regions_like(viewer, text), *_materials_like(viewer, text, today), *_products_like(text)]


def _sites_like(viewer: Actor, text: str) -> list[Start]:
    named = Q(name__icontains=text) | Q(local_name__icontains=text) | Q(os_id__iexact=text) | Q(town__istartswith=text)
    rows = Site.objects.visible_to(viewer).filter(named).order_by("name", "id")[: MOST_OFFERED * 3]
    found = [Start(StartKind.SITE, one.public_id, one.name, one.country, _place_of(one)) for one in rows]
    return _beginning_first(found, text)


def _suppliers_like(viewer: Actor, text: str, today: date) -> list[Start]:
    """Those that somebody has a contract with, or that a link the viewer sees names; a company once."""
    bought = visible_contracts(viewer).filter(running(today), supplier_id=OuterRef("pk"))
    links = visible_links(viewer, today)
    delivers = Exists(links.filter(from_supplier=OuterRef("pk"))) | Exists(links.filter(to_supplier=OuterRef("pk")))
    named = Q(Exists(bought)) | Q(delivers)
    like = Q(name__icontains=text) | Q(organisation_number=text.replace(" ", ""))
    rows = Supplier.objects.select_related("same_as").filter(like).filter(named).order_by("name", "id")
    found: dict[int, Start] = {}
    for row in rows[: MOST_OFFERED * 3]:
        one = row.same_as or row
        found.setdefault(one.pk, Start(StartKind.SUPPLIER, one.public_id, one.name, one.country))
    return _beginning_first(list(found.values()), text)


def _regions_like(viewer: Actor, text: str) -> list[Start]:
    sites = Site.objects.visible_to(viewer).filter(region__icontains=text).exclude(region="")
    rows = sites.values_list("country", "region").distinct().order_by("region", "country")[:MOST_OFFERED]
    return [Start(StartKind.REGION, f"{country}/{region}", region, country) for country, region in rows]


def _materials_like(viewer: Actor, text: str, today: date) -> list[Start]:
    links = visible_links(viewer, today).filter(material__icontains=text)
    rows = links.values_list("material", flat=True).distinct().order_by("material")[: MOST_OFFERED * 3]
    words = {word.casefold(): word for word in reversed(list(rows))}
    return _beginning_first([Start(StartKind.MATERIAL, word, word) for word in words.values()], text)


def _products_like(text: str) -> list[Start]:
    words = text.casefold().split()
    found = [
        product.id
        for product in current_catalogue().products
        if any(
            all(word in name.casefold() for word in words)
            for name in (product.name.nb, product.name.nn, product.name.en)
        )
    ]
    return [Start(StartKind.PRODUCT, id_, "") for id_ in found[:MOST_OFFERED]]


def _beginning_first(found: list[Start], text: str) -> list[Start]:
    begins = text.casefold()
    return sorted(found, key=lambda one: not one.name.casefold().startswith(begins))[:MOST_OFFERED]
