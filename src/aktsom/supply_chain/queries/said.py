"""What sources that the viewer may read say of places, records judged one taken together; and where they differ."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.supply_chain.models import Declaration, Site, SiteStatement
from aktsom.supply_chain.queries.links import Place, place_of
from aktsom.supply_chain.rules.contradictions import Contradiction, Said, contradictions
from aktsom.supply_chain.tables import limit


@dataclass(frozen=True, slots=True)
class Word:
    """`site_id` of the oldest record of the place; `ended_at` when it was replaced or taken back."""

    site_id: int
    field: str
    value: str
    who: str
    at: datetime
    ended_at: datetime | None


def words(viewer: Actor, sites: Iterable[Site]) -> list[Word]:
    """The newest first."""
    root = {site.pk: site.same_as_id or site.pk for site in sites}
    read = Declaration.objects.visible_to(viewer).filter(submitted_at__isnull=False)
    rows = SiteStatement.objects.filter(Q(declaration__isnull=True) | Q(declaration__in=read), site_id__in=root)
    rows = rows.select_related("declaration__supplier", "member").order_by("-said_at", "-id")
    return [Word(root[row.site_id], row.field, row.value, _who(row), row.said_at, row.ended_at) for row in rows]


def _who(row: SiteStatement) -> str:
    if row.declaration:
        return row.declaration.supplier.name
    return f"{row.source} ({row.member.name})" if row.member else row.source


def differing(told: Iterable[Word]) -> list[Contradiction]:
    standing = [Said(one.site_id, one.field, one.value, one.who, one.at) for one in told if one.ended_at is None]
    return contradictions(standing, differs_km=limit("position_differs_km"))


@dataclass(frozen=True, slots=True)
class Disputed:
    """A contradiction with the place it is about."""

    place: Place
    field: str
    said: tuple[Said, ...]


def disputed(viewer: Actor, site_ids: Collection[int]) -> list[Disputed]:
    """Of these places, by any of their records."""
    seen = Site.objects.visible_to(viewer)
    groups = {
        *site_ids,
        *seen.filter(pk__in=list(site_ids), same_as__isnull=False).values_list("same_as_id", flat=True),
    }
    together = list(seen.filter(Q(pk__in=groups) | Q(same_as_id__in=groups)).order_by("-id"))
    oldest = {site.same_as_id or site.pk: site for site in together}
    return [
        Disputed(place_of(oldest[one.site_id], None), one.field, one.said) for one in differing(words(viewer, together))
    ]
