"""What may not be ordered under a contract now, and why. Several grounds may stand at once, each with its own products,
places and days; the widest is told first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktsom.sanctions.rules.suspensions import Period, Standing, standing


class Ground(StrEnum):
    TERMINATION = "termination"
    SUSPENSION = "suspension"
    RUN_OUT = "run_out"  # a suspension past its last day, on which nobody has decided
    REPLACEMENT = "replacement"  # a place is to be left, and no new one delivers yet
    CONDITION = "condition"  # what the contract asks for was not shown in time


ORDER = tuple(Ground)


@dataclass(frozen=True, slots=True)
class Block:
    """`whole`: everything under the contract; otherwise `products` and `places`, as they are written. `until` is none
    where no day ends it: `lifted_by` says what does."""

    ground: Ground
    contract_id: int
    about: str  # public id of what it comes from
    whole: bool
    since: date
    products: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    until: date | None = None
    lifted_by: str = ""

    @property
    def sure(self) -> bool:
        """Whether orders may not be placed; otherwise it has to be decided before they are."""
        return self.ground is not Ground.RUN_OUT


@dataclass(frozen=True, slots=True)
class Suspended:
    contract_id: int
    about: str
    state: str
    period: Period
    whole: bool
    products: tuple[str, ...]
    places: tuple[str, ...]
    lift_test: str


def of_suspension(one: Suspended, today: date) -> Block | None:
    now = standing(one.state, one.period, today)
    if now not in (Standing.IN_FORCE, Standing.RUN_OUT):
        return None
    ground = Ground.SUSPENSION if now is Standing.IN_FORCE else Ground.RUN_OUT
    return Block(
        ground, one.contract_id, one.about, one.whole, one.period.starts_on, one.products, one.places,
        one.period.ends_on, one.lift_test,
    )  # fmt: skip


def widest_first(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=lambda one: (not one.sure, not one.whole, ORDER.index(one.ground), one.since, one.about))
