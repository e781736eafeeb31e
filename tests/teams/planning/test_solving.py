"""The best teams: as good as trying everything, and never against the rules."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.teams.planning import solving
from aktsom.teams.planning.plan import Plan, balance
from aktsom.teams.planning.problem import Problem
from aktsom.teams.planning.proposing import Proposal, Stage, propose
from aktsom.teams.planning.scoring import task_of
from aktsom.teams.planning.solving import solve
from tests.teams.planning.problems import brute_force, problem, problems

SLOW = settings(max_examples=60, deadline=None)


def large(members: int, categories: int, seed: int = 3) -> Problem:
    chance = np.random.default_rng(seed)
    made = problem([float(s) for s in chance.integers(8, 13, members) / 10], categories)
    made.competence[:] = chance.integers(0, 4, made.competence.shape)
    made.contracts[:] = chance.integers(0, 7, made.competence.shape)
    made.wish[:] = chance.integers(-1, 2, made.competence.shape)
    made.barred[:] = chance.random(made.competence.shape) < 0.05
    counted = [replace(c, contracts=int(made.contracts[:, j].sum())) for j, c in enumerate(made.categories)]
    return replace(made, categories=tuple(counted))


@SLOW
@given(problems())
def test_best_is_what_trying_everything_finds(made: Problem) -> None:
    task = task_of(made)
    found = solve(task)
    best = brute_force(task)
    assert found.impossible == (best is None)
    if best is not None:
        assert found.proven
        assert (found.total, found.bound, found.gap) == (best, best, 0)


@SLOW
@given(problems())
def test_every_team_obeys_the_rules(made: Problem) -> None:
    plan = propose(made).plan
    if plan is None:
        return
    assert [team.category for team in plan.teams] == list(range(len(made.categories)))
    for team in plan.teams:
        assert len(set(team.members)) == len(team.members)
        assert len(team.members) in {3, 4}
        assert team.lead in team.members
        assert not made.barred[list(team.members), team.category].any()
        assert all(made.members[i].share > 0 for i in team.members)
    assert all(part.within for part in balance(made, plan))


@SLOW
@given(problems(), st.data())
def test_a_wish_more_never_makes_the_best_worse(made: Problem, data: st.DataObject) -> None:
    before = solve(task_of(made))
    if before.chosen is None:
        return
    i = data.draw(st.integers(0, len(made.members) - 1))
    j = data.draw(st.integers(0, len(made.categories) - 1))
    wish = made.wish.copy()
    wish[i, j] = min(wish[i, j] + 1, 1)
    assert solve(task_of(replace(made, wish=wish))).total >= before.total


@SLOW
@given(problems(), st.data())
def test_a_bar_more_never_makes_the_best_better(made: Problem, data: st.DataObject) -> None:
    task = task_of(made)
    before = solve(task)
    allowed = task.allowed.copy()
    allowed[data.draw(st.integers(0, len(made.members) - 1)), data.draw(st.integers(0, len(made.categories) - 1))] = (
        False
    )
    after = solve(replace(task, allowed=allowed))
    if after.chosen is not None:
        assert before.chosen is not None
        assert after.total <= before.total


@SLOW
@given(problems())
def test_same_question_has_the_same_answer(made: Problem) -> None:
    first, second = propose(made), propose(made)
    assert (first.stage, first.clash) == (second.stage, second.clash)
    assert (first.plan and first.plan.teams) == (second.plan and second.plan.teams)


@SLOW
@given(problems())
def test_kept_and_read_again_it_is_the_same(made: Problem) -> None:
    proposal = propose(made)
    assert Proposal.of(proposal.kept()) == proposal
    again = Problem.from_facts(made.as_facts())
    assert again.as_facts() == made.as_facts()
    assert (task_of(again).points == task_of(made).points).all()


def test_eight_members_and_twenty_categories_are_proven_at_once() -> None:
    for seed in range(5):
        plan = propose(large(8, 20, seed)).plan
        assert plan is not None
        assert plan.proven


def test_large_task_asks_about_few_pairs_and_tells_the_gap() -> None:
    task = task_of(large(60, 120), 0)
    assert task.points.size > solving.SMALL
    found = solve(task)
    assert found.chosen is not None
    assert found.total <= found.bound
    assert found.gap <= 0.002
    load = (found.chosen * task.seat_load).sum(axis=1)
    assert (load >= task.floor).all()
    assert (load <= task.ceiling).all()
    assert (found.chosen.sum(axis=0) == task.seats).all()
    assert not (found.chosen & ~task.allowed).any()


def test_large_way_finds_what_the_small_way_proves() -> None:
    """Both ways on one task: the way of large tasks loses nothing where the small way can tell."""
    task = task_of(large(12, 24), 0)
    small = solve(task)
    relaxed_bound = solving._Pairs(task, task.allowed).ask(whole=False, seconds=10).bound
    assert small.proven
    assert relaxed_bound >= small.total
    answer, pairs, bound = solving._among_the_near(
        task, every := solving._Pairs(task, task.allowed), every.ask(whole=False, seconds=10), lambda: 10.0
    )
    large_way = solving._solution(task, answer, pairs, bound, 0.0)
    assert large_way.total <= small.total <= large_way.bound
    assert large_way.gap <= 0.002


def test_out_of_time_is_not_called_impossible() -> None:
    found = solve(task_of(large(60, 120), 0), seconds=0.0)
    assert not found.impossible


def test_impossible_in_the_large_too() -> None:
    made = large(60, 120)
    made.barred[2:, 0] = True
    found = solve(task_of(made))
    assert (found.chosen, found.impossible) == (None, True)
    proposal = propose(made)
    assert proposal.stage is Stage.CLASH


def test_evenness_gives_way_only_where_nothing_else_does() -> None:
    """One category of three members among four: somebody gets nothing, which is a whole seat from its share."""
    plan = propose(problem([1, 1, 1, 1], 1)).plan
    assert plan is not None
    assert plan.seat_percent == 100
    even = propose(problem([1, 1, 1], 2)).plan
    assert even is not None
    assert (even.seat_percent, {part.percent for part in balance(problem([1, 1, 1], 2), even)}) == (0, {100})


def test_plan_by_hand_claims_no_proof() -> None:
    plan = Plan((), total=10, bound=10, seconds=0.1, by_hand=True)
    assert not plan.proven
    assert Plan((), 998, 1000, 0.1).gap == 0.002


def test_plan_kept_before_a_weight_came_is_read_all_the_same() -> None:
    made = problem([1, 1, 1], 1)
    proposal = propose(made)
    facts, kept = made.as_facts(), proposal.kept()
    del facts["weights"]["seat_percent"], kept["plan"]["seat_percent"]
    facts["weights"] |= {"wish_yes": 99, "of_old": 1}
    again = Problem.from_facts(facts)
    assert (again.weights.wish_yes, again.weights.seat_percent) == (99, 100)
    assert Proposal.of(kept).plan is not None
