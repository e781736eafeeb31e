"""Pairs of places that may be one and wait for a person, side by side; and what has been judged. A pair exists for
those who see both of its places."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.members.models import Person
from aktsom.sharing.keys import may_see
from aktsom.suppliers.queries.sameness import PAGE, Queue, around
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import Site, SiteJudgement, SitePair
from aktsom.supply_chain.queries.links import Place, place_of, visible_links
from aktsom.supply_chain.rules.contradictions import apart_km

MOST_NAMED = 5  # whom a place delivers to
_Pair = TypeVar("_Pair", SitePair, SiteJudgement)


@dataclass(frozen=True)
class Side:
    """One place of a pair: the record the pair is about, the other records of it that the viewer sees, and whom it
    delivers to."""

    site: Site
    records: list[Site]
    delivers: list[Place]
    more: int


@dataclass(frozen=True)
class SitePairView:
    """`evidence` is {field: weight}, what speaks most first; `apart` kilometres where both have a position. `refusal`
    is why the viewer may not judge."""

    pair: SitePair
    one: Side
    other: Side
    evidence: dict[str, float]
    apart: float | None
    refusal: Refusal | None


class JudgedSites(NamedTuple):
    """A judgement that stands or was undone. `person` is empty where the matching judged."""

    public_id: str
    one: Site
    other: Site
    verdict: str
    reason: str
    at: datetime
    person: str
    member: str
    undone_at: datetime | None
    undone_person: str
    undone_why: str
    refusal: Refusal | None


def of_seen_sites(viewer: Actor, found: QuerySet[_Pair]) -> QuerySet[_Pair]:
    return found.filter(may_see(viewer, "one__"), may_see(viewer, "other__"))


def queue(viewer: Actor, *, shown: str = "") -> Queue:
    """The surest first. Without `shown`, or when that waits no longer, the first pair is shown."""
    return around(_waiting(viewer), shown)


def waiting_count(viewer: Actor) -> int:
    return _waiting(viewer).count()


def waiting_about(viewer: Actor, site_ids: Collection[int]) -> list[tuple[str, str]]:
    """The pair's id and the name of the place that these records may be, too."""
    found = _waiting(viewer).filter(Q(one__in=site_ids) | Q(other__in=site_ids)).select_related("one", "other")
    return [(one.public_id, (one.other if one.one_id in site_ids else one.one).name) for one in found[:MOST_NAMED]]


def _root(end: str) -> Coalesce:
    return Coalesce(f"{end}__same_as_id", f"{end}_id")


def _waiting(viewer: Actor) -> QuerySet[SitePair]:
    """Not those that other judgements have answered: the two stand as one place already, or as two."""
    roots = {"one_root": _root("one"), "other_root": _root("other")}
    apart = SiteJudgement.objects.filter(undone_at__isnull=True, verdict=Verdict.DIFFERENT).annotate(**roots)
    either = Q(one_root=OuterRef("one_root"), other_root=OuterRef("other_root"))
    either |= Q(one_root=OuterRef("other_root"), other_root=OuterRef("one_root"))
    found = of_seen_sites(viewer, SitePair.objects.all()).annotate(**roots).filter(~Q(one_root=F("other_root")))
    return found.filter(~Exists(apart.filter(either))).order_by("-weight", "id")


def pair(viewer: Actor, public_id: str, today: date) -> SitePairView:
    """Whether it waits or not: who comes too late is shown what it was."""
    found = of_seen_sites(viewer, SitePair.objects.filter(public_id=public_id)).select_related("one", "other").first()
    if found is None:
        raise NotVisible
    return SitePairView(
        found,
        _side(viewer, found.one, today),
        _side(viewer, found.other, today),
        dict(sorted(found.evidence.items(), key=lambda item: -item[1])),
        apart_km((found.one.latitude, found.one.longitude), (found.other.latitude, found.other.longitude)),
        permissions.judge_sites(viewer, found.one, found.other),
    )


def _side(viewer: Actor, site: Site, today: date) -> Side:
    group = site.same_as_id or site.pk
    records = Site.objects.visible_to(viewer).filter(Q(pk=group) | Q(same_as_id=group)).order_by("id")
    links = visible_links(viewer, today).filter(from_site__in=records).select_related("to_site", "to_supplier")
    places = {(place.kind, place.id): place for link in links if (place := place_of(link.to_site, link.to_supplier))}
    named = sorted(places.values(), key=lambda one: one.name)
    return Side(site, [one for one in records if one.pk != site.pk], named[:MOST_NAMED], len(named) - MOST_NAMED)


def judged(viewer: Actor, *, before: str = "") -> tuple[list[JudgedSites], str]:
    """The newest first, and the judgement after which the next page begins, if any."""
    found = _judgements(viewer).order_by("-id")
    if before:
        found = found.filter(id__lt=SiteJudgement.objects.filter(public_id=before).values("id"))
    rows = list(found[: PAGE + 1])
    return _told(viewer, rows[:PAGE]), rows[PAGE - 1].public_id if len(rows) > PAGE else ""


def judgement(viewer: Actor, public_id: str) -> JudgedSites | None:
    """One that stands, to be undone right after it was made."""
    told = _told(viewer, list(_judgements(viewer).filter(public_id=public_id, undone_at__isnull=True)))
    return told[0] if told else None


def _judgements(viewer: Actor) -> QuerySet[SiteJudgement]:
    return of_seen_sites(viewer, SiteJudgement.objects.select_related("one", "other", "member"))


def _told(viewer: Actor, rows: list[SiteJudgement]) -> list[JudgedSites]:
    people = {id_ for row in rows for id_ in (row.person_id, row.undone_person_id) if id_}
    names = dict(Person.objects.filter(pk__in=people).values_list("id", "name"))
    return [
        JudgedSites(
            row.public_id, row.one, row.other, row.verdict, row.reason, row.at, names.get(row.person_id or 0, ""),
            row.member.name if row.member else "", row.undone_at, names.get(row.undone_person_id or 0, ""),
            row.undone_why, permissions.judge_sites(viewer, row.one, row.other),
        )
        for row in rows
    ]  # fmt: skip
