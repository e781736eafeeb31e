"""The best teams, and how far from the best possible they can be at most.

A small task is one question over all pairs, answered with proof. A large one is asked in fractions first, over all
pairs: the answer is a bound on every plan, and says of each pair what it would cost to force it in. The teams are then
sought among the pairs that cost little; what is still between them and the bound is the gap, and is told. Team sizes
are fixed by rule: left open, the same solver does worse than a simple greedy rule (see the decision record).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from aktsom.teams.planning.highs import WHOLE, Answer, Found, Rows, ask
from aktsom.teams.planning.problem import Flags
from aktsom.teams.planning.scoring import Task

SMALL = 2_000  # pairs that are asked about at once, with proof
GAP = 0.001  # what a large task is content with between its plan and the best of the pairs asked about
NEAR = (2.0, 6.0, 20.0, 60.0)  # points that a pair may cost to be asked about; more where fewer leave no plan
PROVABLE = 6_000  # pairs that could still better the plan: with no more than these they are all asked about


@dataclass(frozen=True, eq=False)
class Solution:
    """`chosen` has the shape of the task; `total` its points, `bound` what no choice can exceed. Without a choice
    (`chosen` is None) either none exists (`impossible`) or the time was too short."""

    chosen: Flags | None
    total: int
    bound: int
    impossible: bool
    seconds: float

    @property
    def proven(self) -> bool:
        return self.chosen is not None and self.bound <= self.total

    @property
    def gap(self) -> float:
        return max(self.bound - self.total, 0) / max(abs(self.bound), 1)


def solve(task: Task, *, seconds: float = 30.0) -> Solution:
    started = time.perf_counter()

    def left() -> float:
        return seconds - (time.perf_counter() - started)

    every = _Pairs(task, task.allowed)
    if task.points.size <= SMALL:
        answer, pairs, bound = every.ask(whole=True, seconds=left()), every, float("inf")
    else:
        relaxed = every.ask(whole=False, seconds=left())
        if relaxed.found is not Found.BEST:
            return Solution(None, 0, 0, relaxed.found is Found.NONE, time.perf_counter() - started)
        answer, pairs, bound = _among_the_near(task, every, relaxed, left)
    return _solution(task, answer, pairs, bound, time.perf_counter() - started)


class _Pairs:
    """The pairs of a task that are asked about."""

    def __init__(self, task: Task, among: Flags) -> None:
        self.task = task
        self.members, self.categories = among.nonzero()

    def ask(self, *, whole: bool, seconds: float, gap: float = 0.0) -> Answer:
        task, at = self.task, (self.members, self.categories)
        rows = Rows(*(side.astype(float) for side in (task.seats, task.seats, task.floor, task.ceiling)))
        return ask(*at, task.points[at], task.seat_load, rows, whole=whole, seconds=seconds, gap=gap)

    def flags(self, marked: Flags) -> Flags:
        chosen = np.zeros(self.task.points.shape, bool)
        chosen[self.members[marked], self.categories[marked]] = True
        return chosen


def _among_the_near(
    task: Task, every: _Pairs, relaxed: Answer, left: Callable[[], float]
) -> tuple[Answer, _Pairs, float]:
    """The answer among pairs that cost little, widened until there is one; and proven where few pairs remain open."""
    bound = _whole(relaxed.bound)
    answer, pairs = relaxed, every
    for near in NEAR:
        pairs = _Pairs(task, every.flags((relaxed.cost >= -near) | (relaxed.value > WHOLE)))
        answer = pairs.ask(whole=True, seconds=left(), gap=GAP)
        if answer.found in (Found.BEST, Found.SOME):
            break
    else:
        answer, pairs = every.ask(whole=True, seconds=left(), gap=GAP), every
    # A pair that costs more than is between the plan and the bound stands in no better plan.
    open_ = (relaxed.cost >= -(bound - answer.total)) | (relaxed.value > WHOLE)
    if answer.found in (Found.BEST, Found.SOME) and open_.sum() <= PROVABLE:
        wider = _Pairs(task, every.flags(open_))
        proof = wider.ask(whole=True, seconds=left())
        if proof.found in (Found.BEST, Found.SOME) and proof.total >= answer.total - WHOLE:
            return proof, wider, min(bound, _whole(proof.bound))
    return answer, pairs, bound


def _whole(bound: float) -> float:
    """Points are whole numbers, so a bound between two of them is as good as the lower."""
    return float(np.floor(bound + 1e-5))


def _solution(task: Task, answer: Answer, pairs: _Pairs, bound: float, took: float) -> Solution:
    if answer.found not in (Found.BEST, Found.SOME):
        return Solution(None, 0, 0, answer.found is Found.NONE, took)
    chosen = pairs.flags(answer.value > 0.5)
    total = int(task.points[chosen].sum())
    bound = min(bound, _whole(answer.bound)) if pairs.members.size == task.allowed.sum() else bound
    return Solution(chosen, total, int(max(bound, total)), False, took)
