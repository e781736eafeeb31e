"""What has to be so before a step, and what the platform knows of it: each with the record that ticked it, so that the
contract owner can read for itself what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from aktsom.sanctions.queries import known
from aktsom.sanctions.rules.ladder import KnownBy, Met, Precondition, Weighed, weigh
from aktsom.sanctions.seams import Case, Tick, ticks_of
from aktsom.sanctions.tables import step_called

OWNER_DECISION = "owner-decision"
CONTRACT_ALLOWS, CLAUSE_CITED = "contract-allows", "clause-cited"


@dataclass(frozen=True)
class Standing:
    """`ticks` are what met the precondition; `reason` what the decider has written, `ground` why it is set aside."""

    precondition: Precondition
    met: Met
    ticks: tuple[Tick, ...]
    reason: str = ""
    ground: str = ""

    @property
    def id(self) -> str:
        return self.precondition.id

    @property
    def is_written(self) -> bool:
        return self.precondition.known_by is KnownBy.WRITTEN


@dataclass(frozen=True)
class Readiness:
    """`gravity` is what shows that the violation is grave, without which nothing may be set aside; `deviates` whether
    the contract's own deviations name the point that gives the right, so that a person says why it does all the same;
    `cites` the precondition for which the owner may cite the contract's own clause, since the platform knows none."""

    rows: tuple[Standing, ...]
    weighed: Weighed
    gravity: tuple[Tick, ...]
    deviates: bool
    cites: str

    @property
    def met(self) -> int:
        return sum(row.met is not Met.NO for row in self.rows)

    @property
    def open(self) -> tuple[Standing, ...]:
        return tuple(row for row in self.rows if row.met is Met.NO)

    @property
    def ticked(self) -> dict[str, list[str]]:
        """To be kept with the decision."""
        return {row.id: [tick.about or tick.kind for tick in row.ticks] for row in self.rows if row.ticks}


def readiness(case: Case, *, deciding: bool = False) -> Readiness:
    """`deciding`: the owner is about to, which is what the last of them asks for."""
    step = step_called(case.step)
    ticks = {each.id: tuple(ticks_of(case, each.id)) for each in step.preconditions}
    written, aside = _said(case)
    gravity = tuple(known.gravity(case))
    deviates = any(tick.kind in known.DEVIATES for tick in ticks.get(CONTRACT_ALLOWS, ()))
    shown = {id_ for id_, found in ticks.items() if found}
    if deviates and not written.get(CONTRACT_ALLOWS, "").strip():
        shown.discard(CONTRACT_ALLOWS)
    if deciding:
        shown.add(OWNER_DECISION)
    is_grave = case.decision is not None and case.decision.is_grave and bool(gravity)
    weighed = weigh(step, shown=shown, written=written, aside=aside, is_grave=is_grave)
    rows = tuple(
        Standing(each, met, ticks[each.id], written.get(each.id, ""), aside.get(each.id, ""))
        for each, met in weighed.rows
    )
    return Readiness(rows, weighed, gravity, deviates, _cites(case, ticks))


def _cites(case: Case, ticks: Mapping[str, tuple[Tick, ...]]) -> str:
    asked = [CONTRACT_ALLOWS] if known.points_of(case.contract) else [CONTRACT_ALLOWS, CLAUSE_CITED]
    open_ = [id_ for id_ in asked if id_ in ticks and all(tick.kind == known.OWN_CLAUSE for tick in ticks[id_])]
    return open_[0] if open_ else ""


def _said(case: Case) -> tuple[Mapping[str, str], Mapping[str, str]]:
    if case.decision is None:
        return {}, {}
    return case.decision.written, case.decision.aside
