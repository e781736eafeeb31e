"""What the page of one contract is given of its risk, as plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Group, Product, Right, StageRisk
from aktsom.categories.levels import Level, Stage
from aktsom.core.errors import Refusal
from aktsom.risk.leverage import Leverage
from aktsom.risk.rules import Priority
from aktsom.risk.screening.reasons import Pointer
from aktsom.risk.screening.result import Verdict
from aktsom.risk.states import RiskState
from aktsom.sharing.rules import SeenValue


@dataclass(frozen=True)
class Told:
    """How sentences are written: the language code, a country's name from its code, a day from its ISO text."""

    language: str = "nb"
    country: Callable[[str], str] = str
    day: Callable[[str], str] = str


@dataclass(frozen=True)
class StageView:
    """One step of the chain. `level` is the most cautious over the products; `places` what the list says of each."""

    stage: Stage
    level: Level
    places: tuple[tuple[Product, StageRisk], ...]

    @property
    def rights(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for _, risk in self.places for code in risk.rights))

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for _, risk in self.places for code in risk.countries))

    @property
    def materials(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(material for _, risk in self.places for material in risk.materials))


@dataclass(frozen=True)
class ScreenedView:
    """What the screen said last, beside whatever a person decided. Sentences are in the reader's language."""

    public_id: str
    at: datetime
    catalogue: str  # label of the version
    verdict: Verdict
    levels: Mapping[Stage, Level]
    groups: tuple[Group, ...]
    products: tuple[Product, ...]
    reasons: tuple[Pointer, ...]
    against: tuple[str, ...]  # what points at the list but was not counted, and why


class DecisionRow(NamedTuple):
    """A decision on an own contract. Readers of other members get none: what stands is all they see."""

    public_id: str
    kind: str
    verdict: str
    products: tuple[str, ...]
    reason: str
    person: str | None
    at: datetime


class ScreeningRow(NamedTuple):
    public_id: str
    at: datetime
    catalogue: str
    verdict: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class RiskView:
    """`differs` when what stands is not what the screen said last. `stages` is empty off the list."""

    own: bool
    revision: int
    state: RiskState
    verdict: Verdict
    groups: tuple[Group, ...]
    products: tuple[Product, ...]
    stages: tuple[StageView, ...]
    rights: tuple[Right, ...]
    countries: tuple[str, ...]
    screened: ScreenedView
    differs: bool
    priority: Priority
    priority_reasons: tuple[str, ...]
    leverage: Leverage
    leverage_reasons: tuple[str, ...]
    members_linked: int
    value: SeenValue
    decisions: tuple[DecisionRow, ...]
    screenings: tuple[ScreeningRow, ...]
    confirm_refusal: Refusal | None
    override_refusal: Refusal | None
    catalogue: Catalogue

    @property
    def highest(self) -> Level:
        """The highest known level of the chain; unknown when none is."""
        known = [stage.level for stage in self.stages if stage.level.known]
        return max(known, key=lambda level: level.order, default=Level.UNKNOWN)

    @property
    def highest_stages(self) -> tuple[Stage, ...]:
        return tuple(view.stage for view in self.stages if view.level is self.highest)

    @property
    def unknown_stages(self) -> tuple[Stage, ...]:
        return tuple(view.stage for view in self.stages if not view.level.known)
