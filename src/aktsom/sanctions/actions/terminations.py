"""A contract is terminated; what its workers are owed stays followed up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Stale, stop_if
from aktsom.findings.actions.keeping import stop_if_named
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.step_loading import (
    draft_for_change,
    not_before,
    owner_keys,
    saved,
    step_for_change,
    with_supplier,
)
from aktsom.sanctions.models import SanctionDecision, Termination
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.steps import terminations_for
from aktsom.sanctions.step_states import TERMINATION
from aktsom.teams.actions.loading_mandates import day_of


@dataclass(frozen=True)
class TerminationSaid:
    from_on: date
    followed_how: str
    looked: str = ""


@transaction.atomic
def draft_termination(
    *, by: Actor, at: datetime, decision_id: str, said: TerminationSaid, revision: int | None = None
) -> Termination:
    """With a decision that is a draft; what is there already is written over. Raises Stale, Wrong and LookAgain."""
    decision = draft_for_change(by, decision_id)
    stop_if(permissions.draft(by, decision))
    one = Termination.objects.select_for_update().filter(decision=decision).first()
    if (one.revision if one else 0) != (revision or 0):
        raise Stale
    made = one or Termination(
        decision=decision, contract=decision.contract, contract_title=decision.contract.title, owner=decision.owner,
        supplier=decision.supplier, seen_by=owner_keys(decision),
    )  # fmt: skip
    not_before("from_on", said.from_on, day_of(at))
    made.from_on = said.from_on
    needed = _("Skriv hvordan det arbeiderne har krav på, følges opp etterpå.")
    made.followed_how = text_in("followed_how", said.followed_how, needed=needed)
    stop_if_unlooked({"followed_how": made.followed_how}, said.looked)
    stop_if_named(by, decision.follow_up, day_of(at), {"followed_how": made.followed_how})
    saved(made, by, at, "termination_drafted")
    return made


def begin_termination(one: Termination, by: Actor, at: datetime) -> None:
    """In the transaction of its decision, which is locked. A day that has gone while it was written is today."""
    one.state, one.from_on = TERMINATION.after(one.state, "begin"), max(one.from_on, day_of(at))
    one.seen_by = with_supplier(one)
    saved(one, by, at, "contract_terminated", since=str(one.from_on))
    tell("contract_terminated", one.public_id, at)


@transaction.atomic
def say_of_termination(
    *, by: Actor, at: datetime, termination_id: str, revision: int, text: str, looked: str = ""
) -> Termination:
    """The supplier's own word, kept beside the decision; it may be written anew."""
    one = step_for_change(by, terminations_for(by), termination_id, revision)
    stop_if(permissions.say_of_termination(by, one))
    one.supplier_says, one.supplier_said_at = text_in("text", text, needed=_("Skriv hva dere mener.")), at
    stop_if_unlooked({"text": one.supplier_says}, looked)
    saved(one, by, at, "termination_answered")
    tell("termination_answered", one.public_id, at)
    return one


@transaction.atomic
def settle_termination(
    *, by: Actor, at: datetime, termination_id: str, revision: int, reason: str, looked: str = ""
) -> Termination:
    """Nothing more is followed up: it is paid and put right, or the reason says why it cannot be."""
    one = step_for_change(by, terminations_for(by), termination_id, revision)
    stop_if(permissions.termination(by, one, "settle"))
    one.settled_reason, one.settled_at = reason_in("reason", reason), at
    stop_if_unlooked({"reason": one.settled_reason}, looked)
    stop_if_named(by, one.decision.follow_up, day_of(at), {"reason": one.settled_reason})
    one.state = TERMINATION.after(one.state, "settle")
    saved(one, by, at, "termination_settled")
    return one


def drop_termination(one: Termination, by: Actor, at: datetime) -> None:
    """In the transaction in which its decision is withdrawn."""
    told = one.state != "drafted"
    one.state = TERMINATION.after(one.state, "drop")
    saved(one, by, at, "termination_dropped")
    if told:
        tell("termination_dropped", one.public_id, at)


def termination_of(decision: SanctionDecision) -> Termination | None:
    """Locked; the decision is locked before it."""
    rows = Termination.objects.select_for_update(of=("self",)).select_related("owner", "supplier")
    return rows.filter(decision=decision).first()
