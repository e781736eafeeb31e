"""Who sits in teams, and whether they still may: a person sits for a member whose register a role of the person reads.

The whole actor (`actors.actor_of`) decides what one person may do; here the same is asked for many at once, for lists.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from aktsom.members.models import Member, Membership, Person, Representation
from aktsom.members.roles import ROLES, Permission
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.rules.seats import Sitting
from aktsom.teams.states import SeatPart

Pair = tuple[int, int]  # person, member

INSIDE_ROLES = tuple(code for code, role in ROLES.items() if Permission.READ_REGISTER in role.may)


def seats_of(team: CategoryTeam) -> list[TeamSeat]:
    """Seats that are taken now, the lead first."""
    order = {SeatPart.LEAD: 0, SeatPart.DEPUTY: 1, SeatPart.MEMBER: 2}
    taken = TeamSeat.objects.filter(team=team, left_at__isnull=True).select_related("person", "member")
    return sorted(taken, key=lambda seat: (order[SeatPart(seat.part)], seat.taken_at, seat.pk))


def as_sitting(seats: Iterable[TeamSeat]) -> list[Sitting]:
    return [Sitting(seat.person_id, seat.member_id, SeatPart(seat.part)) for seat in seats]


def may_sit(pairs: Collection[Pair], today: date) -> set[Pair]:
    """Those of the pairs where the person can sign in and holds an inside role that reaches the member: its own, one
    for the cooperation it belongs to, or one that a mandate of the member opens. Three questions whatever the number.
    """
    people, members = {person for person, _ in pairs}, {member for _, member in pairs}
    held = set(
        Membership.objects.filter(person_id__in=people, person__is_active=True, role__in=INSIDE_ROLES).values_list(
            "person_id", "member_id", "role"
        )
    )
    parents = dict(Member.objects.filter(id__in=members, parent__isnull=False).values_list("id", "parent_id"))
    acting = _acting_for(members, today)

    def holds(person: int, member: int) -> bool:
        return any((person, member, role) in held for role in INSIDE_ROLES)

    def reaches(person: int, member: int) -> bool:
        parent = parents.get(member)
        return (
            holds(person, member)
            or (parent is not None and holds(person, parent))
            or any((person, body, role) in held for body, role in acting.get(member, ()))
        )

    return {(person, member) for person, member in pairs if reaches(person, member)}


def _acting_for(members: Collection[int], today: date) -> dict[int, list[tuple[int, str]]]:
    """For each member the bodies that act for it today, with the roles that count there."""
    valid = Representation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        represented_id__in=members,
        starts_on__lte=today,
        withdrawn_at__isnull=True,
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for represented, acting, roles in valid.values_list("represented_id", "acting_id", "roles"):
        found.setdefault(represented, []).extend((acting, role) for role in roles.split(";") if role in INSIDE_ROLES)
    return found


def lead_acts(team: CategoryTeam, today: date) -> bool:
    """Whether the team has a lead who still may sit for its member."""
    lead = TeamSeat.objects.filter(team=team, left_at__isnull=True, part=SeatPart.LEAD).first()
    return lead is not None and bool(may_sit([(lead.person_id, lead.member_id)], today))


def keepers(member_id: int, today: date) -> list[Person]:
    """People who can act for the member as fallback owner: they keep its register."""
    roles = [code for code, role in ROLES.items() if Permission.KEEP_REGISTER in role.may]
    own = Q(member_id=member_id) | Q(member__children=member_id)
    people = set(
        Membership.objects.filter(own, role__in=roles, person__is_active=True).values_list("person_id", flat=True)
    )
    for body, role in _acting_for([member_id], today).get(member_id, ()):
        if role in roles:
            people |= set(
                Membership.objects.filter(member_id=body, role=role, person__is_active=True).values_list(
                    "person_id", flat=True
                )
            )
    return list(Person.objects.filter(id__in=people).order_by("name"))
