"""What people are owed and have got, as it becomes known. A later figure takes the place of an earlier one, which
stays."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from babel.numbers import is_currency
from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.findings.actions.findings import act_of, finding_for_change, saved
from aktsom.findings.models import Confirmation, Entitlement, Finding, Payment, StatedTotal
from aktsom.findings.permissions import remedies as permissions
from aktsom.findings.states import ConfirmedBy, RemedyKind
from aktsom.follow_up.queries.conclusions import may_cite
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
    note, source = text_in("note", said.note), _line_of("source", said.source)
    stop_if_unlooked({"note": note, "source": source}, said.looked, said.people)
    currency, amount = "", None
    if said.amount is not None:
        currency, amount = _currency(said.currency), _money("amount", said.amount)
    made = Entitlement(
        finding=one, kind=said.kind, people=said.people, currency=currency, amount=amount, note=note,
        source=source, by_supplier=permissions.is_supplier(by, one), said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    made.replaces = _replaced(one, instead_of, at) if instead_of else None
    _same_money(made)
    made.save()
    saved(one, by, at, act_of("remedy_said", one, entitlement=made.public_id, instead_of=instead_of))
    return made


@transaction.atomic
def note_payment(
    *, by: Actor, at: datetime, finding_id: str, revision: int, entitlement_id: str, amount: Decimal, paid_on: date,
    source: str, instead_of: str = "", looked: str = "",
) -> Payment:  # fmt: skip
    """To all of them together. Where nobody has said in which currency they are owed, it cannot be noted. `instead_of`
    is the public id of the payment of the same people whose place it takes."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.say(by, one))
    line = _line(one, entitlement_id)
    if paid_on > day_of(at):
        raise Wrong("paid_on", _("Dagen kan ikke ligge fram i tid."))
    told = _source(source, looked)
    before = _superseded(Payment, line, instead_of, by, at) if instead_of else None
    made = Payment.objects.create(
        entitlement=before.entitlement if before else line, amount=_money("amount", amount), paid_on=paid_on,
        source=told, by_supplier=permissions.is_supplier(by, one), said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    verb = "remedy_payment_replaced" if before else "remedy_paid"
    saved(one, by, at, act_of(verb, one, entitlement=line.public_id, payment=made.public_id, instead_of=instead_of))
    return made


@transaction.atomic
def confirm(
    *, by: Actor, at: datetime, finding_id: str, revision: int, entitlement_id: str, by_whom: ConfirmedBy,
    amount: Decimal, confirmed_on: date, source: str, evidence_id: str = "", instead_of: str = "", looked: str = "",
) -> Confirmation:  # fmt: skip
    """By those who follow up alone, never by the supplier: that the money has come to those it was for. `instead_of` as
    of a payment."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.confirm(by, one))
    line = _line(one, entitlement_id)
    if confirmed_on > day_of(at):
        raise Wrong("confirmed_on", _("Dagen kan ikke ligge fram i tid."))
    told = _source(source, looked)
    evidence = may_cite(by, one.follow_up, evidence_id)
    if evidence_id and evidence is None:
        raise Wrong("evidence", _("Velg dokumentasjon som gjelder leverandøren."))
    before = _superseded(Confirmation, line, instead_of, by, at) if instead_of else None
    made = Confirmation.objects.create(
        entitlement=before.entitlement if before else line, by_whom=by_whom, amount=_money("amount", amount),
        confirmed_on=confirmed_on, source=told, evidence=evidence, said_at=at, said_by_id=by.person_id,
    )  # fmt: skip
    verb = "remedy_confirmation_replaced" if before else "remedy_confirmed"
    saved(one, by, at, act_of(verb, one, entitlement=line.public_id, by_whom=by_whom, instead_of=instead_of))
    return made


@transaction.atomic
def state_total(
    *, by: Actor, at: datetime, finding_id: str, revision: int, currency: str, amount: Decimal, source: str,
    looked: str = "",
) -> StatedTotal:  # fmt: skip
    """As somebody has stated it; what was stated before in the currency stays as a trace."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.say(by, one))
    code, told = _currency(currency), _source(source, looked)
    one.stated_totals.filter(currency=code, superseded_at__isnull=True).update(superseded_at=at)
    made = StatedTotal.objects.create(
        finding=one, currency=code, amount=_money("amount", amount), source=told,
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
    if not is_currency(code):  # a slip would stand in a sum of its own, beside the one that it belongs to
        raise Wrong("currency", _("{code} er ingen valuta. Kinesiske yuan skrives CNY.").format(code=code))
    return code


def _money(field: str, amount: Decimal) -> Decimal:
    told = amount.quantize(Decimal("0.01")) if amount.is_finite() and abs(amount) < MOST else Decimal(0)
    if not 0 < told < MOST:
        raise Wrong(field, _("Skriv et beløp over null."))
    return told


def _source(text: str, looked: str) -> str:
    told = _line_of("source", text)
    stop_if_unlooked({"source": told}, looked)
    return told


def _line_of(field: str, text: str) -> str:
    return line_in(field, text, LONGEST_SOURCE, needed=_("Skriv hvor dere har tallet fra."))


Told = TypeVar("Told", Payment, Confirmation)


def _superseded(kind: type[Told], line: Entitlement, public_id: str, by: Actor, at: datetime) -> Told:
    """That stands no longer, of the line or of a figure that it took the place of. Raises NotVisible, Stale for one
    that has been replaced already, and Refused where the supplier would replace what others have noted."""
    figures = [line.pk]
    while line.replaces is not None:
        line = line.replaces
        figures.append(line.pk)
    found = kind._default_manager.select_related("entitlement").filter(public_id=public_id, entitlement__in=figures)
    one = found.first()
    if one is None:
        raise NotVisible
    if one.superseded_at is not None:
        raise Stale
    stop_if(permissions.replace(by, line.finding, by_supplier=one.by_supplier))
    one.superseded_at = at
    one.save(update_fields=["superseded_at"])
    return one
