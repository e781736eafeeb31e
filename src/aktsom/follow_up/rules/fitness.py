"""What a method is able to show of a risk. A conclusion by a method that is unfit leaves the risk open, however clean.

Plain values in, a standing with its reasons out; what is fit for what is data (`reference/method_fitness.csv`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from aktsom.follow_up.states import Announced, PaidBy, Reach, Season, WorkersChosenBy


class Fit(StrEnum):
    FIT = "fit"
    PART = "part"
    UNFIT = "unfit"


class Need(StrEnum):
    """What evidence has to be for the method to show the risk. What nobody has said does not hold."""

    UNANNOUNCED = "unannounced"
    IN_SEASON = "in_season"
    WORKERS_FREE = "workers_free"  # not management chose who was spoken with
    INDEPENDENT = "independent"  # not the producer paid
    SPECIFIC = "specific"
    CONFIRMED = "confirmed"  # what came through the seller, the auditor has confirmed


class Risk(NamedTuple):
    """A right of the high-risk list or one of `special_risks.csv`, at a stage (of `categories.levels.Stage`)."""

    code: str
    stage: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one piece of evidence, by the codes of the area's states; empty where nobody has said."""

    paid_by: str = ""
    announced: str = ""
    season: str = ""
    workers_chosen_by: str = ""
    reach: str = ""
    through_seller: bool = False
    confirmed: bool = False

    def meets(self, need: Need) -> bool:
        match need:
            case Need.UNANNOUNCED:
                return self.announced in (Announced.UNANNOUNCED, Announced.WINDOW)
            case Need.IN_SEASON:
                return self.season in (Season.IN_SEASON, Season.NO_SEASON)
            case Need.WORKERS_FREE:
                return self.workers_chosen_by in (WorkersChosenBy.AUDITOR, WorkersChosenBy.WORKERS)
            case Need.INDEPENDENT:
                return self.paid_by not in ("", PaidBy.PRODUCER)
            case Need.SPECIFIC:
                return self.reach == Reach.SPECIFIC
            case Need.CONFIRMED:
                return self.confirmed or not self.through_seller


@dataclass(frozen=True, slots=True)
class FitnessRow:
    """`why` is (nb, nn, en); an empty `risk` or `stage` is any."""

    risk: str
    stage: str
    method: str
    fitness: Fit
    needs: tuple[Need, ...]
    together_with: tuple[str, ...]
    otherwise: Fit
    why: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Fitness:
    """`unmet` are needs that no single piece of evidence holds all of, by the piece that lacks fewest; `missing` are
    methods that must have shown the same too."""

    standing: Fit
    why: tuple[str, str, str]
    unmet: tuple[Need, ...] = ()
    missing: tuple[str, ...] = ()


def fitness(
    risk: Risk, method: str, evidence: Sequence[Quality], table: Iterable[FitnessRow], beside: Collection[str] = ()
) -> Fitness:
    """`beside` are the methods that have shown the same point in the same scope. Raises KeyError for a method that the
    table says nothing of."""
    row = _nearest(risk, method, table)
    unmet = _unmet(row.needs, evidence)
    if unmet:
        return Fitness(row.otherwise, row.why, unmet)
    missing = tuple(each for each in row.together_with if each not in beside)
    if missing:
        return Fitness(min(row.fitness, Fit.PART, key=_CLOSES.index), row.why, (), missing)
    return Fitness(row.fitness, row.why)


_CLOSES = (Fit.UNFIT, Fit.PART, Fit.FIT)


def _nearest(risk: Risk, method: str, table: Iterable[FitnessRow]) -> FitnessRow:
    fitting = [
        row for row in table if row.method == method and row.risk in ("", risk.code) and row.stage in ("", risk.stage)
    ]
    if not fitting:
        raise KeyError(method)
    return max(fitting, key=lambda row: (row.risk != "", row.stage != ""))


def _unmet(needs: Sequence[Need], evidence: Sequence[Quality]) -> tuple[Need, ...]:
    """All needs must hold of one piece: half the answer in each of two reports is no whole answer."""
    lacking = [tuple(need for need in needs if not one.meets(need)) for one in evidence or (Quality(),)]
    return min(lacking, key=len)


class RiskStanding(StrEnum):
    """Where a risk stands after all that was concluded, the gravest first."""

    BREACH = "breach"  # a point that speaks of it is not met
    UNFIT = "unfit"  # concluded on, and no method could show it
    PART = "part"
    UNSEEN = "unseen"  # nothing concluded speaks of it
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Shown:
    """One conclusion as the standing of its risks needs it. `is_met` and `is_breach` are both false where the point was
    not shown or not assessed."""

    point: str
    method: str
    is_met: bool
    is_breach: bool
    risks: frozenset[Risk]
    evidence: tuple[Quality, ...]


@dataclass(frozen=True, slots=True)
class StandingOfRisk:
    risk: Risk
    standing: RiskStanding
    fitness: tuple[tuple[str, Fitness], ...] = ()  # (method, what it could show), the best first


def standing_of(risk: Risk, shown: Sequence[Shown], table: Sequence[FitnessRow]) -> StandingOfRisk:
    """The methods beside one another are those that have met the same risk; what nobody met shows nothing."""
    speaking = [one for one in shown if risk in one.risks]
    if any(one.is_breach for one in speaking):
        return StandingOfRisk(risk, RiskStanding.BREACH)
    met = [one for one in speaking if one.is_met]
    methods = {one.method for one in met}
    found = [(one.method, fitness(risk, one.method, one.evidence, table, methods - {one.method})) for one in met]
    found.sort(key=lambda pair: -_CLOSES.index(pair[1].standing))
    if not found:
        return StandingOfRisk(risk, RiskStanding.UNSEEN)
    best = found[0][1].standing
    standing = {Fit.FIT: RiskStanding.CLOSED, Fit.PART: RiskStanding.PART, Fit.UNFIT: RiskStanding.UNFIT}[best]
    return StandingOfRisk(risk, standing, tuple(found))
