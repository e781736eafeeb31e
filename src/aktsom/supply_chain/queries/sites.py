"""One place as the viewer may see it: facts, who says what, who delivers to whom; and all places on a map."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.supply_chain.gathering import node
from aktsom.supply_chain.models import ChainLink, Declaration, Site, SiteStatement
from aktsom.supply_chain.queries.reaching import Place, places_of
from aktsom.supply_chain.queries.starts import site_of, visible_links
from aktsom.supply_chain.states import Confidence, Stage

MOST_LINKS = 200
MOST_ON_MAP = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    value: str
    who: str
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Field:
    """What is said of one fact now, newest first. `disputed`: sources say different things, and all are shown."""

    name: str
    said: tuple[Said, ...]

    @property
    def disputed(self) -> bool:
        return len({one.value.casefold().strip() for one in self.said}) > 1


@dataclass(frozen=True, slots=True)
class SiteLink:
    other: Place
    stage: Stage
    material: str
    product_id: str
    confidence: Confidence
    source_words: str
    said_by: str
    added_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class SiteView:
    """`receives` from those before it, `delivers` to those after. `earlier` statements and links no longer count."""

    site: Site
    fields: list[Field]
    receives: list[SiteLink]
    delivers: list[SiteLink]
    earlier: list[Said]
    ended: list[SiteLink]
    records: int

    @property
    def disputed(self) -> list[Field]:
        return [field for field in self.fields if field.disputed]


def site_view(viewer: Actor, public_id: str, today: date) -> SiteView:
    """Raises NotVisible. Records judged to be one place are told together."""
    site = site_of(viewer, public_id)
    group = site.same_as_id or site.pk
    same = Site.objects.visible_to(viewer).filter(Q(pk=group) | Q(same_as_id=group))
    records = list(same.values_list("id", flat=True))
    standing, earlier = _statements(viewer, records)
    now = visible_links(viewer, today)
    gone = ChainLink.objects.visible_to(viewer).filter(ended_at__isnull=False)
    here = Q(from_site_id__in=records) | Q(to_site_id__in=records)
    return SiteView(
        site=site,
        fields=standing,
        receives=_links(viewer, now.filter(to_site_id__in=records), records),
        delivers=_links(viewer, now.filter(from_site_id__in=records), records),
        earlier=earlier,
        ended=_links(viewer, gone.filter(here), records),
        records=len(records),
    )


def _statements(viewer: Actor, records: Sequence[int]) -> tuple[list[Field], list[Said]]:
    read = Declaration.objects.visible_to(viewer).exclude(submitted_at=None)
    rows = SiteStatement.objects.filter(site_id__in=records).filter(
        Q(declaration__isnull=True) | Q(declaration__in=read)
    )
    fields: dict[str, list[Said]] = defaultdict(list)
    earlier = []
    for row in rows.select_related("declaration__supplier").order_by("-said_at", "-id"):
        who = row.declaration.supplier.name if row.declaration else row.source
        said = Said(row.value, who, row.said_at, row.ended_at)
        if row.ended_at is None:
            fields[row.field].append(said)
        else:
            earlier.append(said)
    return [Field(name, tuple(said)) for name, said in sorted(fields.items())], earlier[:MOST_LINKS]


def _links(viewer: Actor, found: QuerySet[ChainLink], records: Sequence[int]) -> list[SiteLink]:
    links = list(found.select_related("said_by").order_by("-added_at", "-id")[:MOST_LINKS])
    ends = {
        link.pk: node(link.from_site_id, link.from_supplier_id)
        if link.to_site_id in records
        else node(link.to_site_id, link.to_supplier_id)
        for link in links
    }
    places = places_of(viewer, set(ends.values()))
    return [
        SiteLink(
            places[ends[link.pk]],
            Stage(link.stage),
            link.material,
            link.product_id,
            Confidence(link.confidence),
            link.source_words or link.confirmed_by,
            link.said_by.name if link.said_by else "",
            link.added_at,
            link.ended_at,
        )
        for link in links
    ]


@dataclass(frozen=True, slots=True)
class MapSite:
    """Degrees, where somebody has said them."""

    public_id: str
    name: str
    country: str
    town: str
    latitude: Decimal | None
    longitude: Decimal | None


@dataclass(frozen=True)
class SiteMap:
    """Places of the viewer's, at most so many; `countries`: code and how many places there, most first."""

    sites: list[MapSite]
    countries: list[tuple[str, int]]
    total: int


def site_map(viewer: Actor, country: str = "") -> SiteMap:
    seen = Site.objects.visible_to(viewer).filter(same_as__isnull=True)
    rows = seen.values_list("country").annotate(n=Count("id")).order_by("-n", "country")
    countries = [(code, n) for code, n in rows]
    shown = seen.filter(country=country) if country else seen
    columns = ("public_id", "name", "country", "town", "latitude", "longitude")
    sites = [MapSite(*row) for row in shown.order_by("country", "name", "id").values_list(*columns)[:MOST_ON_MAP]]
    total = next((n for code, n in countries if code == country), 0) if country else sum(n for _, n in countries)
    return SiteMap(sites, countries, total)
