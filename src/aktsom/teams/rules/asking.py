"""For which contracts a team asks, for which acts, and from which day. Plain values in, decision with reason out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aktsom.teams.acts import MandateAct
from aktsom.teams.rules.mandates import MandateFacts, Standing, standing
from aktsom.teams.states import MandateState


@dataclass(frozen=True)
class ContractFacts:
    """`groups` are those of the high-risk list that the standing result holds; `last_day` is empty when unknown."""

    runs: bool
    last_day: date | None
    groups: Collection[str]


class LeftOut(StrEnum):
    """Why a contract is not asked for."""

    OTHER_CATEGORY = "other_category"
    OVER = "over"
    NOT_PARTY = "not_party"  # the team goes on between others
    COVERED = "covered"
    ASKED = "asked"


NOTHING = MandateAct(0)


@dataclass(frozen=True)
class Asking:
    """What is to be asked of one contract: `left_out` says why nothing is."""

    acts: MandateAct = NOTHING
    starts_on: date | None = None
    left_out: LeftOut | None = None
    renews: bool = False


def in_category(contract: ContractFacts, group_id: str, today: date) -> LeftOut | None:
    """«All contracts of the category» are those that run and whose standing result is in the team's group."""
    if not contract.runs or (contract.last_day is not None and contract.last_day < today):
        return LeftOut.OVER
    return None if group_id in contract.groups else LeftOut.OTHER_CATEGORY


def to_ask(
    mandates: Sequence[MandateFacts],
    wanted: MandateAct,
    *,
    starts_on: date,
    ends_on: date,
    today: date,
    lapsing_days: int,
) -> Asking:
    """What of the wanted acts a team must still ask for, given the mandates it has for the contract.

    Acts that are given and do not end soon are not asked for again. Those that end soon are renewed from the day after
    their last; if other acts are asked for with them, all begin on the wanted day.
    """
    found = [(facts, standing(facts, today, lapsing_days)) for facts in mandates]
    if any(where is Standing.ASKED for _, where in found):
        return Asking(left_out=LeftOut.ASKED)
    held = _acts(facts for facts, where in found if where in (Standing.COVERED, Standing.UPCOMING))
    missing = wanted & ~held
    if not missing:
        return Asking(left_out=LeftOut.COVERED)
    ending = [facts for facts, where in found if where is Standing.LAPSING and MandateAct(facts.acts) & missing]
    if missing & ~_acts(ending):
        return Asking(missing, starts_on)
    after = max(facts.ends_on for facts in ending) + timedelta(days=1)
    if after > ends_on:
        return Asking(left_out=LeftOut.COVERED)
    return Asking(missing, max(after, starts_on), renews=True)


def _acts(mandates: Iterable[MandateFacts]) -> MandateAct:
    total = NOTHING
    for facts in mandates:
        if facts.state == MandateState.GRANTED:
            total |= MandateAct(facts.acts)
    return total
