"""What clashes: always said when there is no plan, never when there is one, and small."""

import numpy as np
from hypothesis import assume, given, settings

from aktsom.teams.planning.clashes import Clash, Fact, Kind, _clashes, _together, find_clash
from aktsom.teams.planning.problem import Pair, Problem
from aktsom.teams.planning.proposing import Stage, propose
from aktsom.teams.planning.scoring import task_of
from tests.teams.planning.problems import brute_force, problem, problems

SLOW = settings(max_examples=60, deadline=None)
FAR = float("inf")


@SLOW
@given(problems())
def test_a_clash_is_found_exactly_where_there_is_no_plan(made: Problem) -> None:
    best = brute_force(task_of(made))
    clash = find_clash(made, task_of(made))
    assert (clash is None) == (best is not None)
    if clash is not None:
        assert clash.smallest
        assert all(statement.facts or statement.kind is Kind.TOO_FEW_MEMBERS for statement in clash.statements)
        assert Clash.from_proposal(clash.as_proposal()) == clash


@SLOW
@given(problems())
def test_without_any_one_of_its_facts_teams_can_be_formed(made: Problem) -> None:
    """The deletion filter leaves a smallest set, whatever it was given."""
    task = task_of(made)
    assume(brute_force(task) is None)
    until = 1e12
    clash = _together(made, task, until)
    assert clash is not None
    facts = list(clash.statements[0].facts)
    assert _clashes(task, facts, whole=True, until=until)
    for fact in facts:
        assert not _clashes(task, [one for one in facts if one is not fact], whole=True, until=until)


def test_category_with_too_few_who_may() -> None:
    made = problem([1, 1, 1, 1], 2, {(0, 1): Pair(barred=True), (2, 1): Pair(barred=True)})
    proposal = propose(made)
    assert proposal.stage is Stage.CLASH
    assert proposal.clash is not None
    (statement,) = proposal.clash.statements
    assert (statement.kind, statement.needed, statement.had) == (Kind.TOO_FEW_MAY, 3, 2)
    assert [(fact.fact, fact.category, fact.members) for fact in statement.facts] == [
        (Fact.SEATS, 1, ()),
        (Fact.BARRED, 1, (0, 2)),
    ]


def test_who_can_carry_nothing_is_named_beside_who_is_barred() -> None:
    made = problem([1, 1, 1, 0], 1, {(0, 0): Pair(barred=True)})
    clash = find_clash(made, task_of(made))
    assert clash is not None
    assert [(fact.fact, fact.members) for fact in clash.statements[0].facts[1:]] == [
        (Fact.BARRED, (0,)),
        (Fact.CEILING, (3,)),
    ]


def test_too_few_take_part() -> None:
    made = problem([1, 0, 1], 2)
    clash = find_clash(made, task_of(made))
    assert clash is not None
    assert clash.statements[0].kind is Kind.TOO_FEW_MEMBERS
    assert (clash.statements[0].needed, clash.statements[0].had) == (3, 2)


def test_member_that_is_to_carry_more_than_it_may_sit_in() -> None:
    """Three small shares and a large one whose member is barred from nearly all."""
    pairs = {(0, j): Pair(barred=True) for j in range(1, 6)}
    made = problem([2, 1, 1, 1], 6, pairs)
    clash = find_clash(made, task_of(made))
    assert clash is not None
    kinds = {statement.kind for statement in clash.statements}
    assert Kind.CANNOT_FILL in kinds or Kind.TOO_LITTLE_ROOM in kinds


def test_time_up_is_said() -> None:
    made = problem([1, 1, 1, 1], 1, {(0, 0): Pair(barred=True), (1, 0): Pair(barred=True)})
    clash = _together(made, task_of(made), until=0.0)
    assert clash is None or not clash.smallest


def test_clash_in_a_large_problem_is_told_of_its_category_only() -> None:
    made = problem([1.0] * 80, 60)
    made.barred[:, 7] = np.arange(80) > 1
    clash = find_clash(made, task_of(made))
    assert clash is not None
    assert [statement.facts[0].category for statement in clash.statements] == [7]
