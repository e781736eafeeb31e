"""Whom a member writes to at a supplier, and what the supplier's own people propose."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member
from aktsom.members.permissions import reaches, reads_network
from aktsom.suppliers import permissions
from aktsom.suppliers.actions.facts import WrongFact, account_written, checked_address
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import Supplier, SupplierContact, SupplierProposal
from aktsom.suppliers.states import ProposalKind, ProposalState

FIELDS = ("name", "part", "email", "phone")


@transaction.atomic
def add_contact(
    *, by: Actor, at: datetime, supplier: str, member: str, name: str, part: str, email: str, phone: str
) -> SupplierContact:
    body = Member.objects.filter(public_id=member).first()
    if body is None or not reaches(by, body.pk):
        raise NotVisible
    found = _supplier(by, supplier)
    stop_if(permissions.keep_contacts(by, body.pk))
    said = _said(name, part, email, phone)
    made = SupplierContact.objects.create(supplier=found, member=body, changed_at=at, **said)
    _told(by, at, "supplier_contact_added", made, sorted(field for field in FIELDS if said[field]))
    return made


@transaction.atomic
def change_contact(
    *, by: Actor, at: datetime, contact: str, name: str, part: str, email: str, phone: str
) -> SupplierContact:
    found = _contact(by, contact)
    said = _said(name, part, email, phone)
    changed = sorted(field for field in FIELDS if getattr(found, field) != said[field])
    if changed:
        for field, value in said.items():
            setattr(found, field, value)
        found.changed_at = at
        found.save()
        _told(by, at, "supplier_contact_changed", found, changed)
    return found


@transaction.atomic
def remove_contact(*, by: Actor, at: datetime, contact: str) -> Supplier:
    found = _contact(by, contact)
    _told(by, at, "supplier_contact_removed", found, [])
    found.delete()
    return found.supplier


def _contact(by: Actor, public_id: str) -> SupplierContact:
    found = (
        SupplierContact.objects.select_for_update(of=("self",))
        .select_related("supplier")
        .filter(public_id=public_id)
        .first()
    )
    if found is None or not reaches(by, found.member_id):
        raise NotVisible
    stop_if(permissions.keep_contacts(by, found.member_id))
    return found


def _said(name: str, part: str, email: str, phone: str) -> dict[str, str]:
    said = {"name": name.strip(), "part": part.strip(), "email": email.strip(), "phone": phone.strip()}
    if not said["email"] and not said["phone"]:
        raise WrongFact("email", _("Skriv en e-postadresse eller et telefonnummer."))
    try:
        if said["email"]:
            validate_email(said["email"])
    except ValidationError:
        raise WrongFact("email", _("Dette er ikke en e-postadresse.")) from None
    return said


def _told(by: Actor, at: datetime, verb: str, contact: SupplierContact, fields: list[str]) -> None:
    """Which fields, never what they hold: the journal is never wiped, and people are."""
    changes = {"supplier": [None, contact.supplier.public_id], "fields": fields}
    record(by=by, at=at, acts=[Act(verb, contact.public_id, member_id=contact.member_id, changes=changes)])


@transaction.atomic
def propose_contact(
    *, by: Actor, at: datetime, supplier: str, name: str, part: str, email: str, phone: str
) -> SupplierProposal:
    """By the supplier's own people: somebody whom the buyers may write to."""
    found = _own(by, supplier)
    return _proposed(found, by, at, ProposalKind.CONTACT, **_said(name, part, email, phone))


@transaction.atomic
def propose_account(*, by: Actor, at: datetime, supplier: str, address: str) -> SupplierProposal:
    """By the supplier's own people: where its yearly account stands. A new proposal takes the place of one waiting."""
    found = _own(by, supplier)
    checked = checked_address(address)
    waiting = found.proposals.filter(kind=ProposalKind.ACCOUNT, state=ProposalState.WAITING)
    if same := waiting.filter(address=checked).first():
        return same
    waiting.update(state=ProposalState.WITHDRAWN, answered_at=at)
    return _proposed(found, by, at, ProposalKind.ACCOUNT, address=checked)


def _own(by: Actor, supplier: str) -> Supplier:
    found = _supplier(by, supplier)
    if not permissions.answers(by, found.pk):
        raise NotVisible
    stop_if(permissions.propose(by, found.pk))
    return found


def _proposed(found: Supplier, by: Actor, at: datetime, kind: ProposalKind, **said: str) -> SupplierProposal:
    made = SupplierProposal.objects.create(supplier=found, kind=kind, proposed_at=at, person_id=by.person_id, **said)
    _answered(by, at, "proposal_made", made)
    return made


@transaction.atomic
def withdraw_proposal(*, by: Actor, at: datetime, proposal: str) -> SupplierProposal:
    found = _proposal(proposal)
    if found.supplier_id not in by.supplier_ids:
        raise NotVisible
    if found.state == ProposalState.WAITING:
        _end(found, ProposalState.WITHDRAWN, at)
        _answered(by, at, "proposal_withdrawn", found)
    return found


@transaction.atomic
def take_proposed_contact(*, by: Actor, at: datetime, proposal: str, member: str) -> SupplierContact:
    """Into the member's own contacts; the proposal stands for the other members."""
    found = _for_buyers(by, proposal, ProposalKind.CONTACT)
    said = {field: getattr(found, field) for field in FIELDS}
    return add_contact(by=by, at=at, supplier=found.supplier.public_id, member=member, **said)


@transaction.atomic
def take_proposed_account(*, by: Actor, at: datetime, proposal: str) -> SupplierProposal:
    found = _for_buyers(by, proposal, ProposalKind.ACCOUNT)
    stop_if(permissions.keep_facts(by))
    source = _("%(name)s selv") % {"name": found.supplier.name}
    account_written(found.supplier, found.address, source[:200], by, at)
    _end(found, ProposalState.TAKEN, at)
    _answered(by, at, "proposal_taken", found)
    return found


@transaction.atomic
def decline_proposal(*, by: Actor, at: datetime, proposal: str, reason: str) -> SupplierProposal:
    """With a reason, which the supplier reads."""
    found = _for_buyers(by, proposal, None)
    stop_if(permissions.keep_facts(by))
    if not reason.strip():
        raise WrongFact("reason", _("Skriv hvorfor. Leverandøren leser det."))
    found.reason = reason.strip()[:300]
    _end(found, ProposalState.DECLINED, at)
    _answered(by, at, "proposal_declined", found)
    return found


def _for_buyers(by: Actor, public_id: str, kind: ProposalKind | None) -> SupplierProposal:
    found = _proposal(public_id)
    if not reads_network(by) or (kind is not None and found.kind != kind):
        raise NotVisible
    if found.state != ProposalState.WAITING:
        raise Refused(Refusal(_("Forslaget er besvart eller trukket tilbake.")))
    return found


def _proposal(public_id: str) -> SupplierProposal:
    found = (
        SupplierProposal.objects.select_for_update(of=("self",))
        .select_related("supplier")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def _end(found: SupplierProposal, state: ProposalState, at: datetime) -> None:
    found.state, found.answered_at = state, at
    found.save()


def _answered(by: Actor, at: datetime, verb: str, found: SupplierProposal) -> None:
    changes = {"supplier": [None, found.supplier.public_id], "kind": str(found.kind)}
    record(by=by, at=at, acts=[Act(verb, found.public_id, changes=changes)])


def _supplier(by: Actor, public_id: str) -> Supplier:
    found = Supplier.objects.filter(public_id=public_id).first()
    if found is None or hidden_from(by, [found.pk]):
        raise NotVisible
    return found
