"""Whom a team can ask: the contracts of its category, and what has been asked or given for each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.risk.kept import listed
from aktsom.risk.models import RiskProduct
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.queries.identity import ids_called
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.queries.facts import facts_of, parties_of
from aktsom.teams.rules.asking import Asking, ContractFacts, LeftOut, in_category, to_ask
from aktsom.teams.rules.mandate_limits import lapsing_days
from aktsom.teams.rules.mandates import MandateFacts

FEW = 500  # contracts named one by one in a question; for more all of the team's mandates are read


@dataclass(frozen=True)
class MemberChoice:
    """A member with running contracts in the category."""

    public_id: str
    name: str
    contracts: int


@dataclass(frozen=True)
class Candidate:
    """One contract and what would be asked of it."""

    contract: Contract
    asking: Asking


def of_category(viewer: Actor, team: CategoryTeam, today: date) -> QuerySet[Contract]:
    """The running contracts whose standing result is in the team's group, of members the viewer may know of."""
    held = RiskProduct.objects.filter(risk__contract=OuterRef("pk"), group_id=team.group_id)
    contracts = Contract.objects.filter(running(today), Exists(held))
    return contracts if sees_network(viewer) else contracts.filter(member_id__in=viewer.member_ids)


def members_to_ask(viewer: Actor, team: CategoryTeam, today: date) -> list[MemberChoice]:
    counted = of_category(viewer, team, today).order_by().values_list("member_id").annotate(contracts=Count("id"))
    counts = dict(counted)
    members = Member.objects.filter(id__in=counts).order_by("name")
    return [MemberChoice(member.public_id, member.name, counts[member.pk]) for member in members]


def contracts_of(viewer: Actor, team: CategoryTeam, members: Collection[str], today: date) -> list[Contract]:
    """All of the category's contracts of the members (public ids), by member and title."""
    found = of_category(viewer, team, today).filter(member__public_id__in=members)
    return list(found.select_related("member", "supplier").order_by("member__name", "member_id", "title", "id"))


def contracts_with(viewer: Actor, team: CategoryTeam, supplier_id: str, today: date) -> list[Contract]:
    """The category's contracts with the company, under any of its records."""
    found = of_category(viewer, team, today).filter(supplier_id__in=ids_called(supplier_id))
    return list(found.select_related("member").order_by("id"))


def chosen(
    viewer: Actor,
    team: CategoryTeam,
    today: date,
    *,
    contracts: Collection[str] = (),
    members: Collection[str] = (),
    whole_category: bool = False,
) -> list[Contract]:
    """The contracts of a choice, expanded: those named, all of the named members' in the category, or all there are.

    What is named but struck or unknown is passed over: it does not exist for others.
    """
    found: dict[int, Contract] = {}
    wide = of_category(viewer, team, today).select_related("member", "supplier", "risk")
    if whole_category or members:
        part = wide if whole_category else wide.filter(member__public_id__in=members)
        found |= {contract.pk: contract for contract in part}
    if contracts and sees_network(viewer):
        named = Contract.objects.filter(public_id__in=contracts).exclude(state=ContractState.STRUCK)
        found |= {contract.pk: contract for contract in named.select_related("member", "supplier", "risk")}
    return sorted(found.values(), key=lambda one: (one.member.name, one.member_id, one.title, one.pk))


def candidates(
    team: CategoryTeam,
    contracts: Iterable[Contract],
    acts: MandateAct,
    *,
    starts_on: date,
    ends_on: date,
    today: date,
) -> list[Candidate]:
    """What would be asked of each contract, two questions to the database whatever their number."""
    wanted = list(contracts)
    known = mandates_by_contract(team, [contract.pk for contract in wanted], today)
    parties, days = parties_of(team), lapsing_days()

    def asking(contract: Contract) -> Asking:
        if parties is not None and contract.member_id not in parties:
            return Asking(left_out=LeftOut.NOT_PARTY)
        if reason := in_category(_facts(contract), team.group_id, today):
            return Asking(left_out=reason)
        mandates = known[contract.pk]
        return to_ask(mandates, acts, starts_on=starts_on, ends_on=ends_on, today=today, lapsing_days=days)

    return [Candidate(contract, asking(contract)) for contract in wanted]


def mandates_by_contract(
    team: CategoryTeam, contract_ids: Collection[int], today: date
) -> dict[int, list[MandateFacts]]:
    parties = parties_of(team)
    found: dict[int, list[MandateFacts]] = defaultdict(list)
    mandates = Mandate.objects.filter(team=team).select_related("contract", "team")
    for mandate in mandates.filter(contract_id__in=contract_ids) if len(contract_ids) <= FEW else mandates:
        found[mandate.contract_id].append(facts_of(mandate, today, parties))
    return found


def _facts(contract: Contract) -> ContractFacts:
    risk = getattr(contract, "risk", None)
    groups = listed(risk.groups) if risk else ()
    return ContractFacts(contract.state == ContractState.RUNNING, contract.runs_until, groups)
