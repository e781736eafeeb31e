"""How good a plan of teams is, and how fast: beside a greedy rule with the same team sizes and the same room.

    python bench/plan_teams.py [--runs 3] [--quick]

Members and categories are drawn at random (seed below): what a member knows is the lower of two throws from 0 to 10,
its stake one throw from 0 to 5, one pair in twenty is barred, efforts differ by four to one and shares by three to
two.

The rival takes the heaviest category first and gives its seats to the best members that have room, then swaps single
seats as long as that gains points. It has the same team sizes and the same ceilings as we have, and no floors, which
it cannot keep. So its points are near the bound, and what counts is how much of the way from them to the bound is
gone.

Each run solves anew, and the median of the runs counts. The solver has one thread, so processor seconds are what an
idle machine would take; they are judged, and the seconds on the wall are told beside them. Goals: 8 x 20 proven best
in under a second; 300 x 500 within 0.2 % of the bound in at most 10 seconds, and four fifths of the way from greedy
to the bound gone; no member outside its room.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from aktsom.teams.planning.scoring import UNIT, Task
from aktsom.teams.planning.solving import Solution, solve

Answer = TypeVar("Answer")
SIZES = ((8, 20), (40, 100), (300, 500))
SEED = 5
PROVEN_SECONDS, LARGE_SECONDS, LARGE_GAP, WAY = 1.0, 10.0, 0.002, 0.8


def drawn(members: int, categories: int, seed: int = SEED) -> Task:
    chance = np.random.default_rng(seed)
    shape = (members, categories)
    knows = np.minimum(chance.integers(0, 11, shape), chance.integers(0, 11, shape))
    points = knows * 10 + chance.integers(0, 6, shape) * 4
    allowed = chance.random(shape) >= 0.05
    effort = chance.integers(2, 9, categories)
    share = chance.integers(8, 13, members) / 10
    seats = np.full(categories, 3)
    seats[np.argsort(-effort, kind="stable")[: categories // 4]] = 4
    seat_load = effort * UNIT // seats
    fair = effort.sum() * UNIT * share / share.sum()
    largest = seat_load.max()
    give = np.where(fair < largest, largest, 0)
    floor = np.maximum(np.floor(fair * 0.75) - give, 0).astype(np.int64)
    ceiling = (np.floor(fair * 1.25) + give).astype(np.int64)
    return Task(points, allowed, seats, seat_load, floor, ceiling, fair.round().astype(np.int64))


@dataclass(frozen=True)
class Greedy:
    """Points before and after the swaps; seats that nobody had room for, and members under their floor."""

    first: int
    swapped: int
    empty: int
    under: int


def greedy(task: Task) -> Greedy:
    chosen = np.zeros(task.points.shape, bool)
    load = np.zeros(len(task.floor), np.int64)
    for category in np.argsort(-task.seat_load * task.seats, kind="stable"):
        takes = task.seat_load[category]
        may = task.allowed[:, category] & (load + takes <= task.ceiling)
        # A member that carries much already waits a little, so that the last categories find room.
        worth = np.where(may, task.points[:, category] - 40 * load / task.ceiling, -np.inf)
        best = np.argsort(-worth, kind="stable")[: task.seats[category]]
        best = best[np.isfinite(worth[best])]
        chosen[best, category] = True
        load[best] += takes
    first = int(task.points[chosen].sum())
    _swap(task, chosen, load)
    empty = int((task.seats - chosen.sum(axis=0)).sum())
    return Greedy(first, int(task.points[chosen].sum()), empty, int((load < task.floor).sum()))


def _swap(task: Task, chosen: np.ndarray, load: np.ndarray) -> None:
    gained = True
    while gained:
        gained = False
        for category in range(len(task.seats)):
            takes, worth = task.seat_load[category], task.points[:, category]
            free = task.allowed[:, category] & ~chosen[:, category] & (load + takes <= task.ceiling)
            if not free.any():
                continue
            into = int(np.argmax(np.where(free, worth, -1)))
            seated = np.flatnonzero(chosen[:, category] & (load - takes >= task.floor))
            if not len(seated):
                continue
            out = int(seated[np.argmin(worth[seated])])
            if worth[into] > worth[out]:
                chosen[[out, into], category] = [False, True]
                load[out] -= takes
                load[into] += takes
                gained = True


@dataclass(frozen=True)
class Timed(Generic[Answer]):
    answer: Answer
    processor: float
    wall: float
    fastest: float


def timed(run: Callable[[], Answer], runs: int) -> Timed[Answer]:
    """The first answer, with the median of the runs' times, and the fastest on the wall."""
    processor, wall, answers = [], [], []
    for _ in range(runs):
        used, started = time.process_time(), time.perf_counter()
        answers.append(run())
        processor.append(time.process_time() - used)
        wall.append(time.perf_counter() - started)
    return Timed(answers[0], statistics.median(processor), statistics.median(wall), min(wall))


def outside(task: Task, found: Solution) -> int:
    if found.chosen is None:
        return len(task.floor)
    load = (found.chosen * task.seat_load).sum(axis=1)
    return int(((load < task.floor) | (load > task.ceiling)).sum())


def measure(members: int, categories: int, runs: int) -> list[str]:
    """Prints a size and returns the goals it missed."""
    task = drawn(members, categories)
    ours, rival = timed(lambda: solve(task), runs), timed(lambda: greedy(task), runs)
    found, simple = ours.answer, rival.answer
    proof = "proven best" if found.proven else f"gap {found.gap:.3%}"
    print(f"{members} x {categories}: {found.total} points, bound {found.bound}, {proof}")
    print(f"    {ours.processor:.2f} s of processor, {ours.wall:.2f} s on the wall (fastest {ours.fastest:.2f})")
    print(
        f"    greedy: {simple.first} points, with swaps {simple.swapped}, in {rival.processor:.2f} s; {simple.empty} "
        f"seats empty, {simple.under} members under their floor"
    )
    way = (found.total - simple.first) / max(found.bound - simple.first, 1)
    print(
        f"    ours over greedy {found.total / simple.first - 1:+.2%}, over greedy with swaps "
        f"{found.total / simple.swapped - 1:+.2%}; more than {found.bound / simple.first - 1:+.2%} is not possible"
    )
    goals = {"no member outside its room": outside(task, found) == 0}
    if (members, categories) == SIZES[0]:
        goals[f"proven in under {PROVEN_SECONDS} s"] = found.proven and ours.processor < PROVEN_SECONDS
    if (members, categories) == SIZES[-1]:
        goals[f"gap at most {LARGE_GAP:.1%}"] = found.gap <= LARGE_GAP
        goals[f"in at most {LARGE_SECONDS:.0f} s"] = ours.processor <= LARGE_SECONDS
        goals[f"{WAY:.0%} of the way from greedy to the bound"] = way >= WAY
    for goal, met in goals.items():
        print(f"    {'ok' if met else 'NO'} {goal}")
    return [f"{members} x {categories}: {goal}" for goal, met in goals.items() if not met]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one run, without the largest size")
    asked = parser.parse_args()
    sizes = SIZES[:-1] if asked.quick else SIZES
    missed = [goal for size in sizes for goal in measure(*size, 1 if asked.quick else asked.runs)]
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
