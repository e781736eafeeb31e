"""Who and what can be chosen in the forms of a team."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member, Membership, Person, Representation
from aktsom.members.roles import ROLES, Permission
from aktsom.risk.models import RiskProduct
from aktsom.risk.queries.running import running
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity
from aktsom.teams.queries.sitting import INSIDE_ROLES

SUPPLIERS = 300


class Candidate(NamedTuple):
    """A person who may sit for a member."""

    person: Person
    member: Member

    @property
    def key(self) -> str:
        return f"{self.person.public_id}:{self.member.public_id}"


def candidates(viewer: Actor, today: date) -> list[Candidate]:
    """People with an inside role, each for the member it holds it for and for members that let that one act for them.
    By member and name. Only those in the network are told who they are."""
    if not sees_network(viewer):
        raise NotVisible
    held = (
        Membership.objects.filter(role__in=INSIDE_ROLES, person__is_active=True)
        .select_related("person", "member")
        .order_by("id")
    )
    valid = Representation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today, withdrawn_at__isnull=True
    ).select_related("represented")
    found = {(row.person_id, row.member_id): Candidate(row.person, row.member) for row in held}
    for mandate in valid:
        for row in held:
            if row.member_id == mandate.acting_id and row.role in mandate.roles.split(";"):
                found.setdefault((row.person_id, mandate.represented_id), Candidate(row.person, mandate.represented))
    return sorted(found.values(), key=lambda one: (one.member.name, one.person.name, one.person.pk))


def fallback_owners(viewer: Actor) -> list[Member]:
    """Members that have somebody who keeps their register."""
    if not sees_network(viewer):
        raise NotVisible
    keeping = [code for code, role in ROLES.items() if Permission.KEEP_REGISTER in role.may]
    held = Q(memberships__role__in=keeping, memberships__person__is_active=True)
    return list(Member.objects.filter(held).distinct().order_by("name"))


def suppliers_of_group(viewer: Actor, group_id: str, today: date) -> list[Supplier]:
    """Companies that members have running contracts with in the group, by name."""
    if not sees_network(viewer):
        raise NotVisible
    bought = RiskProduct.objects.filter(running(today, "risk__"), group_id=group_id)
    ids = bought.values(company=identity("risk__contract__supplier"))
    return list(Supplier.objects.filter(id__in=ids).order_by("name")[:SUPPLIERS])
