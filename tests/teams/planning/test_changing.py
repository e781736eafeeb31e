"""A member leaves, or is put in another's place."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.teams.planning.changing import NoSwap, differences, lead_by, leave, no_swap, swap
from aktsom.teams.planning.plan import balance
from aktsom.teams.planning.problem import Pair, Problem
from aktsom.teams.planning.proposing import propose
from aktsom.teams.planning.scoring import points, task_of
from tests.teams.planning.problems import brute_force, every_choice, problem, problems
from tests.teams.planning.test_solving import large

SLOW = settings(max_examples=60, deadline=None)


@SLOW
@given(problems(members=(4, 5), categories=(1, 3)), st.data())
def test_the_leaver_is_gone_and_the_rest_obeys_the_rules(made: Problem, data: st.DataObject) -> None:
    plan = propose(made).plan
    if plan is None:
        return
    leaver = data.draw(st.integers(0, len(made.members) - 1))
    departure = leave(made, plan, leaver)
    rest = made.without(leaver)
    assert (departure.after is None) == (brute_force(task_of(rest)) is None)
    assert (departure.after is None) == (departure.clash is not None)
    if departure.after is None:
        return
    assert all(leaver not in team.members and team.lead in team.members for team in departure.after.teams)
    assert all(part.within for part in balance(rest, departure.after))
    assert departure.changes == tuple(differences(plan, departure.after))


@SLOW
@given(problems(members=(4, 5), categories=(1, 3)), st.data())
def test_no_more_seats_move_than_must(made: Problem, data: st.DataObject) -> None:
    plan = propose(made).plan
    if plan is None:
        return
    leaver = data.draw(st.integers(0, len(made.members) - 1))
    departure = leave(made, plan, leaver)
    if departure.after is None:
        return
    before = np.zeros(made.wish.shape, bool)
    for team in plan.teams:
        before[list(team.members), team.category] = True
    before[leaver] = False
    kept = sum(before[list(team.members), team.category].sum() for team in departure.after.teams)
    assert kept == max((before & chosen).sum() for chosen in every_choice(task_of(made.without(leaver))))


def test_in_a_large_plan_only_the_leavers_teams_change() -> None:
    made = large(60, 120)
    plan = propose(made).plan
    assert plan is not None
    departure = leave(made, plan, 5)
    touched = {team.category for team in plan.teams if 5 in team.members}
    assert departure.after is not None
    moved = {change.category for change in departure.changes if change.out or change.into}
    assert touched <= moved
    assert len(moved - touched) <= 3


def test_what_clashes_without_the_leaver_is_told() -> None:
    made = problem([1, 1, 1, 1], 1, {(0, 0): Pair(barred=True)})
    plan = propose(made).plan
    assert plan is not None
    departure = leave(made, plan, 1)
    assert departure.after is None
    assert departure.clash is not None


def test_swap_moves_one_seat_and_counts_the_points_anew() -> None:
    made = problem([1, 1, 1, 1], 2, {(0, 0): Pair(competence=3), (1, 0): Pair(competence=2)})
    plan = propose(made).plan
    assert plan is not None
    team = plan.team(0)
    outside = next(i for i in range(4) if i not in team.members)
    changed = swap(made, plan, 0, team.lead, outside)
    assert changed.team(0).lead == outside
    assert changed.team(1) == plan.team(1)
    assert changed.by_hand
    worth = points(made)
    assert changed.total == plan.total - worth[team.lead, 0] + worth[outside, 0]


def test_why_there_is_no_swap() -> None:
    made = problem([1, 1, 1, 1, 0], 1, {(3, 0): Pair(barred=True)})
    plan = propose(made).plan
    assert plan is not None
    assert plan.team(0).members == (0, 1, 2)
    assert no_swap(made, plan, 0, 3, 4) is NoSwap.NOT_THERE
    assert no_swap(made, plan, 0, 0, 1) is NoSwap.THERE_ALREADY
    assert no_swap(made, plan, 0, 0, 3) is NoSwap.BARRED
    assert no_swap(made, plan, 0, 0, 4) is NoSwap.NO_SHARE
    free = replace(made, barred=np.zeros_like(made.barred))
    assert no_swap(free, plan, 0, 0, 3) is None


def test_another_lead() -> None:
    made = problem([1, 1, 1], 1)
    plan = propose(made).plan
    assert plan is not None
    other = next(i for i in plan.team(0).members if i != plan.team(0).lead)
    assert lead_by(made, plan, 0, other).team(0).lead == other
