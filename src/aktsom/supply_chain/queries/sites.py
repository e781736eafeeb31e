"""One place as the viewer may see it: facts, who says what, who delivers to whom; and all places on a map."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import ChainLink, Site
from aktsom.supply_chain.queries.links import LinkRow, link_rows, visible_links
from aktsom.supply_chain.queries.pairs import waiting_about
from aktsom.supply_chain.queries.said import Word, differing, words
from aktsom.supply_chain.queries.starts import site_of
from aktsom.supply_chain.rules.contradictions import Contradiction

MOST_LINKS = 200
MOST_ON_MAP = 2_000


@dataclass(frozen=True)
class SiteView:
    """`said` by fact what is said of it now, newest first; `disputed` where sources differ, all of them shown.
    `receives` from those before it, `delivers` to those after; `earlier` words and `ended` links no longer count.
    `pairs` wait for a person: (the pair's id, the other's name). `refusal` is why the viewer may not correct it."""

    site: Site
    said: dict[str, list[Word]]
    disputed: list[Contradiction]
    receives: list[LinkRow]
    delivers: list[LinkRow]
    earlier: list[Word]
    ended: list[LinkRow]
    records: int
    moved_to: Site | None
    moved_from: list[Site]
    pairs: list[tuple[str, str]]
    refusal: Refusal | None


def site_view(viewer: Actor, public_id: str, today: date) -> SiteView:
    """Raises NotVisible. Records judged to be one place are told together."""
    site, seen = site_of(viewer, public_id), Site.objects.visible_to(viewer)
    group = site.same_as_id or site.pk
    records = list(seen.filter(Q(pk=group) | Q(same_as_id=group)))
    told = words(viewer, records)
    said: dict[str, list[Word]] = defaultdict(list)
    for one in told:
        if one.ended_at is None:
            said[one.field].append(one)
    now = visible_links(viewer, today)
    gone = ChainLink.objects.visible_to(viewer).filter(ended_at__isnull=False)
    here = Q(from_site__in=records) | Q(to_site__in=records)
    return SiteView(
        site=site,
        said=dict(sorted(said.items())),
        disputed=differing(told),
        receives=_links(viewer, now.filter(to_site__in=records)),
        delivers=_links(viewer, now.filter(from_site__in=records)),
        earlier=[one for one in told if one.ended_at is not None][:MOST_LINKS],
        ended=_links(viewer, gone.filter(here)),
        records=len(records),
        moved_to=seen.filter(moved_from=site).first(),
        moved_from=list(seen.filter(moved_to__in=records).order_by("id")),
        pairs=waiting_about(viewer, [one.pk for one in records]),
        refusal=permissions.keep_site(viewer, site),
    )


def _links(viewer: Actor, found: QuerySet[ChainLink]) -> list[LinkRow]:
    return link_rows(viewer, found.select_related("said_by").order_by("-added_at", "-id")[:MOST_LINKS])


def the_site_called(viewer: Actor, text: str) -> list[Site]:
    """By its id, as in the address of its page, or by its name as it is written here; several may have one name."""
    text = text.strip()
    seen = Site.objects.visible_to(viewer)
    ids = [word for word in text.replace("/", " ").split() if word.startswith("sit-")]
    found = seen.filter(public_id=ids[-1]) if ids else seen.filter(Q(name__iexact=text) | Q(local_name=text))
    return list(found.order_by("id")[:MOST_LINKS])


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


def _one_of_each(seen: QuerySet[Site]) -> QuerySet[Site]:
    """Of records judged to be one place, the oldest that the viewer sees: the one that stands for the place may be one
    that it does not."""
    older = seen.filter(Q(pk=OuterRef("same_as_id")) | Q(same_as_id=OuterRef("same_as_id"), pk__lt=OuterRef("pk")))
    return seen.filter(Q(same_as__isnull=True) | ~Exists(older))


def site_map(viewer: Actor, country: str = "") -> SiteMap:
    seen = _one_of_each(Site.objects.visible_to(viewer))
    rows = seen.values_list("country").annotate(n=Count("id")).order_by("-n", "country")
    countries = [(code, n) for code, n in rows]
    shown = seen.filter(country=country) if country else seen
    columns = ("public_id", "name", "country", "town", "latitude", "longitude")
    sites = [MapSite(*row) for row in shown.order_by("country", "name", "id").values_list(*columns)[:MOST_ON_MAP]]
    total = next((n for code, n in countries if code == country), 0) if country else sum(n for _, n in countries)
    return SiteMap(sites, countries, total)
