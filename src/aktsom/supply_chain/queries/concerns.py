"""Lists of concern and the likenesses to them, for those who judge them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Person
from aktsom.suppliers.models import SupplierAddress
from aktsom.supply_chain.concern_permissions import judges
from aktsom.supply_chain.models import ConcernHit, ConcernList, Site
from aktsom.supply_chain.states import HitState

PAGE = 20


@dataclass(frozen=True, slots=True)
class ListRow:
    public_id: str
    name: str
    publisher: str
    edition: str
    entries: int
    loaded_at: datetime
    waiting: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two says of itself."""

    name: str
    names: tuple[str, ...]
    countries: tuple[str, ...]
    address: str
    numbers: tuple[str, ...]
    topics: tuple[str, ...] = ()
    note: str = ""
    address_of_page: str = ""  # public id of a supplier


@dataclass(frozen=True, slots=True)
class HitRow:
    public_id: str
    ours: Side
    listed: Side
    list_name: str
    edition: str
    is_site: bool
    weight: float
    weights: Mapping[str, float]
    likeness: Mapping[str, float]
    state: str
    reason: str
    judged_at: datetime | None
    judged_by: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Hits:
    """`after` leads to the next page: nothing on the last."""

    rows: list[HitRow]
    counts: dict[str, int]
    after: str
    lists: list[ListRow]


def newest_lists() -> QuerySet[ConcernList]:
    """One of each name; older editions are kept, and count no more."""
    newest = ConcernList.objects.order_by().values("name").annotate(last=Max("pk")).values("last")
    return ConcernList.objects.filter(pk__in=newest).order_by("name")


def visible_hits(viewer: Actor) -> QuerySet[ConcernHit]:
    """Of the newest lists; those of a site as far as the viewer sees the site."""
    hits = ConcernHit.objects.filter(entry__concern_list__in=newest_lists())
    if viewer.is_platform:
        return hits
    return hits.filter(Q(site__isnull=True) | Q(site__in=Site.objects.visible_to(viewer)))


def hits(viewer: Actor, state: HitState = HitState.WAITING, after: str = "") -> Hits:
    """The surest first. `after` is where the page before ended. Raises NotVisible for those who do not judge."""
    if not judges(viewer):
        raise NotVisible
    seen = visible_hits(viewer)
    counts = dict(seen.values_list("state").annotate(n=Count("pk")).order_by())
    rows = seen.filter(state=state).order_by("-weight", "pk")
    if last := seen.filter(public_id=after).first() if after else None:
        rows = rows.filter(Q(weight__lt=last.weight) | Q(weight=last.weight, pk__gt=last.pk))
    page = list(rows.select_related("entry__concern_list", "supplier", "site")[: PAGE + 1])
    shown = page[:PAGE]
    return Hits(
        rows=_rows(shown),
        counts={str(one): counts.get(one, 0) for one in HitState},
        after=shown[-1].public_id if len(page) > PAGE else "",
        lists=lists(viewer),
    )


def hit(viewer: Actor, public_id: str) -> HitRow:
    if not judges(viewer):
        raise NotVisible
    found = visible_hits(viewer).select_related("entry__concern_list", "supplier", "site").filter(public_id=public_id)
    rows = _rows(list(found))
    if not rows:
        raise NotVisible
    return rows[0]


def lists(viewer: Actor) -> list[ListRow]:
    if not judges(viewer):
        raise NotVisible
    waiting = dict(
        visible_hits(viewer)
        .filter(state=HitState.WAITING)
        .values_list("entry__concern_list")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [
        ListRow(
            one.public_id,
            one.name,
            one.publisher,
            one.edition,
            one.entries_count,
            one.loaded_at,
            waiting.get(one.pk, 0),
        )
        for one in newest_lists()
    ]


def waiting_hits(viewer: Actor, supplier_ids: list[int] | None = None) -> int:
    """How many wait for a judgement; none for those who do not judge."""
    if not judges(viewer):
        return 0
    seen = visible_hits(viewer).filter(state=HitState.WAITING)
    return (seen if supplier_ids is None else seen.filter(supplier__in=supplier_ids)).count()


def _rows(found: list[ConcernHit]) -> list[HitRow]:
    people = dict(Person.objects.filter(pk__in={h.person_id for h in found if h.person_id}).values_list("pk", "name"))
    ids = [hit.supplier_id for hit in found if hit.supplier_id]
    places = {row.supplier_id: row for row in SupplierAddress.objects.filter(supplier__in=ids, postal=False)}
    return [_row(one, places, people) for one in found]


def _row(one: ConcernHit, places: Mapping[int, SupplierAddress], people: Mapping[int, str]) -> HitRow:
    entry = one.entry
    first, *others = entry.names.split("\n")
    listed = Side(
        name=first,
        names=tuple(others),
        countries=tuple(filter(None, entry.countries.split(";"))),
        address=entry.addresses.replace("\n", "; "),
        numbers=tuple(filter(None, entry.numbers.split("\n"))),
        topics=tuple(filter(None, entry.topics.split(";"))),
        note=entry.note,
    )
    return HitRow(
        public_id=one.public_id,
        ours=_ours(one, places),
        listed=listed,
        list_name=entry.concern_list.name,
        edition=entry.concern_list.edition,
        is_site=one.site_id is not None,
        weight=one.weight,
        weights=one.evidence.get("weights", {}),
        likeness=one.evidence.get("likeness", {}),
        state=one.state,
        reason=one.reason,
        judged_at=one.judged_at,
        judged_by=people.get(one.person_id or 0, ""),
        found_at=one.found_at,
    )


def _ours(one: ConcernHit, places: Mapping[int, SupplierAddress]) -> Side:
    if one.site is not None:
        where = ", ".join(filter(None, (one.site.address, one.site.town)))
        return Side(one.site.name, tuple(filter(None, (one.site.local_name,))), (one.site.country,), where, ())
    if one.supplier is None:
        raise ValueError("a hit is of a supplier or of a site")
    place = places.get(one.supplier.pk)
    number = one.supplier.organisation_number
    return Side(
        name=one.supplier.name,
        names=(),
        countries=(one.supplier.country,) if one.supplier.country else (),
        address=str(place) if place else "",
        numbers=(number,) if number else (),
        address_of_page=one.supplier.public_id,
    )
