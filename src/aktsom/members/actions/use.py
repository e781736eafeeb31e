"""People put out of use, and taken into use again."""

from datetime import datetime

from django.db import transaction

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.members import permissions
from aktsom.members.actions.calendar import forget_link
from aktsom.members.actions.people import lock_members
from aktsom.members.actions.signing_in import end_other_sessions
from aktsom.members.models import Membership, Person
from aktsom.members.rules import NEVER_NONE


@transaction.atomic
def deactivate_person(*, by: Actor, at: datetime, person: str) -> Person:
    """The person can no longer sign in, and is out of all pages at once. Roles are kept for the day it comes back."""
    found = _at_home(by, person)
    if not found.is_active:
        return found
    for held in _held_and_locked(found):
        stop_if(permissions.lose_role(held.member_id, found.pk, held.role))
    # Ended as well as barred, or an old session or address would come to life again with the person.
    forget_link(person_id=found.pk)
    end_other_sessions(by=PLATFORM, at=at, person_id=found.pk, kept=None)
    return _set_active(found, False, by, at)


@transaction.atomic
def activate_person(*, by: Actor, at: datetime, person: str) -> Person:
    """The roles count again as they stood."""
    found = _at_home(by, person)
    return found if found.is_active else _set_active(found, True, by, at)


def _at_home(by: Actor, public_id: str) -> Person:
    """The person, locked. Only those who run the people where it is at home may: others only take their own roles."""
    found = Person.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None or not (by.is_platform or (found.home_id and permissions.run_people(by, found.home_id) is None)):
        raise NotVisible
    return found


def _held_and_locked(person: Person) -> list[Membership]:
    """The roles that a member cannot be without, with these members locked in the order of their ids."""
    held = list(Membership.objects.filter(person=person, role__in=NEVER_NONE).order_by("member_id"))
    lock_members({membership.member_id for membership in held})
    return held


def _set_active(person: Person, active: bool, by: Actor, at: datetime) -> Person:
    person.is_active = active
    person.save(update_fields=["is_active"])
    verb = "person_activated" if active else "person_deactivated"
    record(by=by, at=at, acts=[Act(verb, person.public_id, person.home_id)])
    return person
