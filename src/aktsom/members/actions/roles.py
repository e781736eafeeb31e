"""Roles given to people and taken from them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.members import permissions
from aktsom.members.actions.people import lock_members
from aktsom.members.models import AccessReviewLine, Member, Membership, Person
from aktsom.members.roles import MEMBER_ROLES
from aktsom.members.states import ReviewDecision


@transaction.atomic
def give_role(*, by: Actor, at: datetime, person: Person, member: Member, role: str) -> Membership:
    """A role already held stays as it is, without a trace. Somebody new to the member is invited instead."""
    _stop_if_not_known(by, person, member)
    if role not in MEMBER_ROLES:
        raise DomainError(_("Rollen finnes ikke."))
    stop_if(permissions.give_role(by, member.pk, role))
    membership, act = laid_down(person, member, role, at)
    if act:
        record(by=by, at=at, acts=[act])
    return membership


@transaction.atomic
def take_role(*, by: Actor, at: datetime, person: Person, member: Member, role: str) -> bool:
    """Returns whether it was held. The person loses what the role opened with the next page."""
    _stop_if_not_known(by, person, member)
    stop_if(permissions.give_role(by, member.pk, role))
    act = removed(person, member, role, by, at)
    if act:
        record(by=by, at=at, acts=[act])
    return act is not None


def _stop_if_not_known(by: Actor, person: Person, member: Member) -> None:
    """People of another member do not exist for the actor, nor do people that are none of this member's."""
    if by.is_platform:
        return
    if not (permissions.belongs(by, member.pk) or permissions.keeps_network(by)):
        raise NotVisible
    if person.home_id != member.pk and not Membership.objects.filter(person=person, member=member).exists():
        raise NotVisible


def laid_down(person: Person, member: Member, role: str, at: datetime) -> tuple[Membership, Act | None]:
    """The role, and what the journal is to say if it is new."""
    membership, new = Membership.objects.get_or_create(
        person=person, member=member, role=role, defaults={"given_at": at}
    )
    told = {"role": [None, role], "member": [None, member.public_id]}
    return membership, Act("role_given", person.public_id, member.pk, changes=told) if new else None


def removed(person: Person, member: Member, role: str, by: Actor, at: datetime) -> Act | None:
    """Takes the role if the member can do without, and says what the journal is to say. An open review that still
    waits for a word on it has it thereby."""
    lock_members({member.pk})
    held = Membership.objects.filter(person=person, member=member, role=role)
    if not held.exists():
        return None
    stop_if(None if by.is_platform else permissions.lose_role(member.pk, person.pk, role))
    held.delete()
    AccessReviewLine.objects.filter(
        review__member=member, review__closed_at__isnull=True, person=person, role=role, decision=""
    ).update(decision=ReviewDecision.REMOVE, decided_at=at, decided_by_id=by.person_id)
    told = {"role": [role, None], "member": [member.public_id, None]}
    return Act("role_taken", person.public_id, member.pk, changes=told)
