"""The one reading of links: which count on a day and for whom, the places at their ends, and what has been checked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.gathering import node, standing
from aktsom.supply_chain.models import ChainLink, LinkCheck, Site
from aktsom.supply_chain.queries.untold import untold
from aktsom.supply_chain.reach import Kind, pack, unpack
from aktsom.supply_chain.states import Confidence, Stage


@dataclass(frozen=True, slots=True)
class Place:
    """A place or company at an end of a link. `kind` is site or supplier; one that the viewer does not see has no name.
    Records judged one have the `id` of the oldest."""

    kind: str
    id: int
    public_id: str
    name: str
    country: str
    town: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One delivery as somebody has said it. `confirmed_by` looked, on the day `checked_on`, and `checked_for` is the
    body whose person wrote it down; empty where the supplier's word is all there is. Since `untold_since` the supplier
    tells no longer of what was checked."""

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
    ended_at: datetime | None
    checked_on: date | None
    checked_for: str
    untold_since: date | None


def visible_links(viewer: Actor, today: date) -> QuerySet[ChainLink]:
    return ChainLink.objects.visible_to(viewer).filter(standing(today))


def links_into(
    viewer: Actor, today: date, *, sites: Collection[int], suppliers: Collection[int]
) -> QuerySet[ChainLink]:
    """Those that end at one of these. Records judged one are one: who delivers to any of them delivers to it."""
    ends = _at("to_site", Site.objects.all(), sites) | _at("to_supplier", Supplier.objects.all(), suppliers)
    return visible_links(viewer, today).filter(ends)


def _at(end: str, rows: QuerySet[Site] | QuerySet[Supplier], ids: Collection[int]) -> Q:
    oldest = set(rows.filter(pk__in=ids, same_as__isnull=False).values_list("same_as_id", flat=True)) if ids else set()
    oldest |= set(ids)
    return Q(**{f"{end}_id__in": oldest}) | Q(**{f"{end}__same_as_id__in": oldest})


def place_of(site: Site | None, supplier: Supplier | None) -> Place:
    """Of an end that the viewer sees, since it sees the link."""
    if site is not None:
        return Place("site", site.same_as_id or site.pk, site.public_id, site.name, site.country, site.town)
    if supplier is None:
        raise ValueError("a link has two ends")
    root = supplier.same_as or supplier
    return Place("supplier", root.pk, root.public_id, root.name, root.country)


def places_of(viewer: Actor, keys: Collection[int]) -> dict[int, Place]:
    """By node; what the viewer does not see without a name. Records judged one are told as the oldest that it sees."""
    by_kind: dict[Kind, list[int]] = {Kind.SITE: [], Kind.SUPPLIER: []}
    for key in keys:
        kind, id_ = unpack(key)
        by_kind[kind].append(id_)
    places = {key: Place("site", key, "", "", "") for key in keys}
    seen = Site.objects.visible_to(viewer)
    sites = list(seen.filter(id__in=by_kind[Kind.SITE]))
    oldest = seen.in_bulk({site.same_as_id for site in sites if site.same_as_id})
    for site in sites:
        places[pack(Kind.SITE, site.pk)] = place_of(oldest.get(site.same_as_id or 0, site), None)
    for one in Supplier.objects.select_related("same_as").filter(id__in=by_kind[Kind.SUPPLIER]):
        places[pack(Kind.SUPPLIER, one.pk)] = place_of(None, one)
    return places


def link_rows(viewer: Actor, links: Iterable[ChainLink]) -> list[LinkRow]:
    """Of links that the viewer sees, with `said_by` read already."""
    found = list(links)
    ends = {
        link.pk: (node(link.from_site_id, link.from_supplier_id), node(link.to_site_id, link.to_supplier_id))
        for link in found
    }
    places = places_of(viewer, {key for both in ends.values() for key in both})
    checks = {one.link_id: one for one in LinkCheck.objects.filter(link__in=found).select_related("member")}
    since = untold([link.public_id for link in found if link.confidence != Confidence.DECLARED])
    return [
        _row(link, [places[key] for key in ends[link.pk]], checks.get(link.pk), since.get(link.public_id))
        for link in found
    ]


def _row(link: ChainLink, ends: list[Place], check: LinkCheck | None, since: date | None) -> LinkRow:
    from_, to = ends
    return LinkRow(
        link.public_id,
        from_,
        to,
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
        link.ended_at,
        check.on if check else None,
        check.member.name if check and check.member else "",
        since,
    )
