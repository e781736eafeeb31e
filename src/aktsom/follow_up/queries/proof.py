"""How the routine was followed for one contract: what its own member can show whoever asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import contract as contract_called
from aktsom.contracts.queries import is_own
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import CoveredContract, FollowUp, RelianceDecision, ReportedContract
from aktsom.follow_up.queries.conclusions import Seen, conclusions_of
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.queries.reliance import RelianceLine, lines_of
from aktsom.follow_up.queries.story import Happened, story_of
from aktsom.members.models import Membership
from aktsom.risk.models import ContractRisk, RiskDecision
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.models import Mandate


@dataclass(frozen=True)
class Followed:
    """A follow-up as it concerns the contract: `covered` when it is one of those it was done for. `conclusions` are
    under the contract's own terms, else under those nearest to them (`term_set`); `line` says what speaks against them.
    `asked` are the self-reports for it, `happened` what else was done, and when; `decisions` and `happened` are the
    newest first."""

    one: FollowUp
    covered: CoveredContract | None
    term_set: str
    asked: Sequence[ReportedContract]
    conclusions: Sequence[Seen]
    decisions: Sequence[RelianceDecision]
    line: RelianceLine
    happened: Sequence[Happened]


@dataclass(frozen=True)
class Proof:
    """`roles` are the roles that people who acted for the member hold there now, by their ids."""

    contract: Contract
    risk: ContractRisk | None
    risk_decisions: Sequence[RiskDecision]
    mandates: Sequence[Mandate]
    followed: Sequence[Followed]
    roles: dict[int, list[str]]
    at: datetime


def proof_of(viewer: Actor, contract_id: str, today: date, at: datetime) -> Proof:
    """For the contract's own people. Raises NotVisible."""
    contract = contract_called(viewer, contract_id)
    if not is_own(viewer, contract):
        raise NotVisible
    decisions = list(RiskDecision.objects.filter(contract=contract, member=contract.member_id).order_by("id"))
    mandates = list(Mandate.objects.filter(contract=contract).select_related("team").order_by("id"))
    followed = _followed(viewer, contract, today)
    acted = {row.person_id for row in decisions} | {row.answered_by_id for row in mandates if row.answered_by_id}
    acted |= {row.decided_by_id for each in followed for row in each.decisions if row.decided_by_id}
    risk = ContractRisk.objects.select_related("screening__catalogue_version").filter(contract=contract).first()
    return Proof(contract, risk, decisions, mandates, followed, _roles(contract.member_id, acted), at)


def _followed(viewer: Actor, contract: Contract, today: date) -> list[Followed]:
    """Those that cover it, and those of the same supplier that its owner has decided on."""
    if contract.supplier is None:
        return []
    covered = {row.follow_up_id: row for row in contract.follow_ups.filter(left_at__isnull=True)}
    decided: dict[int, list[RelianceDecision]] = {}
    for row in RelianceDecision.objects.filter(contract=contract).order_by("-id"):
        decided.setdefault(row.follow_up_id, []).append(row)
    of_company = follow_ups_for(viewer).filter(supplier_id__in=record_ids(contract.supplier.identity_id))
    found = of_company.filter(pk__in=covered.keys() | decided.keys()).order_by("id")
    return [_one(viewer, one, contract, covered.get(one.pk), decided.get(one.pk, []), today=today) for one in found]


def _one(
    viewer: Actor, one: FollowUp, contract: Contract, covered: CoveredContract | None,
    decisions: Sequence[RelianceDecision], *, today: date,
) -> Followed:  # fmt: skip
    standing = conclusions_of(viewer, one, today)
    line = lines_of(viewer, one, [contract], today)[0]
    asked = ReportedContract.objects.filter(contract=contract, self_report__follow_up=one).select_related("self_report")
    under = [row for row in standing if row.term_set == line.term_set]
    return Followed(one, covered, line.term_set, list(asked), under, decisions, line, story_of(viewer, one))


def _roles(member_id: int, people: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Membership.objects.filter(member_id=member_id, person_id__in=list(people)).order_by("role")
    for person_id, role in rows.values_list("person_id", "role"):
        found.setdefault(person_id, []).append(role)
    return found
