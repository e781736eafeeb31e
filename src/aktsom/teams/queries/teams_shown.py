"""Teams with how far their mandates reach, and what a step towards a supplier could be done on behalf of."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import identity, ids_called
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.queries.facts import facts_of, parties_of, visible_teams
from aktsom.teams.queries.standings import ORDER, by_contract
from aktsom.teams.rules.mandates import Standing, permits
from aktsom.teams.states import MandateState, TeamState


@dataclass(frozen=True)
class TeamCounts:
    """A team and its contracts by standing."""

    public_id: str
    group_id: str
    state: str
    counts: Counter[Standing]


def teams_shown(viewer: Actor, today: date) -> list[TeamCounts]:
    """The teams the viewer sits in; for who has no contracts of its own to look after, all that live."""
    mine = Q(id__in=viewer.team_ids)
    shown = visible_teams(viewer).filter(mine if viewer.member_ids else Q()).exclude(state=TeamState.CLOSED)
    teams = list(shown.order_by("group_id", "id"))
    counts: dict[int, Counter[Standing]] = defaultdict(Counter)
    for team_id, best in by_contract(Mandate.objects.filter(team__in=teams), today).values_list("team_id", "best"):
        counts[team_id][ORDER[best]] += 1
    return [TeamCounts(one.public_id, one.group_id, one.state, counts[one.pk]) for one in teams]


@dataclass(frozen=True)
class SupplierChoice:
    """A supplier of contracts that the team holds mandates for."""

    public_id: str
    name: str
    contracts: int


def suppliers_of_team(viewer: Actor, team: CategoryTeam) -> list[SupplierChoice]:
    """For those who sit in the team."""
    if not (viewer.is_platform or team.pk in viewer.team_ids):
        return []
    held = Mandate.objects.filter(team=team, state=MandateState.GRANTED, contract__supplier__isnull=False)
    contracts: dict[int, set[int]] = defaultdict(set)
    for supplier_id, contract_id in held.values_list(identity("contract__supplier"), "contract_id"):
        contracts[supplier_id].add(contract_id)
    suppliers = Supplier.objects.filter(id__in=contracts).order_by("name", "id")
    return [SupplierChoice(one.public_id, one.name, len(contracts[one.pk])) for one in suppliers]


@dataclass(frozen=True)
class StepChoice:
    """A contract with the supplier, and the acts that its mandates permit now."""

    public_id: str
    title: str
    member: str
    acts: MandateAct


def contracts_for_step(viewer: Actor, team: CategoryTeam, supplier_id: str) -> list[StepChoice]:
    """Contracts of the company whose mandates permit something at this moment, by member; for those in the team."""
    if not (viewer.is_platform or team.pk in viewer.team_ids):
        return []
    now, parties = timezone.now(), parties_of(team)
    held = Mandate.objects.filter(
        team=team, state=MandateState.GRANTED, contract__supplier_id__in=ids_called(supplier_id)
    )
    acts: dict[int, MandateAct] = defaultdict(lambda: MandateAct(0))
    contracts: dict[int, Contract] = {}
    rows = held.select_related("contract__member", "team").order_by("contract__member__name", "contract__title", "id")
    for mandate in rows:
        facts = facts_of(mandate, timezone.localdate(now), parties)
        contracts[mandate.contract_id] = mandate.contract
        for act in MandateAct(mandate.acts):
            if permits(facts, act, now):
                acts[mandate.contract_id] |= act
    return [
        StepChoice(one.public_id, one.title, one.member.name, acts[id_]) for id_, one in contracts.items() if acts[id_]
    ]
