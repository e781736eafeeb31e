"""A plan: the members of each team, who leads it, and what is known of how good it is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from aktsom.teams.planning.problem import Numbers, Problem
from aktsom.teams.planning.scoring import Task, task_of


@dataclass(frozen=True)
class PlannedTeam:
    """`category` and `members` are positions in the problem; the lead is one of the members."""

    category: int
    members: tuple[int, ...]
    lead: int


@dataclass(frozen=True)
class Plan:
    """`total` is its points and `bound` what no plan of the same problem can exceed, as the solver found it; changed by
    hand (`by_hand`) the points are counted anew and the bound still holds."""

    teams: tuple[PlannedTeam, ...]
    total: int
    bound: int
    seconds: float
    by_hand: bool = False
    seat_percent: int = 100  # how much of a whole seat members may be off their share: the least that leaves a plan

    def task(self, problem: Problem) -> Task:
        """What the plan answers."""
        return task_of(problem, self.seat_percent)

    @property
    def proven(self) -> bool:
        return not self.by_hand and self.bound <= self.total

    @property
    def gap(self) -> float:
        return max(self.bound - self.total, 0) / max(abs(self.bound), 1)

    def team(self, category: int) -> PlannedTeam:
        return next(team for team in self.teams if team.category == category)

    def as_proposal(self) -> dict[str, Any]:
        return {**asdict(self), "teams": [[t.category, list(t.members), t.lead] for t in self.teams]}

    @classmethod
    def from_proposal(cls, kept: Mapping[str, Any]) -> "Plan":
        teams = tuple(PlannedTeam(category, tuple(members), lead) for category, members, lead in kept["teams"])
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        return cls(**{**known, "teams": teams})


@dataclass(frozen=True)
class Balance:
    """One member's part: load in twelfths of an effort, beside what its share comes to and its room."""

    member: int
    load: int
    fair: int
    floor: int
    ceiling: int
    seats: int
    leads: int

    @property
    def within(self) -> bool:
        return self.floor <= self.load <= self.ceiling

    @property
    def percent(self) -> int:
        """Of its share."""
        return round(100 * self.load / self.fair) if self.fair else 0


def loads(task: Task, plan: Plan) -> Numbers:
    """By member, from the teams of the plan alone."""
    total = np.zeros(len(task.fair), np.int64)
    for team in plan.teams:
        total[list(team.members)] += task.seat_load[team.category]
    return total


def balance(problem: Problem, plan: Plan) -> list[Balance]:
    """Every member's part. Load, room and share are with the seats that the member has already."""
    task = plan.task(problem)
    carried = np.array([member.carried for member in problem.members], np.int64)
    load = loads(task, plan) + carried
    seats, leads = np.zeros_like(load), np.zeros_like(load)
    for team in plan.teams:
        seats[list(team.members)] += 1
        leads[team.lead] += 1
    floor, ceiling = task.floor + carried, task.ceiling + carried
    columns = (load, task.fair, floor, ceiling, seats, leads)
    return [Balance(i, *(int(column[i]) for column in columns)) for i in range(len(load))]
