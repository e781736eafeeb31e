"""Many contracts ended at once: those whose last day went by without anybody saying that they are over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts import permissions, queries
from aktsom.contracts.actions.registering import move, told_reason
from aktsom.contracts.models import Contract
from aktsom.contracts.rules import over_by_date
from aktsom.core.actor import Actor
from aktsom.core.errors import LeftAlone, NotVisible, Refusal, Stale, stop_if
from aktsom.core.journal import record


@dataclass(frozen=True, slots=True)
class Ended:
    """Public ids of the contracts ended, and those left as they were."""

    ended: tuple[str, ...]
    left: tuple[LeftAlone, ...]


@transaction.atomic
def end_contracts(*, by: Actor, at: datetime, today: date, chosen: Sequence[tuple[str, int]], reason: str) -> Ended:
    """As `end_contract` for each (public id, revision) that is over by date on the day, with one reason for all; those
    that changed meanwhile, run on or are at rest already are left and told of.

    Raises NotVisible when any is not the actor's own, Refused when the actor does not keep the register of all, and
    DomainError for a missing reason: nothing is ended then.
    """
    revisions = dict(chosen)
    contracts = _own(by, revisions.keys())
    for member_id in {contract.member_id for contract in contracts}:
        stop_if(permissions.keep_register(by, member_id))
    reason = told_reason(reason)
    acts, left = [], []
    for contract in contracts:
        stale = contract.revision != revisions[contract.public_id]
        if why := Stale().message if stale else _refusal(by, contract, today):
            left.append(LeftAlone(contract.public_id, contract.title, str(why)))
        else:
            acts.append(move(contract, "end", at, reason))
    record(by=by, at=at, acts=acts)
    return Ended(tuple(act.subject for act in acts), tuple(left))


def _own(by: Actor, public_ids: Collection[str]) -> list[Contract]:
    """Locked. Raises NotVisible when one is missing."""
    locked = queries.own_contracts(by).select_for_update(of=("self",)).order_by("id")
    contracts = list(locked.filter(public_id__in=list(public_ids)))
    if len(contracts) != len(public_ids):
        raise NotVisible
    return contracts


def _refusal(by: Actor, contract: Contract, today: date) -> Refusal | None:
    if refusal := permissions.move_contract(by, contract, "end"):
        return refusal
    if over_by_date(contract.runs_until, today):
        return None
    return Refusal(_("Avtalen har ikke gått ut på dato. Åpne den for å avslutte den."))
