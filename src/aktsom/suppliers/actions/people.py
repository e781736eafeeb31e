"""Those who answer for a supplier: invited, let in, and out again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, LeftAlone, NotVisible, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.members.actions import inviting
from aktsom.members.actions.inviting import Invited, TakenUp
from aktsom.members.models import Invitation, Person
from aktsom.members.permissions import keeps_network
from aktsom.members.roles import SUPPLIER_ROLES
from aktsom.members.rules import leaves_nobody, stands
from aktsom.members.states import InvitationState
from aktsom.suppliers import permissions
from aktsom.suppliers.models import Supplier, SupplierInvitation, SupplierRole

APPROVER = "supplier_approver"


@transaction.atomic
def give_supplier_role(*, by: Actor, at: datetime, person: Person, supplier: Supplier, role: str) -> SupplierRole:
    """Let a person answer for a supplier. A role already held stays as it is, without a trace."""
    if not keeps_network(by):
        raise Refused(Refusal(_("Bare sekretariatet kan gi noen tilgang for en leverandør.")))
    if role not in SUPPLIER_ROLES:
        raise DomainError(_("Rollen finnes ikke."))
    held, act = _laid_down(person, supplier, role, at)
    record(by=by, at=at, acts=[act] if act else [])
    return held


def _laid_down(person: Person, supplier: Supplier, role: str, at: datetime) -> tuple[SupplierRole, Act | None]:
    held, new = SupplierRole.objects.get_or_create(
        person=person, supplier=supplier, role=role, defaults={"given_at": at}
    )
    told = {"role": [None, role], "supplier": [None, supplier.public_id]}
    return held, Act("supplier_role_given", person.public_id, changes=told) if new else None


@transaction.atomic
def take_supplier_role(*, by: Actor, at: datetime, person: str, supplier: str, role: str) -> bool:
    """Returns whether it was held. The last one who approves stays, unless the secretariat takes it."""
    found = _for_change(by, supplier)
    held = SupplierRole.objects.select_related("person").filter(supplier=found, person__public_id=person, role=role)
    one = held.first()
    if one is None:
        return False
    approvers = found.people.filter(role=APPROVER, person__is_active=True).values_list("person_id", flat=True)
    if role == APPROVER and not keeps_network(by) and leaves_nobody(set(approvers), one.person_id):
        raise Refused(
            Refusal(_("Den siste som godkjenner for leverandøren, kan ikke fjernes. Slipp inn en annen først."))
        )
    one.delete()
    told = {"role": [role, None], "supplier": [found.public_id, None]}
    record(by=by, at=at, acts=[Act("supplier_role_taken", one.person.public_id, changes=told)])
    return True


@transaction.atomic
def invite_for_supplier(
    *,
    by: Actor,
    at: datetime,
    supplier: str,
    addresses: Sequence[str],
    roles: Sequence[str],
    language: str,
    link: str,
) -> Invited:
    """Send each of the addresses a link to answer for the supplier. Who waits already is left alone."""
    found = _for_change(by, supplier)
    chosen = tuple(code for code in SUPPLIER_ROLES if code in roles)
    if not chosen or len(chosen) != len(set(roles)):
        raise DomainError(_("Velg minst én rolle."))
    inviting.stop_if_too_many(addresses)
    waiting = {one.email: one for one in _waiting(found)}
    sent, left, acts = [], [], []
    for address in addresses:
        if address in waiting and stands(waiting[address].state, waiting[address].expires_at, at):
            left.append(LeftAlone("", address, _("Venter allerede på svar. Du kan sende lenken på nytt.")))
            continue
        if address in waiting:
            inviting.withdrawn(waiting[address], by, at)
        invitation = inviting.written(
            by=by, at=at, member=None, address=address, roles=chosen, language=language, link=link, body=found.name
        )
        SupplierInvitation.objects.create(invitation=invitation, supplier=found)
        sent.append(invitation)
        told = {"roles": [None, invitation.roles], "supplier": [None, found.public_id]}
        acts.append(Act("invitation_sent", invitation.public_id, changes=told))
    record(by=by, at=at, acts=acts)
    return Invited(tuple(sent), tuple(left))


def _waiting(supplier: Supplier) -> list[Invitation]:
    """Locked: two who invite the same address wait for each other at the supplier's row already."""
    return list(
        Invitation.objects.select_for_update(of=("self",)).filter(
            for_supplier__supplier=supplier, state=InvitationState.SENT
        )
    )


@transaction.atomic
def send_supplier_invitation_again(*, by: Actor, at: datetime, supplier: str, invitation: str, link: str) -> Invitation:
    """A new link with a new last day; the one sent before is void."""
    found = _for_change(by, supplier)
    return inviting.sent_again(_invitation(found, invitation), by, at, link, body=found.name)


@transaction.atomic
def withdraw_supplier_invitation(*, by: Actor, at: datetime, supplier: str, invitation: str) -> Invitation:
    return inviting.withdrawn(_invitation(_for_change(by, supplier), invitation), by, at)


def _invitation(supplier: Supplier, public_id: str) -> Invitation:
    mine = Invitation.objects.select_for_update(of=("self",)).filter(for_supplier__supplier=supplier)
    found = mine.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def _for_change(by: Actor, public_id: str) -> Supplier:
    """The supplier, locked, for somebody who may run its people."""
    found = Supplier.objects.select_for_update(no_key=True).filter(public_id=public_id).first()
    if found is None or not permissions.answers(by, found.pk):
        raise NotVisible
    stop_if(permissions.run_people(by, found.pk))
    return found


@transaction.atomic
def take_up(*, by: Actor | None, at: datetime, secret: str, name: str = "", password: str | None = None) -> TakenUp:
    """The link of any invitation: to a member, or to answer for a supplier. Raises as `take_up_invitation` does.

    Whoever holds the secret acts before any role is held, so that only the platform can find the invitation.
    """
    with lowered():
        return _taken_up(by, at, secret, name, password)


def _taken_up(by: Actor | None, at: datetime, secret: str, name: str, password: str | None) -> TakenUp:
    taken = inviting.take_up_invitation(by=by, at=at, secret=secret, name=name, password=password)
    for_supplier = SupplierInvitation.objects.select_related("supplier").filter(invitation=taken.invitation).first()
    if for_supplier is not None:
        laid = [_laid_down(taken.person, for_supplier.supplier, role, at) for role in taken.invitation.roles.split(";")]
        acts = [act for _held, act in laid if act]
        record(by=inviting.as_oneself(taken.person), at=at, acts=acts)
    return taken
