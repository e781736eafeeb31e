"""Which suppliers a team follows up first in its year. Plain values in, an order with its reasons out.

How grave the harm to people may be comes first, then how far the follow-up reaches, then whether it is known already,
and last what the terms demand next. Severity is never traded against reach (UN Guiding Principles 17 and 24).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktsom.terms.grammar import Duration
from aktsom.terms.rules import shifted

# Of `risk.rules.Priority.rank`: severity stands above all else in it, likelihood above what is left.
SEVERITY_STEP, LIKELIHOOD_STEP = 1000, 100


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one company in the team's category. `rank` is the highest priority among its contracts (`risk.rules`);
    `concluded_on` when something in the scope was last concluded; `demanded_on` the next day on which the terms of one
    of the contracts demand a self-report; `running` when it is being followed up now."""

    company: int
    rank: int
    contracts: int
    members: int
    covered: int = 0
    concluded_on: date | None = None
    demanded_on: date | None = None
    running: bool = False

    @property
    def severity(self) -> int:
        """How grave the harm to people may be, 1 to 4; 0 where nothing of it is on the list."""
        return self.rank // SEVERITY_STEP

    @property
    def likelihood(self) -> int:
        """0 to 6."""
        return self.rank % SEVERITY_STEP // LIKELIHOOD_STEP


class Ground(StrEnum):
    GRAVE = "grave"
    REACH = "reach"
    NOTHING_KNOWN = "nothing_known"
    KNOWN_SINCE = "known_since"
    OUT_OF_DATE = "out_of_date"
    DEMANDED = "demanded"
    OVERDUE = "overdue"
    RUNNING = "running"
    NO_MANDATES = "no_mandates"


@dataclass(frozen=True, slots=True)
class Proposal:
    facts: Facts
    grounds: tuple[Ground, ...]
    is_known: bool  # by a conclusion that may still be relied on


def ranked(found: Iterable[Facts], today: date, reuse: Duration) -> list[Proposal]:
    """Those that run already last; `reuse` is how long a conclusion may be relied on."""
    proposals = [_proposal(facts, today, reuse) for facts in found]
    return sorted(proposals, key=_order)


def _order(one: Proposal) -> tuple[bool, int, int, int, int, bool, date, int]:
    facts = one.facts
    demanded = facts.demanded_on or date.max
    risk = (-facts.severity, -facts.likelihood)  # what tells chains of like risk apart weighs less than reach
    return (facts.running, *risk, -facts.contracts, -facts.members, one.is_known, demanded, facts.company)


def _proposal(facts: Facts, today: date, reuse: Duration) -> Proposal:
    known = facts.concluded_on is not None and shifted(facts.concluded_on, reuse) > today
    grounds = [Ground.GRAVE] if facts.rank else []
    if facts.members > 1:
        grounds.append(Ground.REACH)
    grounds.append(_knowledge(facts, known))
    if facts.demanded_on is not None:
        grounds.append(Ground.OVERDUE if facts.demanded_on < today else Ground.DEMANDED)
    if facts.running:
        grounds.append(Ground.RUNNING)
    if not facts.covered:
        grounds.append(Ground.NO_MANDATES)
    return Proposal(facts, tuple(grounds), known)


def _knowledge(facts: Facts, known: bool) -> Ground:
    if facts.concluded_on is None:
        return Ground.NOTHING_KNOWN
    return Ground.KNOWN_SINCE if known else Ground.OUT_OF_DATE
