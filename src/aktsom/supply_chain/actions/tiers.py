"""A supplier invites the next tier to answer its own part, by a link that costs nothing and needs no account before.

Who is invited is always a record of its own: never one that a register names, or a supplier could make itself the
answerer for a competitor by inviting it. That two records are one company is judged apart, and moves no rights.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import new_public_id
from aktsom.core.wall import lowered
from aktsom.members.actions import inviting
from aktsom.members.models import Invitation, Person
from aktsom.members.roles import SUPPLIER_ROLES
from aktsom.members.states import InvitationState
from aktsom.suppliers.models import Supplier, SupplierInvitation, SupplierRole
from aktsom.suppliers.rules import name_key
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.loading import day_of, new_version
from aktsom.supply_chain.actions.seen_by import recompute
from aktsom.supply_chain.models import Declaration, DeclarationContract, TierInvitation
from aktsom.supply_chain.states import DeclarationState, Stage
from aktsom.supply_chain.tables import limit


@dataclass(frozen=True)
class NextTier:
    """Who is invited, and for what: `stage` is that of what they deliver."""

    name: str
    country: str
    email: str
    stage: str
    language: str = "en"
    message: str = ""
    answer_by: date | None = None


@transaction.atomic
def invite_next_tier(*, by: Actor, at: datetime, declaration_id: str, tier: NextTier, link: str) -> TierInvitation:
    """From a declaration that is being written or has been sent. Raises DomainError for an invitation to oneself or
    back to the customer, for one that was sent before, and when the invitations have gone on for too many tiers."""
    asked_in = _own(by, declaration_id)
    name = " ".join(storable(tier.name).split())
    _stop_if_impossible(by, asked_in, name, tier, day_of(at))
    with lowered():
        _stop_if_ring(asked_in, tier.email)
        supplier = _new_record(name, tier.country)
        invitation = inviting.written(
            by=by,
            at=at,
            member=None,
            address=tier.email,
            roles=SUPPLIER_ROLES,
            language=tier.language,
            link=link,
            body=supplier.name,
        )
        for_supplier = SupplierInvitation.objects.create(invitation=invitation, supplier=supplier)
        draft = _draft(asked_in, supplier, tier, at)
        made = TierInvitation.objects.create(
            invitation=for_supplier, declaration=draft, asked_in=asked_in, stage=Stage(tier.stage)
        )
        recompute({supplier.pk}, day_of(at))
    told = {"supplier": supplier.public_id, "stage": tier.stage, "asked_in": asked_in.public_id}
    record(by=by, at=at, acts=[Act("tier_invited", draft.public_id, changes=told)])
    return made


def _own(by: Actor, declaration_id: str) -> Declaration:
    found = Declaration.objects.select_for_update(of=("self",)).select_related("supplier")
    one = found.filter(public_id=declaration_id).first()
    if one is None or not permissions.answers(by, one.supplier_id):
        raise NotVisible
    if one.state not in (DeclarationState.DRAFT, DeclarationState.SUBMITTED):
        raise Refused(Refusal(_("Dette er en eldre utgave. Inviter fra den som gjelder.")))
    return one


def _stop_if_impossible(by: Actor, asked_in: Declaration, name: str, tier: NextTier, today: date) -> None:
    if not name or len(name) > 200:
        raise DomainError(_("Skriv navnet på foretaket med høyst 200 tegn."))
    if tier.stage not in list(Stage):
        raise DomainError(_("Velg hvilket ledd de er i."))
    if tier.answer_by is not None and tier.answer_by < today:
        raise DomainError(_("Svarfristen er allerede over."))
    mine = SupplierRole.objects.filter(supplier_id=asked_in.supplier_id, person__email=tier.email)
    oneself = Person.objects.filter(pk=by.person_id or 0, email=tier.email).exists()
    if oneself or mine.exists() or name_key(name) == name_key(asked_in.supplier.name):
        raise DomainError(_("Dette er dere selv. Det dere vet om egne steder, skriver dere rett inn i kjeden."))


def _stop_if_ring(asked_in: Declaration, email: str) -> None:
    """The customer is known to whoever it invited, so it may be told; who stands further up is not, and an invitation
    that reaches them is a new record that ends at the limit of tiers."""
    above = Declaration.objects.select_related("invited_by").filter(pk=asked_in.invited_by_id or 0).first()
    customer, depth = above, 1
    if customer and SupplierRole.objects.filter(supplier_id=customer.supplier_id, person__email=email).exists():
        raise DomainError(_("Adressen hører til kunden som inviterte dere. Inviter leddet bak dere, ikke foran."))
    while above is not None:
        depth, above = depth + 1, above.invited_by
        if depth >= limit("tiers"):
            raise DomainError(_("Kjeden har for mange ledd av invitasjoner. Ta kontakt med kunden."))
    waiting = TierInvitation.objects.filter(
        asked_in__supplier_id=asked_in.supplier_id, invitation__invitation__email=email
    ).exclude(invitation__invitation__state=InvitationState.WITHDRAWN)
    if waiting.exists():
        raise DomainError(_("Denne adressen er invitert før. Du kan sende lenken på nytt."))


def _new_record(name: str, country: str) -> Supplier:
    """The key has the record's own id in it, so that no register that names the company finds this record."""
    public_id = new_public_id("sup")
    key = f"{name_key(name)[:180]} {public_id}"
    return Supplier.objects.create(public_id=public_id, name=name, name_key=key, country=country)


def _draft(asked_in: Declaration, supplier: Supplier, tier: NextTier, at: datetime) -> Declaration:
    draft = new_version(
        supplier.pk,
        asked_in.owner_id,
        at,
        invited_by_id=asked_in.pk,
        asked_at=at,
        answer_by=tier.answer_by,
        message=storable(tier.message).strip()[:4_000],
    )
    DeclarationContract.objects.bulk_create(
        DeclarationContract(declaration=draft, contract_id=c.contract_id, member_id=c.member_id, products=c.products)
        for c in asked_in.contracts.all()
    )
    return draft


@transaction.atomic
def send_tier_invitation_again(*, by: Actor, at: datetime, invitation: str, link: str) -> Invitation:
    """A new link; the one sent before is void."""
    with lowered():
        found, body = _sent_by_us(by, invitation)
        return inviting.sent_again(found, by, at, link, body=body)


@transaction.atomic
def withdraw_tier_invitation(*, by: Actor, at: datetime, invitation: str) -> Invitation:
    """The link is void. Who has come in already goes on."""
    with lowered():
        return inviting.withdrawn(_sent_by_us(by, invitation)[0], by, at)


def _sent_by_us(by: Actor, invitation: str) -> tuple[Invitation, str]:
    """Locked, with the name of whom it is for. A colleague may have sent it."""
    ours = SupplierInvitation.objects.filter(
        for_tier__asked_in__supplier_id__in=by.supplier_ids, invitation__public_id=invitation
    )
    one = ours.select_related("supplier").first()
    if one is None:
        raise NotVisible
    return Invitation.objects.select_for_update(of=("self",)).get(pk=one.invitation_id), one.supplier.name
