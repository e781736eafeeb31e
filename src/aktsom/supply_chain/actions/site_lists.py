"""A public list of places taken in: every place once, however often the list is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.core.journal import Act, record
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.suppliers.rules import name_key
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.sites import SiteFacts, by_a_person, position_of, tidy
from aktsom.supply_chain.models import Site, SiteStatement
from aktsom.supply_chain.states import SiteState

BATCH = 500
STATED = ("name", "local_name", "country", "town", "address", "postcode", "processes", "workers_band")


@dataclass(frozen=True)
class ListedSite:
    """A row of a list; `os_id` Open Supply Hub's, where it has one."""

    facts: SiteFacts
    os_id: str = ""
    closed: bool = False


@dataclass(frozen=True)
class TakenIn:
    new: int
    changed: int
    same: int
    ids: tuple[int, ...]  # of all that the list names


Key = tuple[str, str, str]
Columns = dict[str, Any]


@transaction.atomic
def take_in_sites(*, by: Actor, at: datetime, source: str, sites: Sequence[ListedSite]) -> TakenIn:
    """Known by Open Supply Hub's id, else by name, country and address within the same source. What the list says of a
    place known before takes the place of what it said then; the list alone decides on places that only it names."""
    stop_if(permissions.keep_sites(by))
    by_id = _by_os_id(one.os_id for one in sites)
    corrected = _corrected()
    named = _named(source, corrected)
    new: list[Site] = []
    changed: list[Site] = []
    found: list[Site] = []
    says: dict[str, Columns] = {}
    fresh: dict[Key, Site] = {}
    for listed in sites:
        columns: Columns = {**tidy(listed.facts), **_state(listed)}
        key = _key(str(columns["name_key"]), str(columns["country"]), str(columns["address"]))
        site = by_id.get(listed.os_id) if listed.os_id else named.get(key) or fresh.get(key)
        if site is None:
            site = _new(columns, listed.os_id, source, at)
            new.append(site)
            fresh[key] = site
            if listed.os_id:
                by_id[listed.os_id] = site
        elif site.pk and (new_words := _differing(site, columns, corrected.get(site.pk, frozenset()))):
            for name, value in new_words.items():
                setattr(site, name, value)
            site.changed_at = at
            changed.append(site)
        says[site.public_id] = columns
        found.append(site)
    Site.objects.bulk_create(new, batch_size=BATCH)
    for site in changed:
        site.save()
    _state_anew(source, [*_stored(new), *changed], says, at)
    told = {"source": source, "new": len(new), "changed": len(changed)}
    if new or changed:
        record(by=by, at=at, acts=[Act("site_list_taken_in", "sites", changes=told)])
    ids = set(Site.objects.filter(public_id__in={s.public_id for s in found}).values_list("id", flat=True))
    distinct = {site.public_id for site in found}
    return TakenIn(len(new), len(changed), len(distinct) - len(new) - len(changed), tuple(sorted(ids)))


def _key(name_key: str, country: str, address: str) -> Key:
    return name_key, country, " ".join(address.casefold().split())


def _by_os_id(ids: Iterable[str]) -> dict[str, Site]:
    wanted = sorted({id_ for id_ in ids if id_})
    found: dict[str, Site] = {}
    for start in range(0, len(wanted), BATCH):
        some = Site.objects.filter(os_id__in=wanted[start : start + BATCH])
        found |= {site.os_id: site for site in some if site.os_id}
    return found


def _state(listed: ListedSite) -> Columns:
    return {"state": SiteState.CLOSED if listed.closed else SiteState.OPEN}


def _new(columns: Columns, os_id: str, source: str, at: datetime) -> Site:
    return Site(
        **columns,
        os_id=os_id or None,
        public_source=source[:200],
        seen_by=frozenset({PUBLIC_KEY}),
        added_at=at,
        changed_at=at,
    )


_COLUMNS_OF = {"position": ("latitude", "longitude"), "name": ("name", "name_key")}


def _corrected() -> dict[int, set[str]]:
    """Facts of places that a person has set right: there a list says what it says, and does not change the place."""
    said = SiteStatement.objects.filter(by_a_person(), ended_at__isnull=True).values_list("site_id", "field")
    fields: dict[int, set[str]] = {}
    for site_id, field in said:
        fields.setdefault(site_id, set()).update(_COLUMNS_OF.get(field, (field,)))
    return fields


def _named(source: str, corrected: Mapping[int, Collection[str]]) -> dict[Key, Site]:
    """The places of this list, by what it called them: one that was set right since goes by the list's own words."""
    sites = list(Site.objects.filter(public_source=source))
    set_right = [site.pk for site in sites if {"name", "country", "address"} & set(corrected.get(site.pk, ()))]
    words: dict[int, dict[str, str]] = {}
    for start in range(0, len(set_right), BATCH):
        said = SiteStatement.objects.filter(site__in=set_right[start : start + BATCH], source=source)
        for site_id, field, value in said.order_by("id").values_list("site_id", "field", "value"):
            words.setdefault(site_id, {})[field] = value
    named = {}
    for site in sites:
        of_list = words.get(site.pk, {})
        name = name_key(of_list["name"])[:300] if "name" in of_list else site.name_key
        named[_key(name, of_list.get("country", site.country), of_list.get("address", site.address))] = site
    return named


def _differing(site: Site, columns: Columns, corrected: Collection[str]) -> Columns:
    """What the list changes of the place."""
    return {name: value for name, value in columns.items() if name not in corrected and getattr(site, name) != value}


def _stored(sites: Sequence[Site]) -> list[Site]:
    """With their ids, which not every database gives back for many at once."""
    ids = [site.public_id for site in sites]
    return [
        site
        for start in range(0, len(ids), BATCH)
        for site in Site.objects.filter(public_id__in=ids[start : start + BATCH])
    ]


def _state_anew(source: str, sites: Sequence[Site], says: Mapping[str, Columns], at: datetime) -> None:
    old = SiteStatement.objects.filter(source=source, person_id__isnull=True, ended_at__isnull=True)
    for start in range(0, len(sites), BATCH):
        old.filter(site__in=sites[start : start + BATCH]).update(ended_at=at)
    said = [
        SiteStatement(site=site, field=field, value=str(value)[:400], source=source[:200], said_at=at)
        for site in sites
        for field, value in _words(says[site.public_id])
        if value
    ]
    SiteStatement.objects.bulk_create(said, batch_size=BATCH)


def _words(columns: Columns) -> list[tuple[str, str]]:
    position = position_of(columns["latitude"], columns["longitude"])
    return [*((name, columns[name]) for name in STATED), ("position", position)]
