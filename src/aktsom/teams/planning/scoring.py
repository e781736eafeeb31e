"""From what is known to what the solver weighs: points for each seat, effort of each category, room of each member."""

from dataclasses import dataclass, replace

import numpy as np

from aktsom.teams.planning.problem import Flags, Numbers, Problem
from aktsom.teams.planning.weights import Weights

UNIT = 12  # loads are counted in twelfths of an effort, so that a third and a quarter of it are whole numbers


@dataclass(frozen=True, eq=False)
class Task:
    """Choose for each category `seats` different members among the `allowed` ones, so that each member's load (the sum
    of `seat_load` over its categories) lies from `floor` to `ceiling`, with the greatest sum of `points`."""

    points: Numbers  # members x categories
    allowed: Flags  # members x categories
    seats: Numbers  # by category
    seat_load: Numbers  # by category
    floor: Numbers  # by member
    ceiling: Numbers  # by member
    fair: Numbers  # by member, for telling: what its share comes to

    def with_points(self, points: Numbers) -> "Task":
        return replace(self, points=points)


def task_of(problem: Problem, seat_percent: int | None = None) -> Task:
    """`seat_percent` is how much of a whole seat members may be off their share at least; by default the most."""
    allowed = ~problem.barred & np.array([m.share > 0 for m in problem.members])[:, None]
    effort = efforts(problem)
    seats = team_sizes(problem, effort, allowed)
    seat_load = effort * UNIT // seats
    most = problem.weights.seat_percent if seat_percent is None else seat_percent
    fair, floor, ceiling = room(problem, effort, seat_load, most)
    return Task(points(problem), allowed, seats, seat_load, floor, ceiling, fair)


def points(problem: Problem) -> Numbers:
    weights = problem.weights
    largest = np.maximum(problem.contracts.max(axis=0, initial=0), 1)
    known = np.array(weights.competence)[problem.competence]
    stake = (2 * weights.stake_largest * problem.contracts + largest) // (2 * largest)  # rounded to whole points
    wish = np.where(problem.wish > 0, weights.wish_yes, np.where(problem.wish < 0, weights.wish_no, 0))
    total: Numbers = known + stake + wish
    return total


def efforts(problem: Problem) -> Numbers:
    """By category."""
    return np.array([effort_of(problem.weights, category.contracts) for category in problem.categories], np.int64)


def effort_of(weights: Weights, contracts: int) -> int:
    """What a category takes in which so many contracts run."""
    return min(weights.effort_base + weights.effort_contract * contracts, weights.effort_most)


def team_sizes(problem: Problem, effort: Numbers, allowed: Flags) -> Numbers:
    """The categories with most effort get the larger team, where enough members may sit in it."""
    weights = problem.weights
    heavy = len(effort) * weights.heavy_percent // 100
    seats = np.full(len(effort), weights.seats_few, np.int64)
    seats[np.argsort(-effort, kind="stable")[:heavy]] = weights.seats_many
    return np.where(allowed.sum(axis=0) < seats, weights.seats_few, seats)


def room(problem: Problem, effort: Numbers, seat_load: Numbers, seat_percent: int) -> tuple[Numbers, Numbers, Numbers]:
    """(fair, floor, ceiling) by member: its share of all effort, give or take `band_percent` of it, and at least that
    much of the largest seat: seats are not divided, and to round a fair division by fractions to whole seats can move a
    member's load by about one. A member that can carry nothing has no room."""
    share = np.array([member.share for member in problem.members])
    carried = np.array([member.carried for member in problem.members], np.int64)
    total = int(effort.sum()) * UNIT + int(carried.sum())
    fair = total * share / share.sum() if share.any() else share
    give = np.maximum(fair * problem.weights.band_percent, seat_load.max(initial=0) * seat_percent) / 100
    able = share > 0
    ceiling = np.where(able, np.floor(fair + give), 0).astype(np.int64) - carried
    floor = np.where(able, np.ceil(fair - give), 0).astype(np.int64) - carried
    return fair.round().astype(np.int64), np.maximum(floor, 0), np.maximum(ceiling, 0)
