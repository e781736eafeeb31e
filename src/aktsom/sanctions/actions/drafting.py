"""A decision for a contract is begun and written, by its owner or by the manager who prepares it; known to the
contract's own people alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.wording import line_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.models.decisions import LONGEST_CLAUSE_NUMBER
from aktsom.sanctions.permissions import decisions as permissions
from aktsom.sanctions.queries.decisions import decision
from aktsom.sanctions.queries.recommendations import standing
from aktsom.sanctions.states import Answer, DecisionState
from aktsom.sanctions.tables import ladder, step_called
from aktsom.sharing.audiences import member_key
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@dataclass(frozen=True)
class DecisionSaid:
    """`written` {precondition: reason}, `aside` {precondition: ground}; `clause_number` and `clause_text` the
    contract's own clause, where the platform knows none; `looked` the mark of texts that somebody has looked at again.
    """

    answer: Answer | None
    step: str = ""
    reason: str = ""
    written: Mapping[str, str] = field(default_factory=dict)
    aside: Mapping[str, str] = field(default_factory=dict)
    is_grave: bool = False
    clause_number: str = ""
    clause_text: str = ""
    deadline_on: date | None = None
    await_until: date | None = None
    share: bool = False
    looked: str = ""


@transaction.atomic
def begin_decision(*, by: Actor, at: datetime, follow_up_id: str, contract_id: str) -> SanctionDecision:
    """The draft for the contract, or that which is begun already; known to the contract's own people alone. It answers
    what the team recommends now, and begins as the recommendation has it, with what stood on it before."""
    one = follow_up(by, follow_up_id)
    contract = _contract(by, one, contract_id)
    stop_if(permissions.write(by, contract, day_of(at)))
    drafts = SanctionDecision.objects.filter(contract=contract, follow_up=one, state=DecisionState.DRAFT)
    on, begun = standing(by, one), drafts.select_for_update(of=("self",)).first()
    if begun is not None:
        return _turned(begun, on, by, at)
    before = SanctionDecision.objects.filter(contract=contract, recommendation=on, state=DecisionState.DECIDED).first()
    same = ("written", "aside", "is_grave", "clause_number", "clause_text")
    kept = {name: getattr(before, name) for name in same} if before and on else {}
    made = SanctionDecision.objects.create(
        contract=contract, owner_id=contract.member_id, follow_up=one, supplier=one.supplier, recommendation=on,
        seen_by=frozenset({member_key(contract.member_id)}), answer=Answer.FOLLOW if on else Answer.OTHER_STEP,
        step=on.step if on else "", begun_at=at, begun_by_id=by.person_id, **kept,
    )  # fmt: skip
    record(by=by, at=at, acts=[act_of("sanction_decision_begun", made)])
    return made


@transaction.atomic
def write_decision(*, by: Actor, at: datetime, decision_id: str, revision: int, said: DecisionSaid) -> SanctionDecision:
    """A draft is kept as it is, whatever is missing in it. Raises Stale, Wrong and LookAgain."""
    one = draft_for_change(by, decision_id, revision)
    stop_if(permissions.write(by, one.contract, day_of(at)))
    take_in(one, said)
    saved(one)
    record(by=by, at=at, acts=[act_of("sanction_decision_written", one)])
    return one


def decision_for_change(by: Actor, decision_id: str, revision: int | None = None) -> SanctionDecision:
    """The actor's own body's, locked. Raises NotVisible, Refused for whoever is only shown it, and Stale."""
    decision(by, decision_id)
    rows = SanctionDecision.objects.select_for_update(of=("self",)).select_related(
        "contract__own_facts", "contract__member", "follow_up__team", "follow_up__member", "supplier", "owner"
    )
    one = rows.filter(public_id=decision_id, owner_id__in=by.member_ids).first()
    if one is None:
        raise Refused(Refusal(_("Bare avtaleeieren kan avgjøre dette.")))
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def act_of(verb: str, one: SanctionDecision, **told: object) -> Act:
    """The owner's own journal, which others do not read; never the reasons."""
    told = {"contract": one.contract.public_id, "follow_up": one.follow_up.public_id, "state": one.state, **told}
    return Act(verb, one.public_id, one.owner_id, changes=told)


def _contract(by: Actor, one: FollowUp, contract_id: str) -> Contract:
    """One that the follow-up covers, and locked, so that two begin one draft. Raises NotVisible for others' too."""
    locked = Contract.objects.select_for_update(of=("self",), no_key=True).select_related("member")
    covered = one.covered.filter(left_at__isnull=True).values("contract_id")
    found = locked.filter(public_id=contract_id, pk__in=covered, member_id__in=by.member_ids).first()
    if found is None:
        raise NotVisible
    return found


def _turned(begun: SanctionDecision, on: Recommendation | None, by: Actor, at: datetime) -> SanctionDecision:
    """A draft on what the team has recommended since: what is written stays, the step is as it is recommended now."""
    if begun.recommendation_id == (on.pk if on is not None else None):
        return begun
    begun.recommendation = on
    if on is not None and begun.answer in ("", Answer.FOLLOW):
        begun.answer, begun.step = Answer.FOLLOW, on.step
    elif on is None and begun.answer == Answer.FOLLOW:
        begun.answer = Answer.OTHER_STEP
    saved(begun)
    record(by=by, at=at, acts=[act_of("sanction_decision_written", begun)])
    return begun


def draft_for_change(by: Actor, decision_id: str, revision: int) -> SanctionDecision:
    one = decision_for_change(by, decision_id)
    if one.state != DecisionState.DRAFT:
        raise Stale(_("Avgjørelsen er allerede tatt eller trukket."))
    if one.revision != revision:
        raise Stale
    return one


def take_in(one: SanctionDecision, said: DecisionSaid) -> None:
    one.answer = said.answer or ""
    one.step = _step(one, said)
    one.reason = text_in("reason", said.reason)
    ids = {each.id for each in step_called(one.step).preconditions} if one.step else set()
    one.written = _texts("written", said.written, ids)
    one.aside = _texts("aside", said.aside, ids)
    one.is_grave, one.deadline_on = said.is_grave, said.deadline_on
    one.await_until = said.await_until if said.answer is Answer.AWAIT else None
    one.clause_number, one.clause_text = _clause(said) if one.step else ("", "")
    texts = {"reason": one.reason, "clause_text": one.clause_text}
    texts |= {f"written-{id_}": text for id_, text in one.written.items()}
    stop_if_unlooked({**texts, **{f"aside-{id_}": text for id_, text in one.aside.items()}}, said.looked)


def _step(one: SanctionDecision, said: DecisionSaid) -> str:
    if said.answer is Answer.FOLLOW:
        if one.recommendation is None:
            raise Wrong("answer", _("Gruppen har ikke anbefalt noe å følge."))
        return one.recommendation.step
    if said.answer is not Answer.OTHER_STEP:
        return ""
    if said.step and said.step not in {step.id for step in ladder()}:
        raise Wrong("step", _("Velg et steg."))
    return said.step


def _clause(said: DecisionSaid) -> tuple[str, str]:
    number = line_in("clause_number", said.clause_number, LONGEST_CLAUSE_NUMBER)
    return number, text_in("clause_text", said.clause_text)


def _texts(field_: str, said: Mapping[str, str], ids: set[str]) -> dict[str, str]:
    found = {id_: text_in(f"{field_}-{id_}", text) for id_, text in said.items() if id_ in ids}
    return {id_: text for id_, text in found.items() if text}


def saved(one: SanctionDecision) -> None:
    one.revision += 1
    one.save()
