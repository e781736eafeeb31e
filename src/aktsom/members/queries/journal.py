"""The journal as people read it: what was done with their member's records, in its name, and by themselves; with its
people, for whoever runs them; and with the network itself, for the secretariat."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from aktsom.core.actor import Actor
from aktsom.core.models import JournalEntry
from aktsom.core.scopes import Scope
from aktsom.members import permissions
from aktsom.members.models import Member, Person

PAGE = 50


@dataclass(frozen=True, slots=True)
class JournalFilters:
    """Empty means all. `since` is in it, `before` is not. `ours`: done in our name by another body."""

    since: datetime | None = None
    before: datetime | None = None
    who: str = ""  # public id of one of the viewer's colleagues
    verb: str = ""
    subject: str = ""  # public id, or its beginning
    ours: bool = False


@dataclass(frozen=True, slots=True)
class JournalRow:
    """`person` is empty where it is another member's, unless it acted in our name; then `body` says whose. `changes`
    only of own records."""

    number: int
    at: datetime
    person: str
    body: str
    member: str
    on_behalf_of: str
    verb: str
    subject: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class JournalPage:
    rows: list[JournalRow]
    next: int | None  # the number after which the next page goes on, older


def journal(viewer: Actor, filters: JournalFilters, after: int | None = None, *, size: int = PAGE) -> JournalPage:
    """Newest first. Acts on the network itself the secretariat sees for all, without what they changed.

    Each way of being concerned is asked for by its own index; the newest of all are the page.
    """
    own = {id_ for id_ in viewer.member_ids if permissions.takes_part(viewer, id_)}  # so not what an auditor looks into
    ways = _ways(viewer, own)
    narrowed = _narrowed(viewer, filters, own, after)
    found: dict[int, JournalEntry] = {}
    for way in ways:
        entries = JournalEntry.objects.filter(way, narrowed).order_by("-number")[: size + 1]
        found |= {entry.number: entry for entry in entries}
    newest = [found[number] for number in sorted(found, reverse=True)][: size + 1]
    return JournalPage(_rows(viewer, own, newest[:size]), newest[size - 1].number if len(newest) > size else None)


def _ways(viewer: Actor, own: set[int]) -> list[Q]:
    if viewer.is_platform:
        return [Q()]
    ways = [Q(member_id__in=own), Q(on_behalf_of_id__in=own)] if own else []
    if permissions.keeps_network(viewer):
        ways.append(Q(scope=Scope.NETWORK))
    if runs := permissions.runs_people_of(viewer):
        ways.append(_of_the_people(runs))
    return [*ways, Q(person_id=viewer.person_id or 0)]


def _of_the_people(runs: Collection[int]) -> Q:
    return ~Q(scope=Scope.RECORD) & Q(member_id__in=runs)


def _narrowed(viewer: Actor, filters: JournalFilters, own: set[int], after: int | None) -> Q:
    asked = Q()
    if after is not None:
        asked &= Q(number__lt=after)
    if filters.since:
        asked &= Q(at__gte=filters.since)
    if filters.before:
        asked &= Q(at__lt=filters.before)
    if filters.verb:
        asked &= Q(verb=filters.verb)
    if filters.subject:
        asked &= Q(subject__startswith=filters.subject)
    if filters.who:
        asked &= Q(person_id__in=[pk for pk, public_id, _ in _colleagues(viewer) if public_id == filters.who])
    if filters.ours:
        others = Q(body_id__isnull=True) | ~Q(body_id=F("on_behalf_of_id"))
        asked &= Q(on_behalf_of_id__in=own) & others
    return asked


def _named(viewer: Actor) -> Q:
    """People whose names the viewer may see: those of members that it is itself among the people of, and itself. To
    reach another's records is not enough."""
    if viewer.is_platform:
        return Q()
    among = list(permissions.own_memberships(viewer).values_list("member_id", flat=True))
    return Q(home_id__in=among) | Q(memberships__member_id__in=among) | Q(pk=viewer.person_id)


def _colleagues(viewer: Actor) -> list[tuple[int, str, str]]:
    people = Person.objects.filter(_named(viewer)).distinct().order_by("name")
    return list(people.values_list("pk", "public_id", "name"))


def colleagues(viewer: Actor) -> list[tuple[str, str]]:
    """(public id, name) of those that the journal can be narrowed to."""
    return [(public_id, name) for _, public_id, name in _colleagues(viewer)]


def _rows(viewer: Actor, own: set[int], entries: list[JournalEntry]) -> list[JournalRow]:
    bodies = {id_ for e in entries for id_ in (e.body_id, e.member_id, e.on_behalf_of_id) if id_}
    members = dict(Member.objects.filter(pk__in=bodies).values_list("pk", "name"))
    in_our_name = Q(pk__in={e.person_id or 0 for e in entries if e.on_behalf_of_id in own})
    asked = {entry.person_id or 0 for entry in entries}
    shown = Person.objects.filter(_named(viewer) | in_our_name, pk__in=asked).distinct()
    names = dict(shown.values_list("pk", "name"))
    runs = permissions.runs_people_of(viewer)

    def tells_changes(entry: JournalEntry) -> bool:
        return viewer.is_platform or entry.member_id in own or (entry.scope != "" and entry.member_id in runs)

    return [
        JournalRow(
            entry.number,
            entry.at,
            names.get(entry.person_id or 0, ""),
            members.get(entry.body_id or 0, "") if entry.person_id else "",
            members.get(entry.member_id or 0, ""),
            members.get(entry.on_behalf_of_id or 0, ""),
            entry.verb,
            entry.subject,
            entry.changes if tells_changes(entry) else {},
        )
        for entry in entries
    ]


def names_of(viewer: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """Names by public id, of members and of the people whose names the viewer may see."""
    asked = list(public_ids)
    members = dict(Member.objects.filter(public_id__in=asked).values_list("public_id", "name"))
    people = Person.objects.filter(_named(viewer), public_id__in=asked).distinct()
    return members | dict(people.values_list("public_id", "name"))
