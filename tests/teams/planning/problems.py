"""Small problems, drawn at random or by hand, and the slow sure way to their best plan."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from aktsom.teams.planning.problem import Flags, Pair, PlannedCategory, PlannedMember, Problem
from aktsom.teams.planning.scoring import Task
from aktsom.teams.planning.weights import current_weights

PAIRS = st.builds(
    Pair, competence=st.integers(0, 3), contracts=st.integers(0, 9), wish=st.integers(-1, 1), barred=st.booleans()
)


@st.composite
def problems(draw: st.DrawFn, members: tuple[int, int] = (3, 5), categories: tuple[int, int] = (1, 4)) -> Problem:
    m, k = draw(st.integers(*members)), draw(st.integers(*categories))
    pairs = {at: draw(PAIRS) for at in itertools.product(range(m), range(k))}
    # Barring is rare, or hardly any problem would have a plan.
    for at, pair in pairs.items():
        if pair.barred and draw(st.integers(0, 3)):
            pairs[at] = replace(pair, barred=False)
    shares = [draw(st.sampled_from([0.0, 0.5, 1.0, 1.0, 1.0, 2.0])) for _ in range(m)]
    return problem(shares, k, pairs)


def problem(shares: list[float], categories: int, pairs: dict[tuple[int, int], Pair] | None = None) -> Problem:
    pairs = pairs or {}
    counts = [sum(pair.contracts for (_, at), pair in pairs.items() if at == j) for j in range(categories)]
    return Problem.of(
        [PlannedMember(f"mem-{i}", f"M{i}", share) for i, share in enumerate(shares)],
        [PlannedCategory(f"c{j}", counts[j]) for j in range(categories)],
        pairs,
        current_weights(),
    )


def every_choice(task: Task) -> Iterator[Flags]:
    """Every choice of teams that obeys the task, by trying them all."""
    m, k = task.points.shape
    teams = [
        [team for team in itertools.combinations(range(m), int(task.seats[j])) if task.allowed[list(team), j].all()]
        for j in range(k)
    ]
    for choice in itertools.product(*teams):
        chosen = np.zeros((m, k), bool)
        for j, team in enumerate(choice):
            chosen[list(team), j] = True
        load = (chosen * task.seat_load).sum(axis=1)
        if (load >= task.floor).all() and (load <= task.ceiling).all():
            yield chosen


def brute_force(task: Task) -> int | None:
    """The points of the best choice; None when there is none."""
    return max((int(task.points[chosen].sum()) for chosen in every_choice(task)), default=None)
