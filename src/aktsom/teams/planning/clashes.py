"""When no teams can be formed: which few facts stand against each other.

What can be seen at a glance is looked for first: a category with too few who may sit in it, too little room in all, a
member that must carry more than it may sit in. Otherwise facts are taken away, many at a time and then one by one, as
long as the rest still clashes (a deletion filter). What is left is a smallest set: take any one away and teams can be
formed. A large problem need not be asked about all of its facts: the solver's own proof names a few to begin with.
"""

import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from aktsom.teams.planning.highs import Found, Rows, ask, rows_that_clash
from aktsom.teams.planning.problem import Problem
from aktsom.teams.planning.scoring import Task

SHOWN = 20  # statements of one kind at most; the rest is counted


class Fact(StrEnum):
    SEATS = "seats"  # the category needs its team
    BARRED = "barred"  # these members may not sit in the category
    CEILING = "ceiling"  # the member can carry no more
    FLOOR = "floor"  # the member is to carry no less


class Kind(StrEnum):
    TOO_FEW_MEMBERS = "too_few_members"  # who take part at all
    TOO_FEW_MAY = "too_few_may"  # in one category
    TOO_LITTLE_ROOM = "too_little_room"  # all members together
    CANNOT_FILL = "cannot_fill"  # one member is to carry more than it may sit in
    TOGETHER = "together"  # the facts listed, and no fewer


@dataclass(frozen=True)
class ClashFact:
    """Positions in the problem; `amount` is how many seats or how large a load (in twelfths) the fact is about."""

    fact: Fact
    category: int | None = None
    members: tuple[int, ...] = ()
    amount: int = 0


@dataclass(frozen=True)
class Statement:
    """One clash. `needed` stands against `had`: members of a team, or load in twelfths."""

    kind: Kind
    facts: tuple[ClashFact, ...]
    needed: int = 0
    had: int = 0


@dataclass(frozen=True)
class Clash:
    """`smallest` is false when the time was up before every fact had been tried; `more` counts what is not listed."""

    statements: tuple[Statement, ...]
    smallest: bool = True
    more: int = 0

    def as_proposal(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_proposal(cls, kept: dict[str, Any]) -> "Clash":
        statements = tuple(
            Statement(Kind(s["kind"]), tuple(_fact(f) for f in s["facts"]), s["needed"], s["had"])
            for s in kept["statements"]
        )
        return cls(statements, kept["smallest"], kept["more"])


def _fact(kept: dict[str, Any]) -> ClashFact:
    return ClashFact(Fact(kept["fact"]), kept["category"], tuple(kept["members"]), kept["amount"])


def find_clash(problem: Problem, task: Task, *, seconds: float = 30.0) -> Clash | None:
    """None when nothing clashes after all, or when the time was too short to say."""
    plain = _too_few_members(problem) or _too_few_may(problem, task) or [*_too_little_room(task), *_cannot_fill(task)]
    if plain:
        return Clash(tuple(plain[:SHOWN]), more=max(len(plain) - SHOWN, 0))
    return _together(problem, task, time.perf_counter() + seconds)


def _too_few_members(problem: Problem) -> list[Statement]:
    able = [i for i, member in enumerate(problem.members) if member.share > 0]
    needed = problem.weights.seats_few
    if len(able) >= needed:
        return []
    without = tuple(i for i, member in enumerate(problem.members) if not member.share)
    facts = (ClashFact(Fact.CEILING, None, without),) if without else ()
    return [Statement(Kind.TOO_FEW_MEMBERS, facts, needed, len(able))]


def _too_few_may(problem: Problem, task: Task) -> list[Statement]:
    found = []
    for category in (task.allowed.sum(axis=0) < task.seats).nonzero()[0].tolist():
        facts = [ClashFact(Fact.SEATS, category, (), int(task.seats[category]))]
        barred = tuple(problem.barred[:, category].nonzero()[0].tolist())
        idle = tuple(i for i, m in enumerate(problem.members) if not m.share and i not in barred)
        facts += [ClashFact(Fact.BARRED, category, barred)] if barred else []
        facts += [ClashFact(Fact.CEILING, category, idle)] if idle else []
        may = int(task.allowed[:, category].sum())
        found.append(Statement(Kind.TOO_FEW_MAY, tuple(facts), int(task.seats[category]), may))
    return found


def _too_little_room(task: Task) -> list[Statement]:
    """Whoever may sit in few categories has no more room than these hold."""
    needed = int((task.seats * task.seat_load).sum())
    room = np.minimum(task.ceiling, (task.allowed * task.seat_load).sum(axis=1))
    if int(room.sum()) >= needed:
        return []
    facts = [ClashFact(Fact.CEILING, None, (i,), int(load)) for i, load in enumerate(room.tolist())]
    return [Statement(Kind.TOO_LITTLE_ROOM, tuple(facts), needed, int(room.sum()))]


def _cannot_fill(task: Task) -> list[Statement]:
    may = (task.allowed * task.seat_load).sum(axis=1)
    return [
        Statement(
            Kind.CANNOT_FILL, (ClashFact(Fact.FLOOR, None, (i,), int(task.floor[i])),), int(task.floor[i]), int(may[i])
        )
        for i in (may < task.floor).nonzero()[0].tolist()
    ]


def _together(problem: Problem, task: Task, until: float) -> Clash | None:
    every = _every_fact(problem, task)
    facts = _proven(task, every, until)
    whole = facts is None  # most clashes show in fractions already, and these are answered far quicker
    if facts is None:
        if not _clashes(task, every, whole=True, until=until):
            return None
        facts = every
    many, smallest = len(facts), True
    while many := many // 2:
        start = 0
        while start < len(facts):
            if time.perf_counter() > until:
                smallest = False
                break
            rest = facts[:start] + facts[start + many :]
            if _clashes(task, rest, whole=whole, until=until):
                facts = rest
            else:
                start += many
    shown, more = facts[: 2 * SHOWN], max(len(facts) - 2 * SHOWN, 0)
    return Clash((Statement(Kind.TOGETHER, tuple(shown)),), smallest=smallest, more=more)


def _proven(task: Task, every: list[ClashFact], until: float) -> list[ClashFact] | None:
    """The facts that the solver's proof rests on; None where fractions do not clash, or it has no proof that holds."""
    rows = Rows(*(side.astype(float) for side in (task.seats, task.seats, task.floor, task.ceiling)))
    seconds = until - time.perf_counter()
    members_of, categories_of = task.allowed.nonzero()
    found = rows_that_clash(members_of, categories_of, task.seat_load, rows, seconds=seconds)
    if found is None:
        return None
    categories, members = set(found.tolist()), {int(row) - len(task.seats) for row in found}
    facts = [
        fact
        for fact in every
        if fact.fact is Fact.BARRED
        or (fact.category in categories if fact.fact is Fact.SEATS else fact.members[0] in members)
    ]
    return facts if _clashes(task, facts, whole=False, until=until) else None


def _every_fact(problem: Problem, task: Task) -> list[ClashFact]:
    """In the order they are tried to do without: what can be changed most easily is kept longest."""
    floors = [ClashFact(Fact.FLOOR, None, (i,), low) for i, low in enumerate(task.floor.tolist()) if low > 0]
    seats = [ClashFact(Fact.SEATS, j, (), need) for j, need in enumerate(task.seats.tolist())]
    ceilings = [ClashFact(Fact.CEILING, None, (i,), high) for i, high in enumerate(task.ceiling.tolist())]
    barred = [
        ClashFact(Fact.BARRED, j, tuple(problem.barred[:, j].nonzero()[0].tolist()))
        for j in np.flatnonzero(problem.barred.any(axis=0)).tolist()
    ]
    return [*floors, *seats, *ceilings, *barred]


def _clashes(task: Task, facts: list[ClashFact], *, whole: bool, until: float) -> bool:
    """Whether these facts alone leave no plan. What was not settled in time counts as no clash."""
    low, lowest, highest = np.zeros(len(task.seats)), np.zeros(len(task.floor)), np.full(len(task.floor), np.inf)
    allowed = np.ones_like(task.allowed)
    for fact in facts:
        match fact.fact:
            case Fact.SEATS:
                low[fact.category] = task.seats[fact.category]
            case Fact.FLOOR:
                lowest[list(fact.members)] = fact.amount
            case Fact.CEILING:
                highest[list(fact.members)] = fact.amount
            case Fact.BARRED:
                allowed[list(fact.members), fact.category] = False
    rows = Rows(low, task.seats.astype(float), lowest, highest)
    # Nobody has to sit where neither the category nor the member asks for it.
    members, categories = (allowed & ((low > 0)[None, :] | (lowest > 0)[:, None])).nonzero()
    nothing = np.zeros(len(members), np.int64)
    seconds = until - time.perf_counter()
    answer = ask(members, categories, nothing, task.seat_load, rows, whole=whole, seconds=seconds)
    return answer.found is Found.NONE
