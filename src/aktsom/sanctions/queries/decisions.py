"""Reads of decisions: one, those of a contract, that others exist, and whose contracts wait for one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.methods import seen
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.sanctions.models import DecisionMade, Recommendation, SanctionDecision
from aktsom.sanctions.permissions.decisions import is_active, keeps
from aktsom.sanctions.queries.recommendations import recommendations_for
from aktsom.sanctions.states import Answer, DecisionState, RecommendationState


def decisions_for(viewer: Actor, among: Collection[int] | None = None) -> QuerySet[SanctionDecision]:
    """Those of the viewer's own contracts, and those that others share with it. `among` as `seen` has it."""
    rows = SanctionDecision.objects.filter(seen(viewer, among))
    return rows.select_related("owner", "supplier", "contract", "follow_up__team", "follow_up__member")


def decision(viewer: Actor, public_id: str) -> SanctionDecision:
    """Raises NotVisible."""
    found = decisions_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def decisions_of(viewer: Actor, contract: Contract, one: FollowUp) -> list[SanctionDecision]:
    """In one follow-up, the newest first."""
    return list(decisions_for(viewer).filter(contract=contract, follow_up=one))


def steps_taken(rows: Iterable[SanctionDecision]) -> list[SanctionDecision]:
    """Of those, the ones that stand and took a step, in the order in which they were taken."""
    taken = [each for each in rows if each.state == DecisionState.DECIDED and each.step]
    return sorted(taken, key=lambda each: each.pk)


@dataclass(frozen=True)
class Column:
    """One covered contract in the case, as the viewer may see it. `own`: it reads all of it; `decision` is what stands
    on the recommendation, none where nothing does or the owner keeps it to itself, which `made` tells apart; `draft` is
    known to the contract's own people alone."""

    covered: CoveredContract
    own: bool
    active: bool
    decision: SanctionDecision | None
    draft: SanctionDecision | None
    made: DecisionMade | None
    taken: tuple[SanctionDecision, ...]

    @property
    def contract(self) -> Contract:
        return self.covered.contract

    @property
    def waits(self) -> bool:
        """For a first decision on the recommendation."""
        return self.active and self.made is None


def columns(viewer: Actor, one: FollowUp, on: Recommendation | None, today: date) -> list[Column]:
    """Of every covered contract, the viewer's own first; as many questions for one as for many."""
    rows = one.covered.filter(left_at__isnull=True).select_related("contract__member", "contract__supplier", "member")
    decided = list(decisions_for(viewer).filter(follow_up=one))
    made = list(DecisionMade.objects.filter(seen(viewer), follow_up=one, ended_at__isnull=True))
    asked = on.pk if on is not None else None
    told = {each.contract_id: each for each in made if each.recommendation_id == asked}
    ordered = sorted(rows, key=lambda row: (row.member_id not in viewer.member_ids, row.member.name, row.pk))
    return [
        Column(
            covered=row,
            own=row.member_id in viewer.member_ids,
            active=is_active(row.contract, today),
            decision=next((each for each in _of(decided, row) if _stands_on(each, asked)), None),
            draft=next((each for each in _of(decided, row) if each.state == DecisionState.DRAFT), None),
            made=told.get(row.contract_id),
            taken=tuple(steps_taken(_of(decided, row))),
        )
        for row in ordered
    ]


def _of(decided: Iterable[SanctionDecision], row: CoveredContract) -> list[SanctionDecision]:
    return [each for each in decided if each.contract_id == row.contract_id]


def _stands_on(each: SanctionDecision, asked: int | None) -> bool:
    return each.state == DecisionState.DECIDED and each.recommendation_id == asked


def waiting_for(viewer: Actor, today: date) -> list[tuple[Recommendation, Contract, SanctionDecision | None]]:
    """Own running contracts in which the viewer decides or prepares a decision on a recommendation that stands, with
    what lies begun or says only that it awaits until a day that has come; one row for each contract."""
    members = [id_ for id_ in viewer.member_ids if keeps(viewer, id_)]
    if not members:
        return []
    settled = SanctionDecision.objects.filter(
        ~Q(answer=Answer.AWAIT) | Q(await_until__isnull=True) | Q(await_until__gt=today),
        recommendation__follow_up=OuterRef("follow_up"), recommendation__state=RecommendationState.MADE,
        contract=OuterRef("contract"), state=DecisionState.DECIDED,
    )  # fmt: skip
    rows = CoveredContract.objects.filter(
        running(today, "contract__"), ~Exists(settled), member_id__in=members, left_at__isnull=True,
        follow_up__in=recommendations_for(viewer).filter(state=RecommendationState.MADE).values("follow_up_id"),
    )  # fmt: skip
    found = list(rows.select_related("contract", "member").order_by("follow_up_id", "id"))
    asked = recommendations_for(viewer).filter(state=RecommendationState.MADE)
    by_follow_up = {each.follow_up_id: each for each in asked.filter(follow_up__in={row.follow_up_id for row in found})}
    drafts = decisions_for(viewer).filter(state=DecisionState.DRAFT, contract__in=[row.contract_id for row in found])
    begun = {(each.follow_up_id, each.contract_id): each for each in drafts}
    return [
        (by_follow_up[row.follow_up_id], row.contract, begun.get((row.follow_up_id, row.contract_id)))
        for row in found
        if is_active(row.contract, today)
    ]


def undecided_of(viewer: Actor, asked: Iterable[Recommendation], today: date) -> dict[int, list[str]]:
    """{follow-up: names of the members whose running contracts have no decision on what stands}, in two questions."""
    on = {each.follow_up_id: each.pk for each in asked}
    rows = CoveredContract.objects.filter(running(today, "contract__"), follow_up__in=on, left_at__isnull=True)
    made = DecisionMade.objects.filter(seen(viewer), recommendation__in=on.values(), ended_at__isnull=True)
    settled = set(made.values_list("follow_up_id", "contract_id"))
    found: dict[int, list[str]] = {}
    for row in rows.select_related("member", "contract").order_by("member__name", "id"):
        names = found.setdefault(row.follow_up_id, [])
        if (row.follow_up_id, row.contract_id) not in settled and row.member.name not in names:
            names.append(row.member.name)
    return {key: names for key, names in found.items() if names}
