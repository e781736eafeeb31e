"""Offers from auditors, what each member pays, and the consent of each contract's owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.audits import act_of, audit_for_change
from aktsom.follow_up.actions.method_start import saved
from aktsom.follow_up.audit_states import AUDIT, CONSENT, ConsentState, CostKey, Payer
from aktsom.follow_up.models import Audit, AuditConsent, AuditOffer, AuditShare, CoveredContract
from aktsom.follow_up.models.audits import LONGEST_TITLE
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audits import band_weights, consent, under_audit_right
from aktsom.follow_up.rules.cost_shares import shared, whole
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.sharing.audiences import member_key
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

ORE = 100
HIGHEST = Decimal(100_000_000)


@dataclass(frozen=True)
class OfferSaid:
    """`price` in kroner without tax."""

    name: str
    email: str
    price: Decimal
    received_on: date
    days: int | None = None
    independence: str = ""


@transaction.atomic
def record_offer(*, by: Actor, at: datetime, audit_id: str, revision: int, said: OfferSaid) -> AuditOffer:
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.write(by, one))
    if not Decimal(0) < said.price < HIGHEST:
        raise Wrong("price", _("Skriv prisen i kroner."))
    made = AuditOffer.objects.create(
        audit=one,
        name=line_in("name", said.name, LONGEST_TITLE, needed=_("Skriv hvem som tilbyr.")),
        email=_address(said.email),
        price=said.price.quantize(Decimal("0.01")),
        days=said.days,
        independence=text_in("independence", said.independence),
        received_on=said.received_on,
    )
    saved(one, by, at, Act("audit_offer_recorded", made.public_id, one.owner_id, changes={"audit": one.public_id}))
    return made


def _address(text: str) -> str:
    told = text.strip().lower()
    try:
        validate_email(told)
    except ValidationError as error:
        raise Wrong("email", _("Skriv en e-postadresse.")) from error
    return told


@transaction.atomic
def choose_offer(*, by: Actor, at: datetime, audit_id: str, revision: int, offer_id: str, reason: str) -> Audit:
    """What it costs follows; a cost that was shared out is shared out anew."""
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.write(by, one))
    offer = one.offers.filter(public_id=offer_id).first()
    if offer is None:
        raise NotVisible
    told = reason_in("reason", reason)
    one.offers.filter(chosen=True).update(chosen=False, reason="")
    offer.chosen, offer.reason = True, told
    offer.save()
    one.auditor_name, one.auditor_email, one.cost = offer.name, offer.email, offer.price
    one.shares.all().delete()
    saved(one, by, at, Act("audit_offer_chosen", offer.public_id, one.owner_id, changes={"audit": one.public_id}))
    return one


@transaction.atomic
def share_cost(
    *, by: Actor, at: datetime, audit_id: str, revision: int, key: str, own: Mapping[str, int] | None = None
) -> Audit:
    """Between the members with a contract whose audit right may be used. `own` are hundredths of a per cent by the
    members' public ids."""
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.write(by, one))
    if one.payer != Payer.COOPERATION or one.cost is None:
        raise DomainError(_("Velg et tilbud først, og at medlemmene betaler."))
    if key not in list(CostKey):
        raise Wrong("key", _("Velg hvordan kostnaden deles."))
    rows = under_audit_right(one.follow_up, day_of(at))
    members = list({row.member_id: row.member for row in rows}.values())
    weights = _weights(key, rows, {member.pk: (own or {}).get(member.public_id, 0) for member in members})
    parts = shared(int(one.cost * ORE), [weights[member.pk] for member in members])
    one.cost_key = key
    one.shares.all().delete()
    AuditShare.objects.bulk_create(
        AuditShare(
            audit=one, member=member, amount=Decimal(part) / ORE,
            hundredths=weights[member.pk] if key == CostKey.OWN else None,
        )
        for member, part in zip(members, parts, strict=True)
        if part
    )  # fmt: skip
    saved(one, by, at, Act("audit_cost_shared", one.public_id, one.owner_id, changes={"key": key}))
    return one


def _weights(key: str, rows: list[CoveredContract], own: Mapping[int, int]) -> Mapping[int, int]:
    if key == CostKey.EQUAL:
        return dict.fromkeys(own, 1)
    if key == CostKey.OWN:
        if not whole(list(own.values())):
            raise Wrong("key", _("Andelene må til sammen bli 100 prosent."))
        return own
    weights = band_weights(rows)
    if weights is None:
        raise Wrong("key", _("En av avtalene har ingen kjent verdi. Velg en annen fordeling."))
    return weights


@transaction.atomic
def ask_consent(*, by: Actor, at: datetime, audit_id: str, revision: int) -> int:
    """Each contract's owner is asked in one step; returns how many contracts."""
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.move(by, one, "ask_consent"))
    if one.cost is None:
        raise DomainError(_("Velg et tilbud først."))
    if one.payer == Payer.COOPERATION and not one.shares.exists():
        raise DomainError(_("Fordel kostnaden først."))
    rows = under_audit_right(one.follow_up, day_of(at))
    if not rows:
        raise DomainError(_("Ingen avtaleeier har gitt fullmakt til dette."))
    made = AuditConsent.objects.bulk_create(
        AuditConsent(audit=one, contract=row.contract, member=row.member, asked_at=at) for row in rows
    )
    one.state = AUDIT.after(one.state, "ask_consent")
    one.seen_by = one.seen_by | {member_key(row.member_id) for row in rows}
    acts = [Act("audit_consent_asked", row.public_id, row.member_id, row.member_id, _told(row)) for row in made]
    saved(one, by, at, act_of("audit_consents_asked", one), *acts)
    tell("audit_consent", one.public_id, at)
    return len(made)


@transaction.atomic
def answer_consent(*, by: Actor, at: datetime, consent_id: str, verb: str, reason: str = "") -> AuditConsent:
    """`verb` is give or refuse; a no says why."""
    consent(by, consent_id)
    one = AuditConsent.objects.select_for_update(of=("self",)).select_related("audit", "contract").get(
        public_id=consent_id
    )  # fmt: skip
    stop_if(permissions.answer(by, one, verb))
    one.state = CONSENT.after(one.state, verb)
    one.reason = reason_in("reason", reason) if one.state == ConsentState.REFUSED else text_in("reason", reason)
    one.answered_at, one.answered_by_id = at, by.person_id
    one.save()
    told_as = {ConsentState.GIVEN: "audit_consent_given", ConsentState.REFUSED: "audit_consent_refused"}
    act = Act(told_as[ConsentState(one.state)], one.public_id, one.member_id, changes=_told(one))
    record(by=by, at=at, acts=[act])
    return one


def _told(one: AuditConsent) -> dict[str, str]:
    return {"audit": one.audit.public_id, "contract": one.contract.public_id}
