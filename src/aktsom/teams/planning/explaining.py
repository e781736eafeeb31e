"""Why each member sits where it does, and which wishes had to give way to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aktsom.teams.planning.plan import Plan, PlannedTeam, loads
from aktsom.teams.planning.problem import Problem
from aktsom.teams.planning.scoring import Task


@dataclass(frozen=True)
class SeatReason:
    """`contracts` of `of_contracts` are the member's own; `load` is what this seat takes, `load_after` what the member
    carries with all its seats, beside its share `fair` (twelfths of an effort)."""

    member: int
    lead: bool
    competence: int
    contracts: int
    of_contracts: int
    wish: int
    points: int
    load: int
    load_after: int
    fair: int


class Because(StrEnum):
    BARRED = "barred"  # it says itself that it cannot
    NO_ROOM = "no_room"  # it would carry more than it can
    OTHERS_FIT_BETTER = "others_fit_better"
    OTHERS_TOO_LITTLE = "others_too_little"  # whoever would make way would carry too little
    OTHERS_NO_ROOM = "others_no_room"  # those who could take the seat carry as much as they can
    TOO_FEW = "too_few"  # nobody else may
    AS_GOOD = "as_good"  # a change would not make the whole worse: a person may make it


@dataclass(frozen=True)
class UnmetWish:
    """`wanted` is 1 for a seat wished for and not given, -1 for one given though not wished for. `others` are the
    members that the reason is about."""

    member: int
    category: int
    wanted: int
    because: Because
    others: tuple[int, ...] = ()


def seat_reasons(problem: Problem, plan: Plan, team: PlannedTeam, task: Task | None = None) -> list[SeatReason]:
    """The lead first, then by points."""
    task = task or plan.task(problem)
    load = loads(task, plan)
    of = problem.categories[team.category].contracts
    reasons = [
        SeatReason(
            member=i,
            lead=i == team.lead,
            competence=int(problem.competence[i, team.category]),
            contracts=int(problem.contracts[i, team.category]),
            of_contracts=of,
            wish=int(problem.wish[i, team.category]),
            points=int(task.points[i, team.category]),
            load=int(task.seat_load[team.category]),
            load_after=int(load[i]) + problem.members[i].carried,
            fair=int(task.fair[i]),
        )
        for i in team.members
    ]
    return sorted(reasons, key=lambda reason: (not reason.lead, -reason.points, reason.member))


@dataclass(frozen=True)
class Wishes:
    met: int
    unmet: tuple[UnmetWish, ...]


def wishes(problem: Problem, plan: Plan) -> Wishes:
    """Every wish, for and against, as far as the plan meets it."""
    task = plan.task(problem)
    load = loads(task, plan)
    seated = np.zeros(task.points.shape, bool)
    for team in plan.teams:
        seated[list(team.members), team.category] = True
    unmet = tuple(_unmet(problem, task, plan, load, seated))
    return Wishes(int((problem.wish != 0).sum()) - len(unmet), unmet)


def _unmet(problem: Problem, task: Task, plan: Plan, load: np.ndarray, seated: np.ndarray) -> Iterator[UnmetWish]:
    teams = {team.category: team for team in plan.teams}
    for i, j in zip(*((problem.wish > 0) & ~seated).nonzero(), strict=True):
        yield _not_given(problem, task, teams[int(j)], load, int(i))
    for i, j in zip(*((problem.wish < 0) & seated).nonzero(), strict=True):
        yield _given_all_the_same(task, teams[int(j)], load, int(i))


def _not_given(problem: Problem, task: Task, team: PlannedTeam, load: np.ndarray, member: int) -> UnmetWish:
    j, takes = team.category, int(task.seat_load[team.category])

    def told(because: Because, others: tuple[int, ...] = ()) -> UnmetWish:
        return UnmetWish(member, j, 1, because, others)

    if problem.barred[member, j]:
        return told(Because.BARRED)
    if load[member] + takes > task.ceiling[member]:
        return told(Because.NO_ROOM)
    weaker = [k for k in team.members if task.points[k, j] < task.points[member, j]]
    if not weaker:
        return told(Because.OTHERS_FIT_BETTER, team.members)
    bound = tuple(k for k in weaker if load[k] - takes < task.floor[k])
    return told(Because.OTHERS_TOO_LITTLE, bound) if len(bound) == len(weaker) else told(Because.AS_GOOD)


def _given_all_the_same(task: Task, team: PlannedTeam, load: np.ndarray, member: int) -> UnmetWish:
    j, takes = team.category, int(task.seat_load[team.category])

    def told(because: Because, others: tuple[int, ...] = ()) -> UnmetWish:
        return UnmetWish(member, j, -1, because, others)

    if load[member] - takes < task.floor[member]:
        return told(Because.OTHERS_TOO_LITTLE, (member,))
    others = [k for k in task.allowed[:, j].nonzero()[0].tolist() if k not in team.members]
    if not others:
        return told(Because.TOO_FEW)
    with_room = [k for k in others if load[k] + takes <= task.ceiling[k]]
    if not with_room:
        return told(Because.OTHERS_NO_ROOM, tuple(others))
    better = [k for k in with_room if task.points[k, j] > task.points[member, j]]
    return told(Because.AS_GOOD, tuple(better)) if better else told(Because.OTHERS_FIT_BETTER, (member,))
