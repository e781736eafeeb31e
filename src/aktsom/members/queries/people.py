"""A member's people and those on their way in, for those who run them and for colleagues."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members import permissions
from aktsom.members.limits import limit
from aktsom.members.models import Invitation, Member, Membership, Person
from aktsom.members.rules import stands
from aktsom.members.states import InvitationState


@dataclass(frozen=True, slots=True)
class HeldRole:
    role: str
    given_at: datetime | None
    last_used_on: date | None
    member: str = ""  # public id and name of the member it is held for
    member_name: str = ""


@dataclass(slots=True)
class PersonRow:
    """`email` and the days of use only for those who run the member's people."""

    public_id: str
    name: str
    email: str
    is_active: bool
    at_home: bool
    roles: list[HeldRole] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    public_id: str
    email: str
    roles: tuple[str, ...]
    sent_at: datetime
    expires_at: datetime
    sender: str
    stands: bool
    ends_soon: bool


def people_of(viewer: Actor, member: Member) -> list[PersonRow]:
    """By name, those out of use last. Only for the member's own people: another's do not exist for the viewer."""
    if not permissions.belongs(viewer, member.pk):
        raise NotVisible
    runs = permissions.run_people(viewer, member.pk) is None
    found = Person.objects.filter(Q(home=member) | Q(memberships__member=member)).distinct()
    if not runs:
        found = found.filter(is_active=True, memberships__member=member)
    rows = {
        person.pk: PersonRow(
            person.public_id, person.name, person.email if runs else "", person.is_active, person.home_id == member.pk
        )
        for person in found.order_by("-is_active", "name", "id")
    }
    for held in Membership.objects.filter(member=member, person_id__in=rows).order_by("id"):
        rows[held.person_id].roles.append(
            HeldRole(held.role, held.given_at if runs else None, held.last_used_on if runs else None)
        )
    return list(rows.values())


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: Person
    home: Member | None
    roles: list[HeldRole]  # for the members whose people the viewer runs
    members: list[Member]  # those members
    runs_home: bool


def person_page(viewer: Actor, public_id: str) -> PersonPage:
    """One person, for those who run the people of a member it is at home with or holds a role for. One question tells
    whether there is such a person, so that no other work tells that there is one somewhere else."""
    runs = permissions.runs_people_of(viewer)
    theirs = Q() if viewer.is_platform else Q(home__in=runs) | Q(memberships__member__in=runs)
    person = Person.objects.select_related("home").filter(theirs, public_id=public_id).first()
    if person is None:
        raise NotVisible
    held = list(Membership.objects.filter(person=person).select_related("member").order_by("member__name", "id"))
    known = {membership.member for membership in held} | ({person.home} if person.home else set())
    run = sorted(
        (one for one in known if permissions.run_people(viewer, one.pk) is None), key=lambda member: member.name
    )
    if not run:
        raise NotVisible
    ids = {member.pk for member in run}
    roles = [
        HeldRole(one.role, one.given_at, one.last_used_on, one.member.public_id, one.member.name)
        for one in held
        if one.member_id in ids
    ]
    return PersonPage(person, person.home, roles, run, person.home_id in ids)


def invitations(viewer: Actor, member: Member, now: datetime) -> list[InvitationRow]:
    """Those that wait for an answer and those whose time ran out, newest first."""
    if not permissions.belongs(viewer, member.pk) and not permissions.keeps_network(viewer):
        raise NotVisible
    if permissions.run_people(viewer, member.pk) and not permissions.keeps_network(viewer):
        return []
    waiting = Invitation.objects.filter(member=member, state=InvitationState.SENT).order_by("-sent_at", "-id")
    return invitation_rows(list(waiting), now)


def invitation_rows(found: list[Invitation], now: datetime) -> list[InvitationRow]:
    senders = dict(Person.objects.filter(pk__in={one.sent_by_id for one in found}).values_list("pk", "name"))
    soon = limit("invitation_ends_soon_days")
    return [
        InvitationRow(
            one.public_id,
            one.email,
            tuple(one.roles.split(";")),
            one.sent_at,
            one.expires_at,
            senders.get(one.sent_by_id or 0, ""),
            stands(one.state, one.expires_at, now),
            (timezone.localdate(one.expires_at) - timezone.localdate(now)).days <= soon,
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an administrator: people at home without any role, and links that run out."""

    member: Member
    without_role: list[Person]
    running_out: list[InvitationRow]


def waiting_people(viewer: Actor, now: datetime) -> list[Waiting]:
    """For each member whose people the viewer runs and where something waits."""
    run = run_members(viewer)
    people = Person.objects.filter(home__in=run, is_active=True, memberships__isnull=True).order_by("name")
    open_ = Invitation.objects.filter(member__in=run, state=InvitationState.SENT).order_by("expires_at")
    without, out = list(people), list(open_)
    rows = {row.public_id: row for row in invitation_rows(out, now)}
    found = [
        Waiting(
            member,
            [one for one in without if one.home_id == member.pk],
            [rows[one.public_id] for one in out if one.member_id == member.pk and rows[one.public_id].ends_soon],
        )
        for member in run
    ]
    return [one for one in found if one.without_role or one.running_out]


def run_members(viewer: Actor) -> list[Member]:
    """The members whose people the viewer runs, by name."""
    ids = [id_ for id_ in {id_ for id_, _ in viewer.held} if permissions.run_people(viewer, id_) is None]
    return list(Member.objects.filter(pk__in=ids).order_by("name"))
