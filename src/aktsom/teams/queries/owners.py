"""Who can give mandates for a member: its contract owners, those of its cooperation, and of a body that acts for it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from aktsom.members.models import Member, Membership, Person, Representation
from aktsom.members.roles import ROLES, Permission

GIVING = tuple(code for code, role in ROLES.items() if Permission.GIVE_MANDATES in role.may)


def owners_of(member_ids: Collection[int], today: date) -> dict[int, list[Person]]:
    """By member, each person once, by name; in three questions to the database."""
    holders = _holders(member_ids, today)
    held = Membership.objects.filter(member_id__in=holders, role__in=GIVING, person__is_active=True)
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for membership in held.select_related("person").order_by("person__name", "person_id"):
        for member_id, roles in holders[membership.member_id]:
            if roles is None or membership.role in roles:
                found[member_id][membership.person_id] = membership.person
    return {member_id: list(found[member_id].values()) for member_id in member_ids}


def _holders(member_ids: Collection[int], today: date) -> dict[int, list[tuple[int, tuple[str, ...] | None]]]:
    """For each body whose people may hold the role: the members it reaches, and by which roles (None: by any)."""
    holders: dict[int, list[tuple[int, tuple[str, ...] | None]]] = defaultdict(list)
    for id_, parent_id in Member.objects.filter(id__in=member_ids).values_list("id", "parent_id"):
        holders[id_].append((id_, None))
        if parent_id:
            holders[parent_id].append((id_, None))
    acting = Representation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        represented_id__in=member_ids,
        starts_on__lte=today,
        withdrawn_at__isnull=True,
    )
    for acting_id, represented_id, roles in acting.values_list("acting_id", "represented_id", "roles"):
        holders[acting_id].append((represented_id, tuple(roles.split(";"))))
    return holders
