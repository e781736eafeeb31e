"""Where a question of who is touched begins: a place, a company, a country, a region, a raw material or a product; and
what is offered while one types. What the viewer may not see is not offered, and not counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from aktsom.categories.queries import current_catalogue
from aktsom.contracts.queries import running
from aktsom.contracts.queries.contracts import visible_contracts
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.words import begins, has_words, nearness, nearness_of
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import of_company
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
            return _supplier(viewer, key)
        case StartKind.COUNTRY if key in countries:
            return Start(kind, key, "", key, "", _in_country(viewer, key))
        case StartKind.REGION:
            country, _, region = key.partition("/")
            sites = Site.objects.visible_to(viewer).filter(country=country, region__iexact=region).exclude(region="")
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


def _supplier(viewer: Actor, public_id: str) -> Start:
    found = Supplier.objects.select_related("same_as").filter(public_id=public_id).first()
    if found is None or hidden_from(viewer, [found.pk]):
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
    """At most a few of each kind: what begins with the text first, then what has a word that does. `countries` finds
    codes by name."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    found = [*_sites_like(viewer, text), *_suppliers_like(viewer, text, today)]
    found += [Start(StartKind.COUNTRY, code, "", code) for code in countries(text)[:MOST_OFFERED]]
    return [*found, *_regions_like(viewer, text), *_materials_like(viewer, text, today), *_products_like(text)]


def _sites_like(viewer: Actor, text: str) -> list[Start]:
    names = ("name", "local_name")
    named = has_words(text, names) | Q(os_id__iexact=text) | begins(text, ("town",))
    rows = Site.objects.visible_to(viewer).filter(named).order_by(nearness(text, names), "name", "id")
    return [Start(StartKind.SITE, one.public_id, one.name, one.country, _place_of(one)) for one in rows[:MOST_OFFERED]]


def _suppliers_like(viewer: Actor, text: str, today: date) -> list[Start]:
    """Those that somebody has a contract with, or that a link the viewer sees names; a company once."""
    bought = visible_contracts(viewer).filter(running(today), supplier_id=OuterRef("pk"))
    links = visible_links(viewer, today)
    delivers = Exists(links.filter(from_supplier=OuterRef("pk"))) | Exists(links.filter(to_supplier=OuterRef("pk")))
    named = Q(Exists(bought)) | Q(delivers)
    like = has_words(text, ("name",)) | Q(organisation_number=text.replace(" ", ""))
    said = [of_company("", field) for field in ("public_id", "name", "country")]
    rows = (
        Supplier.objects.filter(like)
        .filter(named)
        .values_list(*said)
        .annotate(near=Min(nearness(text, ("name",))))
        .order_by("near", said[1], said[0])
    )
    return [Start(StartKind.SUPPLIER, id_, name, country) for id_, name, country, _near in rows[:MOST_OFFERED]]


def _regions_like(viewer: Actor, text: str) -> list[Start]:
    sites = Site.objects.visible_to(viewer).filter(has_words(text, ("region",))).exclude(region="")
    rows = sites.values_list("country", "region", nearness(text, ("region",))).distinct()
    ordered = rows.order_by(nearness(text, ("region",)), "region", "country")
    return [Start(StartKind.REGION, f"{at}/{region}", region, at) for at, region, _near in ordered[:MOST_OFFERED]]


def _materials_like(viewer: Actor, text: str, today: date) -> list[Start]:
    """A material once, also where one link writes it with a capital letter and another does not."""
    links = visible_links(viewer, today).filter(has_words(text, ("material",)))
    rows = (
        links.values_list(Lower("material"))
        .annotate(written=Min("material"), near=Min(nearness(text, ("material",))))
        .order_by("near", Lower("material"))
    )
    return [Start(StartKind.MATERIAL, word, word) for _lower, word, _near in rows[:MOST_OFFERED]]


def _products_like(text: str) -> list[Start]:
    words = text.casefold().split()
    found = []
    for product in current_catalogue().products:
        names = (product.name.nb, product.name.nn, product.name.en)
        if any(all(word in name.casefold() for word in words) for name in names):
            found.append((min(nearness_of(text, name) for name in names), product.id))
    return [Start(StartKind.PRODUCT, id_, "") for _near, id_ in sorted(found, key=lambda one: one[0])[:MOST_OFFERED]]
