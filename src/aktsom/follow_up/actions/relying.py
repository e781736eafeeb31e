"""A contract owner decides what to build on what was concluded for others. The platform states what speaks against."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.planning import reason_of
from aktsom.follow_up.models import RelianceDecision
from aktsom.follow_up.permissions import conclusions as permissions
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.queries.reliance import reliance_line
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@transaction.atomic
def decide_reliance(
    *,
    by: Actor,
    at: datetime,
    follow_up_id: str,
    contract_id: str,
    choice: Reliance,
    reason: str,
    seen: str,
    looked: str = "",
) -> RelianceDecision:
    """For one contract; may be changed as long as it runs. `seen` is the decision that the page showed, "" for none.
    Raises Stale, Wrong for "fully" where something speaks against it, and LookAgain unless `looked` is the mark of the
    reason."""
    one = follow_up(by, follow_up_id)
    if not Contract.objects.select_for_update(of=("self",)).filter(public_id=contract_id).exists():
        raise NotVisible
    line = reliance_line(by, one, contract_id, day_of(at))
    stop_if(permissions.decide_reliance(by, line.contract))
    if line.weighed is None:
        raise DomainError(_("Ingenting er konkludert ennå."))
    if (line.decision.public_id if line.decision else "") != seen:
        raise Stale
    if not line.weighed.may(choice):
        raise Wrong("choice", _("Noe taler mot å bygge helt på det. Velg delvis, og skriv hva dere gjør med resten."))
    why = reason_of("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    RelianceDecision.objects.filter(contract=line.contract, follow_up=one, superseded_at__isnull=True).update(
        superseded_at=at
    )
    made = RelianceDecision.objects.create(
        contract=line.contract, member_id=line.contract.member_id, follow_up=one, term_set_id=line.term_set,
        choice=choice, reason=why, against=[each.value for each in line.weighed.against], decided_at=at,
        decided_by_id=by.person_id,
    )  # fmt: skip
    before = line.decision.choice if line.decision else None
    told: Mapping[str, object] = {"follow_up": one.public_id, "choice": [before, choice.value]}
    record(by=by, at=at, acts=[Act("reliance_decided", line.contract.public_id, line.contract.member_id, changes=told)])
    return made
