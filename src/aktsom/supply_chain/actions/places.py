"""The places that the rows of a declaration name: known before, or laid down now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from aktsom.supply_chain.models import Declaration, DeclarationRow, Site, SiteStatement
from aktsom.supply_chain.rules.rows import RowFacts, facts_from

Key = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """`facts` are those of all rows that name it; where several say something, the first does."""

    site: Site
    facts: tuple[RowFacts, ...]

    def says(self, field: str) -> str:
        if field == "position":
            return next((f"{one.latitude},{one.longitude}" for one in self.facts if one.latitude), "")
        return next((str(getattr(one, field)) for one in self.facts if getattr(one, field)), "")


def placed(declaration: Declaration, rows: Sequence[DeclarationRow], at: datetime) -> dict[Key, Place]:
    """By name and country. The row's own place where it has one; the place of that Open Supply Hub id, when it stands
    in a public list; what the supplier itself called so before; else a new one. Each row is told its place, so that
    the next version starts from it."""
    groups: dict[Key, list[DeclarationRow]] = defaultdict(list)
    for row in rows:
        facts = facts_from(row.facts)
        if facts.name and not facts.unknown:
            groups[facts.key].append(row)
    earlier = _called_so_before(declaration)
    places = {}
    for key, named in groups.items():
        told = tuple(facts_from(row.facts) for row in named)
        site = _known(named, told) or earlier.get(key)
        site = _laid_down(key, told, declaration, at) if site is None else _brought_up_to_date(site, told, at)
        places[key] = Place(site, told)
        for row in named:
            row.site = site
            row.facts = {**row.facts, "site": site.public_id}
            row.words = {**row.words, "site": site.public_id}
    DeclarationRow.objects.bulk_update([r for g in groups.values() for r in g], ["site", "facts", "words"], 500)
    return places


def _known(rows: Sequence[DeclarationRow], facts: Sequence[RowFacts]) -> Site | None:
    for row in rows:
        if row.site is not None:
            return row.site
    ids = [one.os_id for one in facts if one.os_id]
    return Site.objects.filter(os_id__in=ids).exclude(public_source="").first() if ids else None


def _called_so_before(declaration: Declaration) -> dict[Key, Site]:
    before = DeclarationRow.objects.filter(
        declaration__supplier_id=declaration.supplier_id, declaration__submitted_at__isnull=False, site__isnull=False
    ).exclude(declaration=declaration)
    return {facts_from(row.facts).key: row.site for row in before.select_related("site") if row.site is not None}


def _columns(facts: Sequence[RowFacts]) -> dict[str, Any]:
    place = Place(Site(), tuple(facts))
    latitude, _comma, longitude = place.says("position").partition(",")
    return {
        "name": place.says("name")[:300],
        "local_name": place.says("local_name")[:300],
        "address": place.says("address")[:400],
        "town": place.says("town")[:100],
        "postcode": place.says("postcode")[:12],
        "country": place.says("country"),
        "latitude": Decimal(latitude) if latitude else None,
        "longitude": Decimal(longitude) if longitude else None,
        "processes": place.says("processes"),
        "workers_band": place.says("workers_band"),
    }


def _laid_down(key: Key, facts: Sequence[RowFacts], declaration: Declaration, at: datetime) -> Site:
    return Site.objects.create(
        name_key=key[0], added_at=at, changed_at=at, seen_by=declaration.seen_by, **_columns(facts)
    )


def _brought_up_to_date(site: Site, facts: Sequence[RowFacts], at: datetime) -> Site:
    """A place that nobody else speaks of is as its supplier says now. One in a list, or that others speak of too,
    stays: who differs is shown beside the others."""
    if site.public_source or SiteStatement.objects.filter(site=site, ended_at__isnull=True).exists():
        return site
    columns: Mapping[str, Any] = _columns(facts)
    if any(getattr(site, name) != value for name, value in columns.items() if value):
        for name, value in columns.items():
            setattr(site, name, value or getattr(site, name))
        site.name_key, site.changed_at = facts[0].key[0], at
        site.save()
    return site
