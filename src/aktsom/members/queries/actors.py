"""Who an actor is: roles held, members reached, and acting for one of them."""

from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.members.models import Member, Membership, Person, Representation
from aktsom.members.permissions import has
from aktsom.members.roles import Permission, permissions_of
from aktsom.members.rules import NOT_LENT, lent


def actor_for(person: Person, today: date | None = None) -> Actor:
    """The person with the roles held and the members they reach: a role for a cooperation reaches its members too, and
    a role for a member that represents another reaches that one as far as the mandate goes. Without teams and
    suppliers; the whole actor is `teams.queries.actor_of`.

    To run people is not handed down to the members of a cooperation, nor lent.

    Records lie open by a role that reads registers alone. To be at home somewhere opens none, nor does the
    secretariat's role, wherever it is held.
    """
    rows = list(Membership.objects.filter(person=person).values_list("member_id", "role", "member__children__id"))
    own = list(dict.fromkeys((member, role) for member, role, _child in rows))
    held = {*own, *((child, role) for _, role, child in rows if child and role not in NOT_LENT)}
    represented = _represented(own, today or timezone.localdate())
    held |= represented
    return Actor(
        person_id=person.pk,
        name=person.name,
        member_id=person.home_id,
        member_ids=frozenset(
            id_ for id_, role in held if Permission.READ_REGISTER in permissions_of(frozenset({role}))
        ),
        roles=frozenset(role for _, role in held),
        held=frozenset(held),
        represented=frozenset(id_ for id_, _ in represented),
    )


def _represented(own: list[tuple[int, str]], today: date) -> set[tuple[int, str]]:
    valid = Representation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        acting_id__in={id_ for id_, _ in own},
        starts_on__lte=today,
        withdrawn_at__isnull=True,
    )
    rows = valid.values_list("acting_id", "represented_id", "roles")
    return {(to, role) for acting, to, roles in rows for role in lent(roles.split(";")) if (acting, role) in own}


def narrowed(actor: Actor, member_id: int) -> Actor:
    """The actor as it acts for one of the members it reaches and no other; one it does not reach changes nothing."""
    kept = frozenset(pair for pair in actor.held if pair[0] == member_id)
    if not kept:
        return actor
    return replace(
        actor,
        held=kept,
        roles=frozenset(role for _, role in kept),
        member_ids=actor.member_ids & {member_id},
        represented=actor.represented & {member_id},
    )


def members_with(actor: Actor, permission: Permission) -> list[Member]:
    """The members for which the actor holds the permission, by name."""
    held = [member_id for member_id in actor.member_ids if has(actor, permission, member_id)]
    return list(Member.objects.filter(id__in=held).order_by("name"))


def person_at_home(person_id: int) -> Person | None:
    """With the member the person is at home at, which the frame of every page names."""
    return Person.objects.select_related("home").filter(pk=person_id).first()
