"""Why a member sits where it does, which wishes gave way, and who leads."""

from collections import Counter

from hypothesis import given, settings

from aktsom.teams.planning.explaining import Because, seat_reasons, wishes
from aktsom.teams.planning.plan import balance, loads
from aktsom.teams.planning.problem import Pair, Problem
from aktsom.teams.planning.proposing import propose
from aktsom.teams.planning.scoring import efforts, points, team_sizes
from tests.teams.planning.problems import problem, problems
from tests.teams.planning.test_solving import large

SLOW = settings(max_examples=60, deadline=None)


@SLOW
@given(problems())
def test_every_wish_is_met_or_told_of_once(made: Problem) -> None:
    plan = propose(made).plan
    if plan is None:
        return
    told = wishes(made, plan)
    assert told.met + len(told.unmet) == (made.wish != 0).sum()
    assert len({(one.member, one.category) for one in told.unmet}) == len(told.unmet)
    for one in told.unmet:
        seated = one.member in plan.team(one.category).members
        assert seated == (one.wanted < 0)


@SLOW
@given(problems())
def test_reasons_given_are_true(made: Problem) -> None:
    plan = propose(made).plan
    if plan is None:
        return
    task, load = plan.task(made), loads(plan.task(made), plan)
    for one in wishes(made, plan).unmet:
        takes, worth = task.seat_load[one.category], task.points[:, one.category]
        match one.because:
            case Because.NO_ROOM:
                assert load[one.member] + takes > task.ceiling[one.member]
            case Because.OTHERS_FIT_BETTER if one.wanted > 0:
                assert all(worth[k] >= worth[one.member] for k in one.others)
            case Because.OTHERS_TOO_LITTLE:
                assert all(load[k] - takes < task.floor[k] for k in one.others)
            case Because.OTHERS_NO_ROOM:
                assert all(load[k] + takes > task.ceiling[k] for k in one.others)
            case Because.AS_GOOD:
                # In a plan proven best no single change makes the whole better.
                assert not plan.proven
            case _:
                pass


@SLOW
@given(problems())
def test_reasons_add_up_to_the_plan(made: Problem) -> None:
    plan = propose(made).plan
    if plan is None:
        return
    reasons = [reason for team in plan.teams for reason in seat_reasons(made, plan, team)]
    assert sum(reason.points for reason in reasons) == plan.total
    by_member = Counter[int]()
    for reason in reasons:
        by_member[reason.member] += reason.load
    for part in balance(made, plan):
        assert part.load == by_member[part.member]
    assert sum(part.leads for part in balance(made, plan)) == len(plan.teams)


def test_lead_knows_the_category_best_among_the_members() -> None:
    made = problem([1, 1, 1], 1, {(0, 0): Pair(competence=1, contracts=9), (2, 0): Pair(competence=2)})
    plan = propose(made).plan
    assert plan is not None
    assert plan.team(0).lead == 2
    assert [reason.member for reason in seat_reasons(made, plan, plan.team(0))] == [2, 0, 1]


def test_leads_are_spread_though_one_knows_all_best() -> None:
    pairs = {(0, j): Pair(competence=3) for j in range(3)} | {(1, j): Pair(competence=1) for j in range(3)}
    plan = propose(problem([1, 1, 1], 3, pairs)).plan
    assert plan is not None
    assert sorted(team.lead for team in plan.teams) == [0, 1, 2]


def test_leads_in_a_large_plan_are_near_the_shares() -> None:
    made = large(60, 120)
    plan = propose(made).plan
    assert plan is not None
    assert max(part.leads for part in balance(made, plan)) <= 3


def test_points_effort_and_size() -> None:
    pairs = {
        (0, 0): Pair(competence=3, contracts=8, wish=1),
        (1, 0): Pair(competence=1, contracts=2, wish=-1),
        (2, 1): Pair(contracts=1000),
    }
    made = problem([1, 1, 1, 1], 4, pairs)
    assert points(made)[:2, 0].tolist() == [100 + 40 + 25, 30 + 10 - 40]
    assert efforts(made).tolist() == [30, 80, 20, 20]
    allowed = ~made.barred
    assert team_sizes(made, efforts(made), allowed).tolist() == [3, 4, 3, 3]
    allowed[0, 1] = False  # only three may: then three sit
    assert team_sizes(made, efforts(made), allowed).tolist() == [3, 3, 3, 3]


def test_seats_held_already_count() -> None:
    from dataclasses import replace

    made = problem([1, 1, 1, 1], 2)
    busy = replace(made.members[0], carried=160)
    made = replace(made, members=(busy, *made.members[1:]))
    plan = propose(made).plan
    assert plan is not None
    parts = balance(made, plan)
    assert parts[0].seats == 0
    assert parts[0].load == 160
