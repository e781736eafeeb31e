"""The first person to answer for a supplier that nobody answers for yet, invited by whoever has to ask it something.

Whoever invites chooses the name and the address, so that anybody could be let in as the supplier. Therefore it is open
only while nobody answers for the company by any of its records, never beside somebody else's invitation that stands,
and never to somebody who works for a buyer. From the first person on the supplier runs its own people; the secretariat
sees who came in, and by whom. That the actor has a reason to ask is for the caller to check.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.core.journal import Act, record
from aktsom.members.actions import inviting
from aktsom.members.models import Invitation, MemberDomain, Person
from aktsom.members.roles import SUPPLIER_ROLES
from aktsom.members.rules import addresses_in, name_in, stands
from aktsom.members.states import InvitationState
from aktsom.suppliers.models import Supplier, SupplierInvitation, SupplierRole
from aktsom.suppliers.queries.identity import record_ids


@dataclass(frozen=True)
class FirstPerson:
    """Whom to invite at the supplier; `language` is that of the letter."""

    name: str
    email: str
    language: str = "nb"


class CannotInvite(DomainError):
    """`field` is the one of `FirstPerson` that is to be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def somebody_answers(supplier: Supplier) -> bool:
    """By any record of the company. To be asked with the wall lowered, as all of this."""
    held = SupplierRole.objects.filter(supplier_id__in=record_ids(supplier.identity_id), person__is_active=True)
    return held.exists()


def waiting_for(supplier: Supplier, at: datetime) -> list[SupplierInvitation]:
    """Invitations to answer for any record of the company that can still be taken up, but for those of customers in
    its chain."""
    found = SupplierInvitation.objects.filter(
        supplier_id__in=record_ids(supplier.identity_id),
        invitation__state=InvitationState.SENT,
        for_tier__isnull=True,
    ).select_related("invitation")
    return [one for one in found if stands(one.invitation.state, one.invitation.expires_at, at)]


def invite_first_person(
    *, by: Actor, at: datetime, supplier: Supplier, person: FirstPerson, link: str, letter: str
) -> SupplierInvitation:
    """`supplier` is locked, `letter` the kind of message that brings the link. Raises CannotInvite."""
    if somebody_answers(supplier):
        raise DomainError(_("Noen svarer allerede for leverandøren. Den som godkjenner der, slipper inn flere."))
    if waiting_for(supplier, at):
        raise DomainError(_("Noen er allerede invitert til å svare for leverandøren, og lenken virker ennå."))
    address = _address(person.email)
    invitation = inviting.written(
        by=by, at=at, member=None, address=address, roles=SUPPLIER_ROLES, language=person.language, link=link,
        body=supplier.name, name=name_in(person.name) or "", letter=letter,
    )  # fmt: skip
    made = SupplierInvitation.objects.create(invitation=invitation, supplier=supplier)
    told = {"roles": [None, invitation.roles], "supplier": [None, supplier.public_id]}
    record(by=by, at=at, acts=[Act("invitation_sent", invitation.public_id, changes=told)])
    return made


def _address(text: str) -> str:
    good, wrong = addresses_in(text)
    if wrong or len(good) != 1:
        raise CannotInvite("email", _("Skriv én e-postadresse."))
    address = good[0]
    domain = address.rpartition("@")[2]
    works_for_a_buyer = Person.objects.filter(email=address, home__isnull=False).exists()
    if works_for_a_buyer or MemberDomain.objects.filter(domain__iexact=domain).exists():
        raise CannotInvite("email", _("Adressen hører til et medlem. Inviter en som arbeider hos leverandøren."))
    return address


def withdrawn_for(invitation: Invitation, by: Actor, at: datetime) -> None:
    """Locked. One that was answered or withdrawn already stays as it is."""
    if invitation.state == InvitationState.SENT:
        inviting.withdrawn(invitation, by, at)
