"""What a contract owner may build on: the conclusions under the terms nearest to its own, what speaks against, and what
it decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.follow_up.judging_tables import clause_levels, fitness_table
from aktsom.follow_up.models import Conclusion, FollowUp, RelianceDecision
from aktsom.follow_up.permissions.conclusions import decide_reliance
from aktsom.follow_up.queries.conclusions import current, shown
from aktsom.follow_up.queries.judged_sites import one_place
from aktsom.follow_up.queries.placed_risks import placed_risks, products_of
from aktsom.follow_up.queries.planning import buying
from aktsom.follow_up.rules.fitness import Risk, RiskStanding, standing_of
from aktsom.follow_up.rules.reliance import Concluded, OwnSide, Weighed, weigh
from aktsom.follow_up.states import Verdict
from aktsom.supply_chain.queries.chain import chain_behind, places_for
from aktsom.terms.queries import period

OPEN = (Verdict.NOT_SHOWN, Verdict.NOT_ASSESSED)


@dataclass(frozen=True)
class RelianceLine:
    """One contract of the viewer's with the supplier. `term_set` is the one concluded under that is nearest to its own,
    empty while nothing is concluded; `history` begins with what stands; `site_names` of the contract's own places."""

    contract: Contract
    covered: bool
    term_set: str
    weighed: Weighed | None
    history: Sequence[RelianceDecision]
    refusal: Refusal | None
    site_names: Mapping[str, str]

    @property
    def decision(self) -> RelianceDecision | None:
        return next((one for one in self.history if one.superseded_at is None), None)


def reliance_lines(viewer: Actor, one: FollowUp, today: date) -> list[RelianceLine]:
    """Own running contracts of the category with the supplier, covered or not."""
    contracts = list(buying(one, today).filter(member_id__in=viewer.member_ids))
    return lines_of(viewer, one, contracts, today) if contracts else []


def reliance_line(viewer: Actor, one: FollowUp, contract_id: str, today: date) -> RelianceLine:
    """Raises NotVisible."""
    contract = buying(one, today).filter(member_id__in=viewer.member_ids, public_id=contract_id).first()
    if contract is None:
        raise NotVisible
    return lines_of(viewer, one, [contract], today)[0]


def lines_of(viewer: Actor, one: FollowUp, contracts: Sequence[Contract], today: date) -> list[RelianceLine]:
    """Of contracts that are the viewer's own, whether they still run or not."""
    stands, covered, history = current(one), _covered(one), _history(one, contracts)
    where = _where(viewer, one, contracts, stands, today)
    found = []
    for contract in contracts:
        term_set = nearest(contract.term_set_id or "", {row.term_set_id for row in stands})
        places = where[contract.pk]
        weighed = None
        if term_set:
            weighed = _weighed(one, contract, concluded(one, term_set, stands, places), places, today)
        found.append(
            RelianceLine(
                contract, contract.pk in covered, term_set, weighed, history.get(contract.pk, []),
                decide_reliance(viewer, contract), places.names,
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class Places:
    """`own` are the contract's places by stage, as far as the viewer sees its chain; `same` tells which places that
    were concluded on are which: {key: the place}."""

    own: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    same: Mapping[str, str]


def _where(
    viewer: Actor, one: FollowUp, contracts: Sequence[Contract], stands: Sequence[Conclusion], today: date
) -> dict[int, Places]:
    """The chain is read only where something is concluded on a place."""
    keys = {row.site_key for row in stands if row.site_key}
    if not keys:
        return {contract.pk: Places({}, {}, {}) for contract in contracts}
    same, chain = one_place(viewer, keys), chain_behind(viewer, one.supplier, today)
    products = {contract.pk: products_of(one, contract) for contract in contracts}
    found = {}
    for id_, stages in places_for(contracts, chain, products).items():
        own = {stage.value: frozenset(str(place) for place in places) for stage, places in stages.items()}
        names = {str(place.id): place.name for places in stages.values() for place in places.values()}
        found[id_] = Places(own, names, same)
    return found


def _covered(one: FollowUp) -> set[int]:
    return set(one.covered.filter(left_at__isnull=True).values_list("contract_id", flat=True))


def _history(one: FollowUp, contracts: Sequence[Contract]) -> dict[int, list[RelianceDecision]]:
    found: dict[int, list[RelianceDecision]] = {}
    for row in RelianceDecision.objects.filter(follow_up=one, contract__in=contracts).order_by("-id"):
        found.setdefault(row.contract_id, []).append(row)
    return found


def nearest(own: str, concluded: set[str]) -> str:
    """The own terms where they were concluded under, else those that demand most."""
    if own in concluded:
        return own
    levels = clause_levels()
    return max(concluded, key=lambda code: (levels.get(code, 0), code), default="")


def _weighed(one: FollowUp, contract: Contract, theirs: Concluded, places: Places, today: date) -> Weighed:
    risks = frozenset(placed_risks(one, [contract]))
    own = OwnSide(contract.term_set_id or "", products_of(one, contract), risks, places.own)
    return weigh(own, theirs, clause_levels(), today, period("reuse-max-age"))


def concluded(one: FollowUp, term_set: str, stands: Sequence[Conclusion], places: Places) -> Concluded:
    """What stands under one term set. A risk is the same whatever the terms, so its standing is by all that stands of
    the supplier as a whole and of the contract's own places; of all places where none of the own was looked into."""
    mine = frozenset[str]().union(*places.own.values())
    near = [row for row in stands if not row.site_key or places.same[row.site_key] in mine]
    speaking = near if any(row.site_key for row in near) else stands
    rows = [row for row in stands if row.term_set_id == term_set]
    looked = [row for row in rows if row.verdict != Verdict.NOT_ASSESSED] or rows
    said = [shown(row) for row in speaking]
    risks = {risk for each in said for risk in each.risks}
    standings: dict[Risk, RiskStanding] = {risk: standing_of(risk, said, fitness_table()).standing for risk in risks}
    products = frozenset[str]() if any(not row.products for row in looked) else _all_products(looked)
    return Concluded(
        term_set,
        min(row.done_on for row in looked),
        products or frozenset(one.products),
        standings,
        _open_points(rows, [row for row in rows if row in speaking]),
        frozenset(places.same[row.site_key] for row in looked if row.site_key),
        any(row.reread_at for row in looked),
    )


def _open_points(rows: Sequence[Conclusion], speaking: Sequence[Conclusion]) -> int:
    """Points that nothing speaking has an answer to, or that have none at a place where they were looked into."""
    answered = {(row.number, row.site_key) for row in speaking if row.verdict not in OPEN}
    numbers = {number for number, _place in answered}
    at_places = {(row.number, row.site_key) for row in speaking if row.site_key} - answered
    return len(({row.number for row in rows} - numbers) | {number for number, _place in at_places})


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
