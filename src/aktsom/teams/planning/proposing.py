"""From a problem to a plan, or to what stands in its way."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aktsom.teams.planning.clashes import Clash, find_clash
from aktsom.teams.planning.leads import choose_leads
from aktsom.teams.planning.plan import Plan, PlannedTeam
from aktsom.teams.planning.problem import Flags, Problem
from aktsom.teams.planning.scoring import task_of
from aktsom.teams.planning.solving import Solution, solve


class Stage(StrEnum):
    """How far a proposal has come."""

    WORKING = "working"  # a worker looks for teams
    READY = "ready"
    CLASH = "clash"  # no teams can be formed: what clashes is told
    FAILED = "failed"  # the time was too short, or something went wrong


@dataclass(frozen=True)
class Proposal:
    """The plan of one that is ready, the clash of one that clashes."""

    stage: Stage
    plan: Plan | None = None
    clash: Clash | None = None

    def kept(self) -> dict[str, Any]:
        """In the form that a plan of teams keeps it."""
        return {
            "stage": self.stage,
            "plan": self.plan and self.plan.as_proposal(),
            "clash": self.clash and self.clash.as_proposal(),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Proposal":
        plan, clash = kept.get("plan"), kept.get("clash")
        return cls(
            Stage(kept["stage"]),
            Plan.from_proposal(plan) if plan else None,
            Clash.from_proposal(clash) if clash else None,
        )


def propose(problem: Problem, *, seconds: float = 30.0) -> Proposal:
    """The best teams that spread the work as evenly as the rules ask; where that leaves no teams at all members may be
    off their share by half of the largest seat, and then by the whole of it."""
    until = time.perf_counter() + seconds
    task, impossible = task_of(problem), False
    for seat_percent in (0, problem.weights.seat_percent // 2, problem.weights.seat_percent):
        task = task_of(problem, seat_percent)
        solution = solve(task, seconds=until - time.perf_counter())
        if solution.chosen is not None:
            return Proposal(Stage.READY, plan=with_leads(problem, solution, solution.chosen, seat_percent))
        impossible = solution.impossible
    clash = find_clash(problem, task, seconds=seconds) if impossible else None
    return Proposal(Stage.CLASH, clash=clash) if clash else Proposal(Stage.FAILED)


def with_leads(problem: Problem, solution: Solution, chosen: Flags, seat_percent: int) -> Plan:
    leads = choose_leads(problem, chosen)
    teams = tuple(
        PlannedTeam(category, tuple(int(i) for i in chosen[:, category].nonzero()[0]), leads[category])
        for category in range(chosen.shape[1])
    )
    return Plan(teams, solution.total, solution.bound, round(solution.seconds, 3), seat_percent=seat_percent)
