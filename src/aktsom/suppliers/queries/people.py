"""Who answers for a supplier, who is on the way in, and what an invitation's link offers."""

from dataclasses import dataclass
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.members.models import Invitation, Person
from aktsom.members.queries.people import InvitationRow, invitation_rows
from aktsom.members.rules import stands
from aktsom.members.secrets import hash_of
from aktsom.members.states import InvitationState
from aktsom.suppliers import permissions
from aktsom.suppliers.models import Supplier, SupplierRole
from aktsom.suppliers.queries.suppliers import supplier as supplier_called


@dataclass(frozen=True, slots=True)
class AnswersRow:
    person: str  # public id
    name: str
    email: str
    role: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class SupplierPeople:
    supplier: Supplier
    people: list[AnswersRow]
    invitations: list[InvitationRow]
    may_invite: bool


def supplier_people(viewer: Actor, public_id: str, now: datetime) -> SupplierPeople:
    """For the secretariat and the supplier's own people; to all others they do not exist."""
    found = supplier_called(viewer, public_id)
    if not permissions.answers(viewer, found.pk):
        raise NotVisible
    runs = permissions.run_people(viewer, found.pk) is None
    held = SupplierRole.objects.filter(supplier=found, person__is_active=True).select_related("person")
    waiting = Invitation.objects.filter(for_supplier__supplier=found, state=InvitationState.SENT)
    return SupplierPeople(
        found,
        [
            AnswersRow(one.person.public_id, one.person.name, one.person.email if runs else "", one.role, one.given_at)
            for one in held.order_by("person__name", "id")
        ],
        invitation_rows(list(waiting.order_by("-sent_at", "-id")), now) if runs else [],
        runs,
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link that works offers. The address it was sent to is shown to those who hold the link."""

    body: str
    is_supplier: bool
    email: str
    sender: str
    roles: tuple[str, ...]
    expires_at: datetime
    language: str


def offer(secret: str, now: datetime, viewer: Actor | None) -> Offer | None:
    """Nothing for a link that is used, withdrawn, too old, another's than the viewer's, or that was never sent."""
    with lowered():  # the secret alone is what opens it, also to somebody who is not signed in
        found = (
            Invitation.objects.select_related("member", "for_supplier__supplier")
            .filter(secret_hash=hash_of(secret))
            .first()
        )
    if found is None or not stands(found.state, found.expires_at, now):
        return None
    if viewer is not None and not Person.objects.filter(pk=viewer.person_id or 0, email=found.email).exists():
        return None
    sender = Person.objects.filter(pk=found.sent_by_id or 0).values_list("name", flat=True).first() or ""
    body = found.member.name if found.member else found.for_supplier.supplier.name
    return Offer(
        body,
        found.member is None,
        found.email,
        sender,
        tuple(found.roles.split(";")),
        found.expires_at,
        found.language,
    )
