"""The private address of a person's own calendar: made, renewed, revoked. By the person itself and nobody else."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale
from aktsom.core.journal import Act, record
from aktsom.core.soft_writes import write_if_free
from aktsom.core.wall import lowered
from aktsom.members.models import CalendarLink, Person
from aktsom.members.secrets import calendar_secret_of, hash_of


@transaction.atomic
def make_link(*, by: Actor, at: datetime) -> CalendarLink:
    """A person has one: asked for again it is the one there is."""
    person = _oneself(by)
    found = CalendarLink.objects.filter(person=person).first()
    if found is not None:
        return found
    made = CalendarLink(person=person, made_at=at)
    made.secret_hash = _hash(made)
    made.save()
    _tell(by, at, person, "calendar_link_made")
    return made


@transaction.atomic
def renew_link(*, by: Actor, at: datetime, revision: int) -> CalendarLink:
    """From now on the old address is answered like one that never was. Raises Stale for the link of an old page."""
    person, link = _held(by, revision)
    link.made_at, link.fetched_on, link.revision = at, None, link.revision + 1
    link.secret_hash = _hash(link)
    link.save()
    _tell(by, at, person, "calendar_link_renewed")
    return link


@transaction.atomic
def revoke_link(*, by: Actor, at: datetime, revision: int) -> None:
    """Revoked already it stays so. Raises Stale when it has been renewed since."""
    if not CalendarLink.objects.filter(person_id=_oneself(by).pk).exists():
        return
    person, link = _held(by, revision)
    link.delete()
    _tell(by, at, person, "calendar_link_revoked")


def forget_link(*, person_id: int) -> None:
    """Of somebody who is put out of use. Whoever does that sees no other's link."""
    with lowered():
        CalendarLink.objects.filter(person_id=person_id).delete()


def note_fetched(*, at: datetime, link: CalendarLink) -> None:
    """So that the person sees whether anybody fetches it; written once a day, and never waited for."""
    today = timezone.localdate(at)
    if link.fetched_on != today:
        mine = CalendarLink.objects.filter(pk=link.pk, secret_hash=link.secret_hash)
        write_if_free(partial(mine.update, fetched_on=today))


def _oneself(by: Actor) -> Person:
    """The person's row locked, so that two windows do not make one each."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=by.person_id or 0).first()
    if person is None:
        raise NotVisible
    return person


def _held(by: Actor, revision: int) -> tuple[Person, CalendarLink]:
    person = _oneself(by)
    link = CalendarLink.objects.filter(person=person).first()
    if link is None or link.revision != revision:
        raise Stale
    return person, link


def _hash(link: CalendarLink) -> str:
    return hash_of(calendar_secret_of(link.public_id, link.made_at))


def _tell(by: Actor, at: datetime, person: Person, verb: str) -> None:
    record(by=by, at=at, acts=[Act(verb, person.public_id, person.home_id)])
