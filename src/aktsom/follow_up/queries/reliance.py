"""What a contract owner may build on: the conclusions under the terms nearest to its own, what speaks against, and what
it decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.follow_up.judging_tables import clause_levels, fitness_table
from aktsom.follow_up.models import Conclusion, FollowUp, RelianceDecision
from aktsom.follow_up.permissions.conclusions import decide_reliance
from aktsom.follow_up.queries.conclusions import current, shown
from aktsom.follow_up.queries.placed_risks import placed_risks, products_of
from aktsom.follow_up.queries.planning import buying
from aktsom.follow_up.rules.fitness import Risk, RiskStanding, standing_of
from aktsom.follow_up.rules.reliance import Concluded, OwnSide, Weighed, weigh
from aktsom.follow_up.states import Verdict
from aktsom.terms.queries import period

OPEN = (Verdict.NOT_SHOWN, Verdict.NOT_ASSESSED)


@dataclass(frozen=True)
class RelianceLine:
    """One contract of the viewer's with the supplier. `term_set` is the one concluded under that is nearest to its own,
    empty while nothing is concluded; `history` begins with what stands."""

    contract: Contract
    covered: bool
    term_set: str
    weighed: Weighed | None
    history: Sequence[RelianceDecision]
    refusal: Refusal | None

    @property
    def decision(self) -> RelianceDecision | None:
        return next((one for one in self.history if one.superseded_at is None), None)


def reliance_lines(viewer: Actor, one: FollowUp, today: date) -> list[RelianceLine]:
    """Own running contracts of the category with the supplier, covered or not."""
    contracts = list(buying(one, today).filter(member_id__in=viewer.member_ids))
    if not contracts:
        return []
    stands, covered = current(one), _covered(one)
    history = _history(one, contracts)
    return [
        _line(
            viewer,
            one,
            contract,
            stands=stands,
            covered=contract.pk in covered,
            history=history.get(contract.pk, []),
            today=today,
        )
        for contract in contracts
    ]


def reliance_line(viewer: Actor, one: FollowUp, contract_id: str, today: date) -> RelianceLine:
    """Raises NotVisible."""
    contract = buying(one, today).filter(member_id__in=viewer.member_ids, public_id=contract_id).first()
    if contract is None:
        raise NotVisible
    history = _history(one, [contract]).get(contract.pk, [])
    covered = contract.pk in _covered(one)
    return _line(viewer, one, contract, stands=current(one), covered=covered, history=history, today=today)


def _covered(one: FollowUp) -> set[int]:
    return set(one.covered.filter(left_at__isnull=True).values_list("contract_id", flat=True))


def _history(one: FollowUp, contracts: Sequence[Contract]) -> dict[int, list[RelianceDecision]]:
    found: dict[int, list[RelianceDecision]] = {}
    for row in RelianceDecision.objects.filter(follow_up=one, contract__in=contracts).order_by("-id"):
        found.setdefault(row.contract_id, []).append(row)
    return found


def _line(
    viewer: Actor, one: FollowUp, contract: Contract, *, stands: Sequence[Conclusion], covered: bool,
    history: Sequence[RelianceDecision], today: date,
) -> RelianceLine:  # fmt: skip
    term_set = nearest(contract.term_set_id or "", {row.term_set_id for row in stands})
    weighed = _weighed(one, contract, term_set, stands, today) if term_set else None
    return RelianceLine(contract, covered, term_set, weighed, history, decide_reliance(viewer, contract))


def nearest(own: str, concluded: set[str]) -> str:
    """The own terms where they were concluded under, else those that demand most."""
    if own in concluded:
        return own
    levels = clause_levels()
    return max(concluded, key=lambda code: (levels.get(code, 0), code), default="")


def _weighed(one: FollowUp, contract: Contract, term_set: str, stands: Sequence[Conclusion], today: date) -> Weighed:
    own = OwnSide(contract.term_set_id or "", products_of(one, contract), frozenset(placed_risks(one, [contract])))
    return weigh(own, concluded(one, term_set, stands), clause_levels(), today, period("reuse-max-age"))


def concluded(one: FollowUp, term_set: str, stands: Sequence[Conclusion]) -> Concluded:
    """What stands under one term set. A risk is the same whatever the terms, so its standing is by all that stands."""
    rows = [row for row in stands if row.term_set_id == term_set]
    looked = [row for row in rows if row.verdict != Verdict.NOT_ASSESSED] or rows
    said = [shown(row) for row in stands]
    risks = {risk for each in said for risk in each.risks}
    standings: dict[Risk, RiskStanding] = {risk: standing_of(risk, said, fitness_table()).standing for risk in risks}
    answered = {row.number for row in rows if row.verdict not in OPEN}
    products = frozenset[str]() if any(not row.products for row in looked) else _all_products(looked)
    return Concluded(
        term_set,
        min(row.done_on for row in looked),
        products or frozenset(one.products),
        standings,
        len({row.number for row in rows} - answered),
    )


def _all_products(rows: Sequence[Conclusion]) -> frozenset[str]:
    return frozenset(product for row in rows for product in row.products)


@dataclass(frozen=True)
class Relying:
    """That a decision exists: its content is the contract owner's."""

    member: str
    contracts: int
    newest: date


def relying(one: FollowUp) -> list[Relying]:
    """Which members have decided for how many of their contracts, by name. `one` is one the viewer sees."""
    rows = RelianceDecision.objects.filter(follow_up=one, superseded_at__isnull=True).select_related("member")
    found: dict[int, list[RelianceDecision]] = {}
    for row in rows.defer("choice", "reason", "against"):
        found.setdefault(row.member_id, []).append(row)
    told = [Relying(of[0].member.name, len(of), max(row.decided_at for row in of).date()) for of in found.values()]
    return sorted(told, key=lambda each: each.member)
