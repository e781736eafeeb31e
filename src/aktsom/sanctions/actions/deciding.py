"""The owner of a contract takes, shares and takes back its own decision. Nobody does it for it: neither a team nor the
platform."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, Stale, stop_if
from aktsom.core.journal import record
from aktsom.follow_up.methods import runner_keys
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions import seams
from aktsom.sanctions.actions.drafting import (
    DecisionSaid,
    act_of,
    decision_for_change,
    draft_for_change,
    saved,
    take_in,
)
from aktsom.sanctions.actions.step_loading import hold_what_was_moved
from aktsom.sanctions.models import DecisionMade, Recommendation, SanctionDecision
from aktsom.sanctions.permissions import decisions as permissions
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.decisions import decision
from aktsom.sanctions.queries.preconditions import Readiness, readiness
from aktsom.sanctions.queries.recommendations import standing
from aktsom.sanctions.states import DECISION, TAKES_STEP, Answer, DecisionState, RecommendationState
from aktsom.sanctions.tables import step_called
from aktsom.sharing.audiences import member_key
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@transaction.atomic
def decide(*, by: Actor, at: datetime, decision_id: str, revision: int, said: DecisionSaid) -> SanctionDecision:
    """For one contract, by its owner; a step that the manager takes also by its manager. What stood on the same
    recommendation is superseded and stays to be read. Raises NotReady with what is missing, Stale, Wrong and LookAgain.
    """
    _hold_contract(by, decision_id)
    on = _locked_recommendation(by, decision_id)
    one = draft_for_change(by, decision_id, revision)
    take_in(one, said)
    _stop_unless_ready(by, one, on, said, day_of(at))
    before = _supersede(one, at)
    one.state, one.supersedes = DECISION.after(one.state, "decide"), before
    one.decided_at, one.decided_by_id = at, by.person_id
    saved(one)
    _made(one, at)
    hold_what_was_moved(one.contract_id)
    told = {"answer": one.answer, "step": one.step, "supersedes": before.public_id if before else ""}
    record(by=by, at=at, acts=[act_of("sanction_decided", one, **told)])
    if before is not None:
        seams.follow(before, by, at)
    seams.follow(one, by, at)
    if said.share:
        _share(one, at)
        record(by=by, at=at, acts=[act_of("sanction_decision_shared", one)])
    tell("sanction_decided", one.public_id, at)
    return one


@transaction.atomic
def share_decision(*, by: Actor, at: datetime, decision_id: str, revision: int, shared: bool) -> SanctionDecision:
    """With everybody who has a contract covered, and with those who follow up; or no longer."""
    one = decision_for_change(by, decision_id, revision)
    stop_if(permissions.share(by, one))
    if shared == one.shared:
        raise Stale
    if shared:
        _share(one, at)
    else:
        one.shared_at, one.seen_by = None, frozenset({member_key(one.owner_id)})
        saved(one)
    verb = "sanction_decision_shared" if shared else "sanction_decision_unshared"
    record(by=by, at=at, acts=[act_of(verb, one)])
    return one


@transaction.atomic
def withdraw_decision(
    *, by: Actor, at: datetime, decision_id: str, revision: int, reason: str, looked: str = ""
) -> SanctionDecision:
    """A draft, or what is decided, also where a newer one has superseded it: what it set in motion may stand yet. That
    it was decided stays, with the reason why it no longer is. Raises Stale, Wrong and LookAgain."""
    one = decision_for_change(by, decision_id, revision)
    stop_if(permissions.move(by, one, "withdraw"))
    one.withdrawn_reason, one.withdrawn_at = reason_in("reason", reason), at
    stop_if_unlooked({"reason": one.withdrawn_reason}, looked)
    one.state = DECISION.after(one.state, "withdraw")
    saved(one)
    DecisionMade.objects.filter(decision=one, ended_at__isnull=True).update(ended_at=at)
    hold_what_was_moved(one.contract_id)
    record(by=by, at=at, acts=[act_of("sanction_decision_withdrawn", one)])
    seams.follow(one, by, at)
    return one


def case_of(viewer: Actor, one: SanctionDecision, on: Recommendation | None, today: date) -> seams.Case:
    return seams.Case(viewer, one.follow_up, one.contract, on, one, one.step, today)


def _hold_contract(by: Actor, decision_id: str) -> None:
    """One at a time is decided for a contract, so that whatever the newer gives way for is there to be seen."""
    shown = decision(by, decision_id)
    list(Contract.objects.select_for_update(no_key=True).filter(pk=shown.contract_id).values_list("pk"))


def _locked_recommendation(by: Actor, decision_id: str) -> Recommendation | None:
    """That which the draft answers, held still while it is decided on. Raises Stale where it no longer stands, or where
    the team has recommended something since."""
    one = decision(by, decision_id)
    if one.recommendation_id is None:
        if one.state == DecisionState.DRAFT and standing(by, one.follow_up) is not None:
            raise Stale(_("Gruppen har anbefalt noe mens du skrev. Les anbefalingen først."))
        return None
    on = Recommendation.objects.select_for_update(of=("self",)).filter(pk=one.recommendation_id).first()
    if one.state == DecisionState.DRAFT and (on is None or on.state != RecommendationState.MADE):
        raise Stale(_("Gruppen har endret eller trukket anbefalingen mens du skrev. Les den på nytt."))
    return on


def _complete(one: SanctionDecision, said: DecisionSaid, today: date) -> None:
    """What every decision has. Raises Wrong."""
    if said.answer is None:
        raise Wrong("answer", _("Velg hva dere gjør."))
    if said.answer in TAKES_STEP and not one.step:
        raise Wrong("step", _("Velg et steg."))
    one.reason = reason_in("reason", one.reason)
    if said.answer is Answer.AWAIT and one.await_until is None:
        raise Wrong("await_until", _("Velg dagen dere venter til."))
    if one.await_until is not None and one.await_until <= today:
        raise Wrong("await_until", _("Velg en dag som ligger fram i tid."))
    if one.deadline_on is not None and one.deadline_on <= today:
        raise Wrong("deadline_on", _("Velg en dag som ligger fram i tid."))


def _stop_unless_ready(
    by: Actor, one: SanctionDecision, on: Recommendation | None, said: DecisionSaid, today: date
) -> None:
    """Who, what, and, for a step, its preconditions; the decision keeps what ticked them."""
    step = step_called(one.step) if one.step else None
    stop_if(permissions.decide(by, one, step, today))
    if said.share and not permissions.owns(by, one.owner_id):
        raise Refused(Refusal(_("Bare avtaleeieren avgjør hva andre får lese.")))
    _complete(one, said, today)
    if step is None:
        return
    ready = readiness(case_of(by, one, on, today), deciding=True)
    _stop_unless_met(one, ready)
    one.ticked = ready.ticked
    if not (ready.cites and one.cites_own_clause):  # the platform knows the clause, or it is not all written
        one.clause_number = one.clause_text = ""


def _stop_unless_met(one: SanctionDecision, ready: Readiness) -> None:
    if one.aside and one.is_grave and not ready.gravity:
        raise Wrong("is_grave", _("Ingen avvik som står, er så alvorlige at et vilkår kan settes til side."))
    if ready.weighed.open or ready.weighed.not_aside:
        raise NotReady(ready.weighed)
    if refusal := seams.stopped(one):
        raise Refused(refusal)


def _supersede(one: SanctionDecision, at: datetime) -> SanctionDecision | None:
    """What stands on the same recommendation for the contract; a step taken without one stands on its own."""
    if one.recommendation_id is None:
        return None
    stands = SanctionDecision.objects.select_for_update(of=("self",)).select_related("contract", "follow_up")
    before = stands.filter(
        contract=one.contract, recommendation_id=one.recommendation_id, state=DecisionState.DECIDED
    ).first()
    if before is None:
        return None
    before.state = DECISION.after(before.state, "supersede")
    saved(before)
    DecisionMade.objects.filter(decision=before).update(ended_at=at)
    return before


def _made(one: SanctionDecision, at: datetime) -> None:
    DecisionMade.objects.create(
        decision=one, contract=one.contract, owner_id=one.owner_id, follow_up=one.follow_up, shared_at=at,
        recommendation_id=one.recommendation_id, seen_by=runner_keys(one.follow_up) | {member_key(one.owner_id)},
    )  # fmt: skip


def _share(one: SanctionDecision, at: datetime) -> None:
    one.shared_at, one.seen_by = at, one.seen_by | runner_keys(one.follow_up)
    saved(one)
