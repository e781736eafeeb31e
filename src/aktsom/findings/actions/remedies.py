"""What people are owed and have got, as it becomes known. A later figure takes the place of an earlier one, which
stays."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.findings.actions.findings import act_of, finding_for_change, saved
from aktsom.findings.models import Confirmation, Entitlement, Finding, Payment, StatedTotal
from aktsom.findings.permissions import remedies as permissions
from aktsom.findings.states import ConfirmedBy, RemedyKind
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.wording import line_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_SOURCE = 300
MOST = Decimal(10) ** 12


@dataclass(frozen=True)
class EntitledSaid:
    """`amount` is for each of them; none where nobody knows yet."""

    kind: RemedyKind
    people: int
    source: str
    currency: str = ""
    amount: Decimal | None = None
    note: str = ""
    looked: str = ""


@transaction.atomic
def say_entitled(
    *, by: Actor, at: datetime, finding_id: str, revision: int, said: EntitledSaid, instead_of: str = ""
) -> Entitlement:
    """`instead_of` is the public id of the figure whose place it takes. Raises
    Stale where that has been replaced already, Wrong, and LookAgain for so few that they can be known."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.say(by, one))
    if said.people < 1:
        raise Wrong("people", _("Skriv hvor mange mennesker det gjelder."))
    note = text_in("note", said.note)
    stop_if_unlooked({"note": note}, said.looked, said.people)
    currency, amount = "", None
    if said.amount is not None:
        currency, amount = _currency(said.currency), _money("amount", said.amount)
    made = Entitlement(
        finding=one, kind=said.kind, people=said.people, currency=currency, amount=amount, note=note,
        source=_source(said.source), by_supplier=permissions.is_supplier(by, one), said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    made.replaces = _replaced(one, instead_of, at) if instead_of else None
    _same_money(made)
    made.save()
    saved(one, by, at, act_of("remedy_said", one, entitlement=made.public_id, instead_of=instead_of))
    return made


@transaction.atomic
def note_payment(
    *, by: Actor, at: datetime, finding_id: str, revision: int, entitlement_id: str, amount: Decimal, paid_on: date,
    source: str,
) -> Payment:  # fmt: skip
    """To all of them together. Where nobody has said in which currency they are owed, it cannot be noted."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.say(by, one))
    line = _line(one, entitlement_id)
    if paid_on > day_of(at):
        raise Wrong("paid_on", _("Dagen kan ikke ligge fram i tid."))
    made = Payment.objects.create(
        entitlement=line, amount=_money("amount", amount), paid_on=paid_on, source=_source(source),
        by_supplier=permissions.is_supplier(by, one), said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    saved(one, by, at, act_of("remedy_paid", one, entitlement=line.public_id))
    return made


@transaction.atomic
def confirm(
    *, by: Actor, at: datetime, finding_id: str, revision: int, entitlement_id: str, by_whom: ConfirmedBy,
    amount: Decimal, confirmed_on: date, source: str, evidence_id: str = "", looked: str = "",
) -> Confirmation:  # fmt: skip
    """By those who follow up alone, never by the supplier: that the money has come to those it was for."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.confirm(by, one))
    line = _line(one, entitlement_id)
    if confirmed_on > day_of(at):
        raise Wrong("confirmed_on", _("Dagen kan ikke ligge fram i tid."))
    stop_if_unlooked({"source": source}, looked)
    evidence = Evidence.objects.visible_to(by).filter(public_id=evidence_id).first() if evidence_id else None
    if evidence_id and evidence is None:
        raise Wrong("evidence", _("Velg dokumentasjon som gjelder leverandøren."))
    made = Confirmation.objects.create(
        entitlement=line, by_whom=by_whom, amount=_money("amount", amount), confirmed_on=confirmed_on,
        source=_source(source), evidence=evidence, said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    saved(one, by, at, act_of("remedy_confirmed", one, entitlement=line.public_id, by_whom=by_whom))
    return made


@transaction.atomic
def state_total(
    *, by: Actor, at: datetime, finding_id: str, revision: int, currency: str, amount: Decimal, source: str
) -> StatedTotal:
    """As somebody has stated it; what was stated before in the currency stays as a trace."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.say(by, one))
    code = _currency(currency)
    one.stated_totals.filter(currency=code, superseded_at__isnull=True).update(superseded_at=at)
    made = StatedTotal.objects.create(
        finding=one, currency=code, amount=_money("amount", amount), source=_source(source),
        by_supplier=permissions.is_supplier(by, one), said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    saved(one, by, at, act_of("remedy_total_stated", one, currency=code))
    return made


def _line(one: Finding, public_id: str) -> Entitlement:
    """Raises NotVisible, and Stale for one that another has taken the place of."""
    found = one.entitlements.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    if found.superseded_at is not None:
        raise Stale
    if found.amount is None:
        raise Wrong("amount", _("Skriv først hvor mye hver av dem har krav på, og i hvilken valuta."))
    return found


def _replaced(one: Finding, public_id: str, at: datetime) -> Entitlement:
    found = one.entitlements.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    if found.superseded_at is not None:
        raise Stale
    found.superseded_at = at
    found.save(update_fields=["superseded_at"])
    return found


def _same_money(line: Entitlement) -> None:
    """What has been paid of a figure counts towards the one that takes its place: in the same money."""
    before = line.replaces
    while before is not None:
        if before.currency != line.currency and (before.payments.exists() or before.confirmations.exists()):
            raise Wrong("currency", _("Det er skrevet ned betalinger i {currency}.").format(currency=before.currency))
        before = before.replaces


def _currency(text: str) -> str:
    """A code of three letters (ISO 4217)."""
    code = text.strip().upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Wrong("currency", _("Skriv valutaen med tre bokstaver, som NOK eller USD."))
    return code


def _money(field: str, amount: Decimal) -> Decimal:
    if not (amount.is_finite() and 0 < amount < MOST):
        raise Wrong(field, _("Skriv et beløp over null."))
    return amount.quantize(Decimal("0.01"))


def _source(text: str) -> str:
    return line_in("source", text, LONGEST_SOURCE, needed=_("Skriv hvor dere har tallet fra."))
