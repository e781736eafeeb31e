"""What becomes of a plan when a member leaves, and when a person puts one member in another's place."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from aktsom.teams.planning.clashes import Clash, find_clash
from aktsom.teams.planning.leads import choose_leads
from aktsom.teams.planning.plan import Balance, Plan, PlannedTeam, balance
from aktsom.teams.planning.problem import Flags, Problem
from aktsom.teams.planning.scoring import Task, points, task_of
from aktsom.teams.planning.solving import solve


@dataclass(frozen=True)
class TeamChange:
    """`out` and `into` are members; the leads are the same member where the lead stays."""

    category: int
    out: tuple[int, ...]
    into: tuple[int, ...]
    lead_before: int
    lead_after: int


@dataclass(frozen=True)
class Departure:
    """What follows when `member` leaves: the plan that keeps the most, and what differs; or what then clashes. Neither
    is set when the time was too short."""

    member: int
    after: Plan | None = None
    changes: tuple[TeamChange, ...] = ()
    clash: Clash | None = None
    balance: tuple[Balance, ...] = ()


def leave(problem: Problem, plan: Plan, member: int, *, seconds: float = 8.0) -> Departure:
    """Every other seat stays where it is, if the member's seats alone can be filled so. Else seats are moved, as few as
    may be: to keep one counts more than anything that a new one brings."""
    rest = problem.without(member)
    # Whoever is to fill the seats may come as far off its share as the rules allow; nobody moves for evenness alone.
    for seat_percent in sorted({plan.seat_percent, rest.weights.seat_percent}):
        task = task_of(rest, seat_percent)
        kept = _kept(plan, task, member)
        solution = solve(_with_fixed(task, kept), seconds=seconds)
        if solution.chosen is not None:
            return _departed(rest, plan, member, kept | solution.chosen, seat_percent)
    solution = solve(task.with_points(task.points + _worth_keeping(task) * kept), seconds=seconds)
    if solution.chosen is not None:
        return _departed(rest, plan, member, solution.chosen, rest.weights.seat_percent)
    return Departure(member, clash=find_clash(rest, task, seconds=seconds) if solution.impossible else None)


def _departed(rest: Problem, plan: Plan, member: int, chosen: Flags, seat_percent: int) -> Departure:
    after = _led_as_before(rest, replace(plan, seat_percent=seat_percent), chosen)
    return Departure(member, after, tuple(differences(plan, after)), balance=tuple(balance(rest, after)))


def _kept(plan: Plan, task: Task, leaver: int) -> Flags:
    kept = np.zeros(task.points.shape, bool)
    for team in plan.teams:
        # A team may be smaller or larger once the leaver's share is another: no more than its seats are kept.
        kept[[i for i in team.members if i != leaver][: int(task.seats[team.category])], team.category] = True
    return kept & task.allowed


def _with_fixed(task: Task, kept: Flags) -> Task:
    """The seats that are open once the kept ones are taken; the points of these are left out."""
    taken = (kept * task.seat_load).sum(axis=1)
    open_seats = task.seats - kept.sum(axis=0)
    free = task.allowed & ~kept & (open_seats > 0)[None, :]
    room = (task.ceiling - taken).clip(-1)
    return replace(task, allowed=free, seats=open_seats, floor=(task.floor - taken).clip(0), ceiling=room)


def _worth_keeping(task: Task) -> int:
    spread = task.points.max(initial=0) - task.points.min(initial=0)
    return 2 * int(spread) + 1


def _led_as_before(problem: Problem, plan: Plan, chosen: Flags) -> Plan:
    leads = choose_leads(problem, chosen, keep={team.category: team.lead for team in plan.teams})
    teams = tuple(PlannedTeam(j, tuple(chosen[:, j].nonzero()[0].tolist()), leads[j]) for j in range(chosen.shape[1]))
    return replace(plan, teams=teams, total=int(points(problem)[chosen].sum()), by_hand=True)


def differences(before: Plan, after: Plan) -> list[TeamChange]:
    """The teams that are not the same, in the order of the categories."""
    changes = []
    for old, new in zip(before.teams, after.teams, strict=True):
        out = tuple(i for i in old.members if i not in new.members)
        into = tuple(i for i in new.members if i not in old.members)
        if out or into or old.lead != new.lead:
            changes.append(TeamChange(old.category, out, into, old.lead, new.lead))
    return changes


class NoSwap(StrEnum):
    """Why a member cannot be put in another's place."""

    NOT_THERE = "not_there"  # whoever is to make way has no seat in the team
    THERE_ALREADY = "there_already"
    BARRED = "barred"
    NO_SHARE = "no_share"  # it has said that it can carry nothing


def no_swap(problem: Problem, plan: Plan, category: int, out: int, into: int) -> NoSwap | None:
    team = plan.team(category)
    if out not in team.members:
        return NoSwap.NOT_THERE
    if into in team.members:
        return NoSwap.THERE_ALREADY
    if problem.barred[into, category]:
        return NoSwap.BARRED
    return None if problem.members[into].share > 0 else NoSwap.NO_SHARE


def swap(problem: Problem, plan: Plan, category: int, out: int, into: int) -> Plan:
    """The plan with `into` in the place of `out`, the lead too if that was the lead. A person may put a member out of
    its room: balance shows it. Ask `no_swap` first."""
    team = plan.team(category)
    members = tuple(sorted({*team.members, into} - {out}))
    return _with_team(problem, plan, PlannedTeam(category, members, into if team.lead == out else team.lead))


def lead_by(problem: Problem, plan: Plan, category: int, member: int) -> Plan:
    """The plan with another of the team's members as its lead."""
    return _with_team(problem, plan, replace(plan.team(category), lead=member))


def _with_team(problem: Problem, plan: Plan, changed: PlannedTeam) -> Plan:
    teams = tuple(changed if team.category == changed.category else team for team in plan.teams)
    worth = points(problem)
    total = sum(int(worth[list(team.members), team.category].sum()) for team in teams)
    return replace(plan, teams=teams, total=total, by_hand=True)
