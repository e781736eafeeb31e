"""Where other parts of the area join the decision: what else ticks a precondition, what else keeps a decision from
being taken, and what comes of one that is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import Recommendation, SanctionDecision


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing that meets a precondition. `about` is the public id of the record, "" where it has no page; `kind` is a
    code that `web.sanctions.words.TICKS` puts into words with `text`, a name or number, and `on`."""

    kind: str
    about: str = ""
    text: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a precondition is weighed in: one contract in a follow-up, as the viewer may see it. `decision` is the one
    being written, none while nothing is; `step` is an id of `reference/steps.csv`."""

    viewer: Actor
    follow_up: FollowUp
    contract: Contract
    recommendation: Recommendation | None
    decision: SanctionDecision | None
    step: str
    today: date


Knows = Callable[[Case], Iterable[Tick]]
Stops = Callable[[SanctionDecision], Refusal | None]
Follows = Callable[[SanctionDecision, Actor, datetime], None]
_known: dict[str, list[Knows]] = {}
_stops: list[Stops] = []
_follows: list[Follows] = []


def knows(precondition: str) -> Callable[[Knows], Knows]:
    """The function says what meets the precondition; it is met as soon as one of its functions knows something."""

    def register(function: Knows) -> Knows:
        _known.setdefault(precondition, []).append(function)
        return function

    return register


def stops_decision(function: Stops) -> Stops:
    """Of a draft with its answer and step: why it may not be decided yet, besides its preconditions."""
    _stops.append(function)
    return function


def follows_decision(function: Follows) -> Follows:
    """In the transaction in which a decision is taken, or withdrawn or superseded: look at its state."""
    _follows.append(function)
    return function


def ticks_of(case: Case, precondition: str) -> list[Tick]:
    return [tick for known in _known.get(precondition, ()) for tick in known(case)]


def stopped(decision: SanctionDecision) -> Refusal | None:
    return next((refusal for stop in _stops if (refusal := stop(decision)) is not None), None)


def follow(decision: SanctionDecision, by: Actor, at: datetime) -> None:
    for function in _follows:
        function(decision, by, at)
