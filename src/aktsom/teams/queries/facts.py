"""Rows of mandates as the plain facts that rules decide on, and which teams there are to look at."""

from datetime import date

from django.db.models import Q, QuerySet

from aktsom.contracts.models import Contract
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, Mandate, TeamParty
from aktsom.teams.rules.mandates import MandateFacts
from aktsom.teams.states import TeamState


def facts_of(mandate: Mandate, day: date, parties: frozenset[int] | None) -> MandateFacts:
    """With `contract` and `team` read along. `parties` as from `parties_of`."""
    return MandateFacts(
        state=mandate.state,
        acts=mandate.acts,
        starts_on=mandate.starts_on,
        ends_on=mandate.ends_on,
        answered_at=mandate.answered_at,
        withdrawn_at=mandate.withdrawn_at,
        in_force=contract_runs(mandate.contract, day)
        and mandate.team.state != TeamState.CLOSED
        and (parties is None or mandate.member_id in parties),
    )


def contract_runs(contract: Contract, day: date) -> bool:
    """As `contracts.queries.running`, of one that is in memory."""
    return contract.state == ContractState.RUNNING and (contract.runs_until is None or contract.runs_until >= day)


def parties_of(team: CategoryTeam) -> frozenset[int] | None:
    """The members a team goes on between; None when it is for all."""
    if team.state != TeamState.BILATERAL:
        return None
    return frozenset(TeamParty.objects.filter(team=team).values_list("member_id", flat=True))


def parties_by_team() -> dict[int, frozenset[int]]:
    """Of every team that goes on bilaterally; they are few."""
    found: dict[int, set[int]] = {
        id_: set() for id_ in CategoryTeam.objects.filter(state=TeamState.BILATERAL).values_list("id", flat=True)
    }
    for team_id, member_id in TeamParty.objects.filter(team_id__in=found).values_list("team_id", "member_id"):
        found[team_id].add(member_id)
    return {team_id: frozenset(members) for team_id, members in found.items()}


def team(viewer: Actor, public_id: str) -> CategoryTeam:
    """That a team exists and what it may do is a fact of the network. Raises NotVisible."""
    found = visible_teams(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def visible_teams(viewer: Actor) -> QuerySet[CategoryTeam]:
    return CategoryTeam.objects.filter(Q() if sees_network(viewer) else Q(id__in=viewer.team_ids))


def sees_words(viewer: Actor, mandate: Mandate) -> bool:
    """Reservations and reasons are for the contract's own member and the team."""
    return viewer.is_platform or mandate.member_id in viewer.member_ids or mandate.team_id in viewer.team_ids
