"""Conditions of a contract's own for ordering under it: written by the owner body, and found met or waived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.step_loading import products_in, saved
from aktsom.sanctions.models import OrderCondition
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.rules.conditions import due_day
from aktsom.sanctions.step_states import ORDER_CONDITION
from aktsom.sharing.audiences import member_key, supplier_key
from aktsom.sharing.keys import may_see
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_TEXT, LONGEST_POINT, MOST_MONTHS = 300, 60, 120


@dataclass(frozen=True)
class ConditionSaid:
    """By `months` from the contract's start, or on the day `due_on`; one of the two. The supplier reads it."""

    text: str
    months: int | None = None
    due_on: date | None = None
    point: str = ""
    products: Sequence[str] = ()
    looked: str = ""


@transaction.atomic
def make_condition(*, by: Actor, at: datetime, contract_id: str, said: ConditionSaid) -> OrderCondition:
    """The very same again is a second press of the button. Raises Stale, Wrong and LookAgain."""
    rows = Contract.objects.select_for_update(of=("self",), no_key=True).select_related("member", "supplier")
    contract = rows.filter(public_id=contract_id, member_id__in=by.member_ids).first()
    if contract is None:
        raise NotVisible
    stop_if(permissions.prepares(by, contract.member_id))
    text = line_in("text", said.text, LONGEST_TEXT, needed=_("Skriv hva leverandøren skal vise."))
    stop_if_unlooked({"text": text}, said.looked)
    due_on, products = _day(contract, said), products_in("products", contract, said.products)
    if any(each.products == products for each in contract.order_conditions.filter(text=text, due_on=due_on)):
        raise Stale(_("Vilkåret står her allerede."))
    made = OrderCondition(
        contract=contract, owner=contract.member, seen_by=_keys(contract), text=text, due_on=due_on,
        months=said.months, point=line_in("point", said.point, LONGEST_POINT), made_at=at, made_by_id=by.person_id,
        products=products,
    )  # fmt: skip
    saved(made, by, at, "order_condition_made", due_on=str(due_on))
    return made


def _day(contract: Contract, said: ConditionSaid) -> date:
    if (said.months is None) == (said.due_on is None):
        raise Wrong("due_on", _("Skriv enten en dag eller antall måneder etter at avtalen starter."))
    if said.due_on is not None:
        return said.due_on
    if not 0 < (said.months or 0) <= MOST_MONTHS:
        raise Wrong("months", _("Skriv antall måneder som et helt tall."))
    if contract.starts_on is None:
        raise Wrong("months", _("Avtalen har ingen startdato i registeret. Skriv en dag i stedet."))
    return due_day(contract.starts_on, said.months or 0)


def _keys(contract: Contract) -> frozenset[int]:
    supplier = contract.supplier
    theirs = {supplier_key(id_) for id_ in record_ids(supplier.identity_id)} if supplier else set()
    return frozenset({member_key(contract.member_id)} | theirs)


@transaction.atomic
def find_met(
    *, by: Actor, at: datetime, condition_id: str, revision: int, shown_on: date, rests_on: str, looked: str = ""
) -> OrderCondition:
    one = _for_change(by, condition_id, revision)
    stop_if(permissions.condition(by, one, "find_met"))
    if shown_on > day_of(at):
        raise Wrong("shown_on", _("Dagen har ikke vært ennå."))
    one.rests_on, one.shown_on = text_in("rests_on", rests_on, needed=_("Skriv hva som viser det.")), shown_on
    stop_if_unlooked({"rests_on": one.rests_on}, looked)
    one.state, one.decided_at = ORDER_CONDITION.after(one.state, "find_met"), at
    saved(one, by, at, "order_condition_met", on=str(shown_on))
    tell("order_condition_answered", one.public_id, at)
    return one


@transaction.atomic
def waive(
    *, by: Actor, at: datetime, condition_id: str, revision: int, reason: str, looked: str = ""
) -> OrderCondition:
    """The owner lets go of it, with a reason."""
    one = _for_change(by, condition_id, revision)
    stop_if(permissions.condition(by, one, "waive"))
    one.reason, one.decided_at = reason_in("reason", reason), at
    stop_if_unlooked({"reason": one.reason}, looked)
    one.state = ORDER_CONDITION.after(one.state, "waive")
    saved(one, by, at, "order_condition_waived")
    tell("order_condition_answered", one.public_id, at)
    return one


@transaction.atomic
def doubt(
    *, by: Actor, at: datetime, condition_id: str, revision: int, reason: str, looked: str = ""
) -> OrderCondition:
    """What showed it has not held, or it was waived by mistake. What stood before is in the journal."""
    one = _for_change(by, condition_id, revision)
    stop_if(permissions.condition(by, one, "doubt"))
    before = str(one.shown_on or "")
    one.reason, one.decided_at, one.shown_on, one.rests_on = reason_in("reason", reason), at, None, ""
    stop_if_unlooked({"reason": one.reason}, looked)
    one.state = ORDER_CONDITION.after(one.state, "doubt")
    saved(one, by, at, "order_condition_doubted", shown_on=before)
    return one


def _for_change(by: Actor, public_id: str, revision: int) -> OrderCondition:
    rows = OrderCondition.objects.select_for_update(of=("self",)).select_related("owner")
    one = rows.filter(may_see(by), public_id=public_id).first()
    if one is None:
        raise NotVisible
    if one.revision != revision:
        raise Stale
    return one
