"""The problem as it stands in the database, and the plans that were made of it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import TeamCapacity, TeamPlan, TeamSeat, TeamWish
from aktsom.teams.models.teams import LIVE, CategoryTeam
from aktsom.teams.permissions.planning import keeps_plans
from aktsom.teams.planning.problem import Pair, PlannedCategory, PlannedMember, Problem
from aktsom.teams.planning.proposing import Proposal
from aktsom.teams.planning.scoring import UNIT, effort_of
from aktsom.teams.planning.weights import current_weights
from aktsom.teams.queries.wishes import bought, taking_part
from aktsom.teams.states import PlanState

EARLIER = 10


@dataclass(frozen=True)
class Plannable:
    """A group of the list that some member buys in. One with a live team is not planned anew."""

    group: str
    contracts: int
    members: int
    has_team: bool


@dataclass(frozen=True)
class SeenPlan:
    """A plan with what it was made from, read from how it is kept."""

    plan: TeamPlan
    problem: Problem
    proposal: Proposal


def plannable(today: date) -> list[Plannable]:
    """In the order of the list; a group that nobody buys in needs no team yet."""
    counts: dict[str, list[int]] = defaultdict(list)
    for (_member, group), contracts in bought(today).items():
        counts[group].append(contracts)
    live = _groups_with_team()
    groups = sorted(current_catalogue().groups, key=lambda group: group.order)
    return [
        Plannable(group.id, sum(counts[group.id]), len(counts[group.id]), group.id in live)
        for group in groups
        if group.id in counts or group.id in live
    ]


def problem_now(today: date, groups: Collection[str] | None = None) -> Problem:
    """The groups that need a team, or those of them named. Contracts are counted, never valued: so that no price can be
    worked out from a plan. Everybody in the cooperation may read it."""
    wanted = [one for one in plannable(today) if not one.has_team and (groups is None or one.group in groups)]
    members = taking_part()
    row = {member.pk: i for i, member in enumerate(members)}
    column = {one.group: j for j, one in enumerate(wanted)}
    pairs: dict[tuple[int, int], Pair] = defaultdict(Pair)
    for wish in TeamWish.objects.filter(group_id__in=column, member_id__in=row):
        pairs[row[wish.member_id], column[wish.group_id]] = Pair(wish.competence, 0, wish.wish, wish.barred)
    for (member, group), contracts in bought(today).items():
        if group in column and member in row:
            at = row[member], column[group]
            pairs[at] = replace(pairs[at], contracts=contracts)
    return Problem.of(
        _planned(members, today),
        [PlannedCategory(one.group, one.contracts) for one in wanted],
        pairs,
        current_weights(),
    )


def _planned(members: list[Member], today: date) -> list[PlannedMember]:
    shares = dict(TeamCapacity.objects.values_list("member_id", "share"))
    carried = _carried(today)
    return [
        PlannedMember(m.public_id, m.name, float(shares.get(m.pk, 1)), carried[m.pk], m.pk in shares) for m in members
    ]


def _carried(today: date) -> dict[int, int]:
    """By member taking part the load of the seats it has now, in the units of the planner."""
    contracts: dict[str, int] = defaultdict(int)
    for (_member, group), count in bought(today).items():
        contracts[group] += count
    seats = TeamSeat.objects.filter(left_at__isnull=True, team__state__in=LIVE)
    teams: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for team, group, member, parent in seats.values_list("team_id", "team__group_id", "member_id", "member__parent_id"):
        teams[team].append((group, parent or member))
    carried: dict[int, int] = defaultdict(int)
    for taken in teams.values():
        effort = effort_of(current_weights(), contracts[taken[0][0]])
        for _group, member in taken:
            carried[member] += effort * UNIT // len(taken)
    return carried


def _groups_with_team() -> frozenset[str]:
    return frozenset(CategoryTeam.objects.filter(state__in=LIVE).values_list("group_id", flat=True))


def plans_seen_by(viewer: Actor) -> Q:
    """Whoever keeps the network sees every plan; the others in it the adopted ones: a draft is not yet a decision."""
    if keeps_plans(viewer):
        return Q()
    return Q(state=PlanState.ADOPTED) if sees_network(viewer) else Q(pk__in=())


def plans(viewer: Actor) -> list[TeamPlan]:
    """The newest, without their long facts."""
    return list(TeamPlan.objects.filter(plans_seen_by(viewer)).defer("facts")[:EARLIER])


def plan(viewer: Actor, public_id: str) -> SeenPlan:
    found = TeamPlan.objects.filter(plans_seen_by(viewer), public_id=public_id).first()
    if found is None:
        raise NotVisible
    return seen(found)


def seen(kept: TeamPlan) -> SeenPlan:
    return SeenPlan(kept, Problem.from_facts(kept.facts), Proposal.of(kept.proposal))
