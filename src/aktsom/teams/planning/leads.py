"""Who leads each team: leads are spread by what members can carry, and go to those who know the category best."""

from collections.abc import Iterator, Mapping

import numpy as np

from aktsom.teams.planning.highs import Found, Reals, Rows, ask
from aktsom.teams.planning.problem import Flags, Problem
from aktsom.teams.planning.scoring import points

KNOWS = 1_000  # before all else the lead knows the category; then points decide
KEEPS = 10_000  # to go on leading counts before both


def choose_leads(problem: Problem, chosen: Flags, keep: Mapping[int, int] | None = None) -> list[int]:
    """By category the member that leads. No member leads more than its share of the teams, rounded up, as long as the
    teams can be led so; else each may lead one more, and so on. Who is named in `keep` (member by category) goes on
    leading as far as that allows."""
    members, categories = chosen.nonzero()
    worth = KNOWS * problem.competence + points(problem)
    for category, member in (keep or {}).items():
        worth[member, category] += KEEPS
    worth = worth[members, categories]
    many = len(problem.categories)
    one, none = np.ones(many), np.zeros(len(problem.members))
    for most in _most_led(problem, many):
        rows = Rows(one, one, none, most)
        answer = ask(members, categories, worth, one.astype(np.int64), rows, whole=True, seconds=10)
        if answer.found is Found.BEST:
            led = answer.value > 0.5
            leads = dict(zip(categories[led].tolist(), members[led].tolist(), strict=True))
            return [leads[category] for category in range(many)]
    raise ValueError("a team without members has no lead")


def _most_led(problem: Problem, teams: int) -> Iterator[Reals]:
    share = np.array([member.share for member in problem.members])
    fair = np.ceil(teams * share / share.sum() - 1e-9) if share.any() else share
    return (fair + extra for extra in range(teams + 1))
