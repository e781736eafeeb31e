"""Who may take a member's seats: people with a role that reaches it, those nearest to the work first."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from aktsom.members.models import Member, Membership, Person, Representation
from aktsom.members.roles import ROLES, Permission

# Whose work a seat is, nearest first: by the roles' own sentences.
NEAREST = ("team_member", "contract_manager", "contract_owner", "member_administrator", "reader")


@dataclass(frozen=True)
class Candidate:
    """`member` is whom the person sits for: the member planned with or, for a cooperation, the child the person has a
    role at. `keeps` is whether the person keeps its register and so can act as fallback owner."""

    person: Person
    member: Member
    role: str
    keeps: bool


def candidates(members: Collection[Member], today: date) -> dict[int, list[Candidate]]:
    """By member planned with. A person stands there once, with the nearest role; three questions however many."""
    found: dict[int, list[tuple[int, Candidate]]] = defaultdict(list)
    for planned, near, membership, member in _roles(members, today):
        keeps = Permission.KEEP_REGISTER in ROLES[membership.role].may
        order = near * len(NEAREST) + NEAREST.index(membership.role)
        found[planned].append((order, Candidate(membership.person, member, membership.role, keeps)))
    return {member: _once(rows) for member, rows in found.items()}


def _roles(members: Collection[Member], today: date) -> Iterator[tuple[int, int, Membership, Member]]:
    """(member planned with, how far away, the role, whom the person would sit for)."""
    own = {member.pk: member for member in members}
    children = Member.objects.filter(parent_id__in=own)
    by_child = {child.pk: child for child in children}
    acting: dict[int, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    valid = Representation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        represented_id__in=own,
        starts_on__lte=today,
        withdrawn_at__isnull=True,
    )
    for mandate in valid:
        acting[mandate.acting_id].append((mandate.represented_id, frozenset(mandate.roles.split(";"))))
    held = Membership.objects.filter(
        member_id__in={*own, *by_child, *acting}, role__in=NEAREST, person__is_active=True
    ).select_related("person")
    for membership in held.order_by("id"):
        at = membership.member_id
        if at in own:
            yield at, 0, membership, own[at]
        for represented, roles in acting.get(at, ()):
            if membership.role in roles:
                yield represented, 1, membership, own[represented]
        if at in by_child and (parent := by_child[at].parent_id):
            yield parent, 2, membership, by_child[at]


def _once(rows: list[tuple[int, Candidate]]) -> list[Candidate]:
    first: dict[int, Candidate] = {}
    for _order, candidate in sorted(rows, key=lambda row: (row[0], row[1].person.name, row[1].person.pk)):
        first.setdefault(candidate.person.pk, candidate)
    return list(first.values())
