"""How far mandates reach: contracts by category, member and standing, for the picture of the network."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.risk.queries.overlap import in_groups
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.queries.standings import ORDER, by_contract
from aktsom.teams.rules.mandates import Standing
from aktsom.teams.states import TeamState


@dataclass
class Coverage:
    """One member in one category. `contracts` run in the category; `standings` counts them by their mandate. A contract
    that left the category after it was asked for counts with its mandate still."""

    group_id: str
    member_id: str
    member: str
    contracts: int = 0
    standings: Counter[Standing] = field(default_factory=Counter)

    @property
    def covered(self) -> int:
        """Those that end soon are covered still."""
        return self.standings[Standing.COVERED] + self.standings[Standing.LAPSING]

    @property
    def lapsing(self) -> int:
        return self.standings[Standing.LAPSING]

    @property
    def refused(self) -> int:
        return self.standings[Standing.REFUSED]

    @property
    def asked(self) -> int:
        return self.standings[Standing.ASKED]


def coverage(viewer: Actor, today: date) -> list[Coverage]:
    """Every category with a team, by category and member, for those who see the network. Three questions to the
    database whatever the number of mandates."""
    if not sees_network(viewer):
        return []
    teams = dict(CategoryTeam.objects.exclude(state=TeamState.CLOSED).values_list("id", "group_id"))
    held = in_groups(viewer, set(teams.values()), today).values_list("group_id", "member_id")
    counted = held.annotate(contracts=Count("risk", distinct=True)).order_by()
    contracts = {(group, member): count for group, member, count in counted}
    standings = _standings(teams, today)
    members = Member.objects.in_bulk({member for _, member in [*contracts, *standings]})
    rows = [
        Coverage(
            group,
            members[member].public_id,
            members[member].name,
            contracts.get((group, member), 0),
            standings.get((group, member), Counter()),
        )
        for group, member in contracts.keys() | standings.keys()
    ]
    return sorted(rows, key=lambda row: (row.group_id, row.member, row.member_id))


def _standings(teams: dict[int, str], today: date) -> dict[tuple[str, int], Counter[Standing]]:
    found: dict[tuple[str, int], Counter[Standing]] = defaultdict(Counter)
    best = by_contract(Mandate.objects.filter(team_id__in=teams), today)
    for team_id, member_id, _contract_id, rank in best.values_list("team_id", "member_id", "contract_id", "best"):
        found[teams[team_id], member_id][ORDER[rank]] += 1
    return found
