"""Why an actor may not do something with what a decision sets in motion, or nothing. The owner body alone decides: no
mandate reaches here, whatever it permits."""

from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.core.workflow import TransitionTable
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sanctions.models import Bid, OrderCondition, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.rules.suspensions import Standing, standing
from aktsom.sanctions.states import DecisionState
from aktsom.sanctions.step_states import (
    COMPETITION_USE,
    ORDER_CONDITION,
    REPLACEMENT,
    SUSPENSION,
    TERMINATION,
    UseState,
)
from aktsom.sharing.audiences import supplier_key

Moved = Suspension | Replacement | Termination
BY_SUPPLIER = {"show", "take_back"}


def owner_decides(actor: Actor, member_id: int) -> Refusal | None:
    """As a contract owner: its own, or of the cooperation or body that acts for it."""
    if not actor.is_platform and has(actor, Permission.GIVE_MANDATES, member_id):
        return None
    return Refusal(_("Bare avtaleeieren avgjør dette."))


def prepares(actor: Actor, member_id: int) -> Refusal | None:
    """Writing what is to be decided: the contract owner, or the contract manager."""
    if not actor.is_platform and has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare avtaleeier og kontraktsforvalter skriver dette."))


def draft(actor: Actor, decision: SanctionDecision) -> Refusal | None:
    if refusal := prepares(actor, decision.owner_id):
        return refusal
    if decision.state == DecisionState.DRAFT:
        return None
    return Refusal(_("Avgjørelsen er tatt, og endres ikke her."))


def answers_for(actor: Actor, one: Moved) -> bool:
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def suspension(actor: Actor, one: Suspension, verb: str, today: date) -> Refusal | None:
    """`verb` is one of the table of suspensions."""
    if refusal := _of_whom(actor, one, verb, SUSPENSION):
        return refusal
    if verb == "end" and standing(one.state, one.period, today) is not Standing.RUN_OUT:
        return Refusal(_("Perioden er ikke over. Før den er det, oppheves stansen bare når prøven er bestått."))
    return None


def replacement(actor: Actor, one: Replacement, verb: str) -> Refusal | None:
    if verb == "propose" and (answers_for(actor, one) or owner_decides(actor, one.owner_id) is None):
        return REPLACEMENT.refusal(one.state, verb)
    if verb in ("propose", "assess") and prepares(actor, one.owner_id) is None:
        return REPLACEMENT.refusal(one.state, verb)
    return _of_whom(actor, one, verb, REPLACEMENT)


def termination(actor: Actor, one: Termination, verb: str) -> Refusal | None:
    return _of_whom(actor, one, verb, TERMINATION)


def say_of_termination(actor: Actor, one: Termination) -> Refusal | None:
    if not answers_for(actor, one):
        return Refusal(_("Bare leverandøren kan gjøre dette."))
    return TERMINATION.refusal(one.state, "settle")


def condition(actor: Actor, one: OrderCondition, verb: str) -> Refusal | None:
    return owner_decides(actor, one.owner_id) or ORDER_CONDITION.refusal(one.state, verb)


def use_in_competition(actor: Actor, one: Bid, verb: str) -> Refusal | None:
    if refusal := owner_decides(actor, one.owner_id):
        return refusal
    if one.over_at is not None:
        return Refusal(_("Konkurransen er avsluttet."))
    gone = one.about is not None and one.about.state == DecisionState.WITHDRAWN
    if verb == "use" and gone:
        return Refusal(_("Avgjørelsen er trukket siden, og kan ikke brukes i konkurransen."))
    if verb == "hear" and one.state == UseState.HEARING and not gone:
        return Refusal(_("Leverandøren høres allerede."))
    return COMPETITION_USE.refusal(one.state, verb)


def _of_whom(actor: Actor, one: Moved, verb: str, table: TransitionTable) -> Refusal | None:
    if verb in BY_SUPPLIER:
        if not answers_for(actor, one):
            return Refusal(_("Bare leverandøren kan gjøre dette."))
    elif refusal := owner_decides(actor, one.owner_id):
        return refusal
    return table.refusal(one.state, verb)
