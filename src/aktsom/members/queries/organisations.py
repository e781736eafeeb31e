"""Members as the network sees them: who belongs to whom, who acts for whom, whom to write to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members import permissions
from aktsom.members.models import Member, MemberDomain, Membership, Representation
from aktsom.members.roles import Permission, permissions_of


@dataclass(frozen=True, slots=True)
class ActsFor:
    """One member's mandate to another. `standing` today; one that begins later or was withdrawn is not."""

    public_id: str
    acting: Member
    represented: Member
    roles: tuple[str, ...]
    starts_on: date
    ends_on: date | None


@dataclass(slots=True)
class MemberRow:
    """`archive_address` for its own people alone; the counts of people for those and the secretariat."""

    member: Member
    parent: Member | None
    children: list[Member] = field(default_factory=list)
    represented_by: list[ActsFor] = field(default_factory=list)
    acts_for: list[ActsFor] = field(default_factory=list)
    archive_address: str = ""
    people: int | None = None
    administrators: int | None = None

    @property
    def without_administrator(self) -> bool:
        return self.administrators == 0


def members_of_network(viewer: Actor, today: date) -> list[MemberRow]:
    """All members by name, for whoever takes part in the network."""
    _stop_outsiders(viewer)
    members = {member.pk: member for member in Member.objects.order_by("name")}
    return _rows(viewer, members, members, today)


def organisation(viewer: Actor, public_id: str, today: date) -> MemberRow:
    """One member, with its parent, its children, and who acts for whom."""
    _stop_outsiders(viewer)
    members = {member.pk: member for member in Member.objects.order_by("name")}
    wanted = [pk for pk, member in members.items() if member.public_id == public_id]
    if not wanted:
        raise NotVisible
    return _rows(viewer, members, wanted, today)[0]


def _stop_outsiders(viewer: Actor) -> None:
    if not viewer.is_platform and Permission.READ_NETWORK not in permissions_of(viewer.roles):
        raise NotVisible


def _rows(viewer: Actor, members: dict[int, Member], wanted: Iterable[int], today: date) -> list[MemberRow]:
    wanted = list(wanted)
    own = set(Membership.objects.filter(person_id=viewer.person_id or 0).values_list("member_id", flat=True))
    counted = own | (set(wanted) if permissions.keeps_network(viewer) else set())
    people, administrators = _counts(counted)
    rows = {
        pk: MemberRow(
            member=members[pk],
            parent=members.get(members[pk].parent_id or 0),
            archive_address=members[pk].archive_address if viewer.is_platform or pk in own else "",
            people=people.get(pk, 0) if pk in counted else None,
            administrators=administrators.get(pk, 0) if pk in counted else None,
        )
        for pk in wanted
    }
    for member in members.values():
        if member.parent_id in rows:
            rows[member.parent_id].children.append(member)
    for one in _standing(today):
        found = ActsFor(
            one.public_id,
            members[one.acting_id],
            members[one.represented_id],
            tuple(one.roles.split(";")),
            one.starts_on,
            one.ends_on,
        )
        if one.represented_id in rows:
            rows[one.represented_id].represented_by.append(found)
        if one.acting_id in rows:
            rows[one.acting_id].acts_for.append(found)
    return list(rows.values())


def _standing(today: date) -> list[Representation]:
    """Those not over: what begins later is told of, since it can still be withdrawn."""
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return list(Representation.objects.filter(not_over, withdrawn_at__isnull=True).order_by("starts_on", "id"))


def _counts(ids: set[int]) -> tuple[dict[int, int], dict[int, int]]:
    held = Membership.objects.filter(member_id__in=ids, person__is_active=True).values("member_id")
    counted = held.annotate(
        people=Count("person", distinct=True),
        administrators=Count("person", distinct=True, filter=Q(role="member_administrator")),
    )
    rows = list(counted.values_list("member_id", "people", "administrators"))
    return {pk: people for pk, people, _ in rows}, {pk: few for pk, _, few in rows}


def domains_of(viewer: Actor, member: Member) -> list[MemberDomain]:
    """The domains whose people come in by themselves."""
    _stop_outsiders(viewer)
    return list(MemberDomain.objects.filter(member=member).order_by("domain"))


def own_organisation(viewer: Actor) -> Member | None:
    """What «my organisation» means: home where it is acted for, else the first that one is among the people of."""
    own = list(Member.objects.filter(memberships__person_id=viewer.person_id or 0).distinct().order_by("name"))
    acted_for = {id_ for id_, _ in viewer.held}
    first = [one for one in own if one.pk in acted_for] or own
    return next((one for one in first if one.pk == viewer.member_id), first[0] if first else None)


def reached_names(ids: Iterable[int]) -> list[tuple[str, str]]:
    """(public id, name) of members, for the choice of whom to act for."""
    return list(Member.objects.filter(pk__in=ids).order_by("name").values_list("public_id", "name"))


def id_of(public_id: str) -> int | None:
    return Member.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
