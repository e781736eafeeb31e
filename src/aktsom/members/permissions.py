"""Whether an actor's roles for a member open a permission, and per act on people and members why it may not.

The platform itself may all.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.models import AccessReview, Membership
from aktsom.members.roles import ROLES, Permission, permissions_of
from aktsom.members.rules import NEVER_NONE, leaves_nobody, may_give

# Roles of those who take part, unlike an auditor's.
TAKE_PART = frozenset(code for code, role in ROLES.items() if Permission.READ_NETWORK in role.may)


def has(actor: Actor, permission: Permission, member_id: int) -> bool:
    return actor.is_platform or permission in permissions_of(actor.roles_for(member_id))


def reaches(actor: Actor, member_id: int) -> bool:
    """Whether the member's own records lie open to the actor at all."""
    return actor.is_platform or member_id in actor.member_ids


def belongs(actor: Actor, member_id: int) -> bool:
    """Whether the actor is one of the member's own people: holds a role there itself, neither by a cooperation nor by
    representing it. An auditor is engaged by the member and not one of its people."""
    return actor.is_platform or own_memberships(actor).filter(member_id=member_id).exists()


def own_memberships(actor: Actor) -> QuerySet[Membership]:
    """Of the actor, where it is one of the people themselves."""
    return Membership.objects.filter(person_id=actor.person_id or 0, role__in=TAKE_PART)


def takes_part(actor: Actor, member_id: int) -> bool:
    """Whether a role there lets the actor see what the member takes part in; an auditor's sees only its assignment."""
    return has(actor, Permission.READ_NETWORK, member_id)


def runs_people_of(actor: Actor) -> frozenset[int]:
    """The members whose people the actor runs; to do so opens none of their registers."""
    return frozenset(id_ for id_, role in actor.held if Permission.KEEP_PEOPLE in permissions_of(frozenset({role})))


def keeps_network(actor: Actor) -> bool:
    return actor.is_platform or Permission.KEEP_NETWORK in permissions_of(actor.roles)


def reads_network(actor: Actor) -> bool:
    return actor.is_platform or Permission.READ_NETWORK in permissions_of(actor.roles)


def keep_network(actor: Actor) -> Refusal | None:
    """Adding members, and changing what all see of them."""
    return None if keeps_network(actor) else Refusal(_("Bare sekretariatet kan gjøre dette."))


def run_people(actor: Actor, member_id: int) -> Refusal | None:
    """Invitations, roles and the review of access of this member."""
    if has(actor, Permission.KEEP_PEOPLE, member_id):
        return None
    return Refusal(_("Bare en administrator hos medlemmet kan gjøre dette."))


def give_role(actor: Actor, member_id: int, role: str) -> Refusal | None:
    """Giving or taking the role, or inviting somebody to it."""
    here, anywhere = permissions_of(actor.roles_for(member_id)), permissions_of(actor.roles)
    if actor.is_platform or may_give(role, here, anywhere, has_administrator=bool(administrators(member_id))):
        return None
    if role in ROLES and Permission.KEEP_NETWORK in ROLES[role].may:
        return Refusal(_("Bare sekretariatet gir rollen som sekretariat."))
    if Permission.KEEP_NETWORK in anywhere:
        return Refusal(_("Medlemmet har en administrator, som selv slipper folk inn."))
    return Refusal(_("Bare en administrator hos medlemmet kan gjøre dette."))


def lose_role(member_id: int, person_id: int, role: str) -> Refusal | None:
    """Whether the member can do without this person in this role. Ask with the member's row locked: of two
    administrators who remove each other at the same moment, one has to stay."""
    if role not in NEVER_NONE or not leaves_nobody(holders(member_id, role), person_id):
        return None
    if role == "secretariat":
        return Refusal(_("Den siste i sekretariatet kan ikke fjernes. Slipp inn en annen først."))
    return Refusal(_("Den siste administratoren kan ikke fjernes. Gjør en annen til administrator først."))


def holders(member_id: int, role: str) -> set[int]:
    """People in use who hold the role for the member itself."""
    held = Membership.objects.filter(member_id=member_id, role=role, person__is_active=True)
    return set(held.values_list("person_id", flat=True))


def administrators(member_id: int) -> set[int]:
    return holders(member_id, "member_administrator")


def represent(actor: Actor, member_id: int) -> Refusal | None:
    """Letting another act for the member, or no longer. Only the member's own people can, so that whoever acts for it
    cannot lengthen the mandate; for a body without such people the secretariat does."""
    if actor.is_platform:
        return None
    giving = [code for code, role in ROLES.items() if role.may & {Permission.KEEP_PEOPLE, Permission.GIVE_MANDATES}]
    of_member = Membership.objects.filter(member_id=member_id, role__in=giving, person__is_active=True)
    own = set(of_member.values_list("person_id", flat=True))
    if actor.person_id in own or (not own and keeps_network(actor)):
        return None
    if own:
        return Refusal(_("Bare en administrator eller avtaleeier hos medlemmet kan la andre handle for det."))
    return Refusal(_("Medlemmet har ingen egne folk her. Sekretariatet kan la andre handle for det."))


def review(actor: Actor, found: AccessReview) -> Refusal | None:
    """Deciding on a line of a review, or closing it."""
    if found.closed_at is not None:
        return Refusal(_("Gjennomgangen er avsluttet."))
    return run_people(actor, found.member_id)
