"""The ladder: which step may be taken now, and what is missing before another. A step is never taken before its
preconditions are met, unless one that may be set aside is, in writing and on the ground of a grave violation."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class KnownBy(StrEnum):
    SHOWN = "shown"  # by what the platform knows
    WRITTEN = "written"  # by whoever decides, with a reason
    SAID = "said"  # in a field of the decision itself


class Decider(StrEnum):
    """Of the contract's own body, always: a team recommends."""

    OWNER = "contract_owner"
    MANAGER = "contract_manager"


class Reversible(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Met(StrEnum):
    YES = "yes"
    NO = "no"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Precondition:
    id: str
    known_by: KnownBy
    may_be_set_aside: bool


@dataclass(frozen=True, slots=True)
class Step:
    """`has_letter`: the supplier is to have a letter of it; `reversible`: whether the contract can be brought back to
    where it was; `needs_exit_assessment`: the effect on workers, what else was tried and what remedy is left open are
    weighed before it (OECD guidance on responsible disengagement)."""

    id: str
    order: int
    preconditions: tuple[Precondition, ...]
    decided_by: frozenset[Decider]
    has_letter: bool
    reversible: Reversible
    needs_exit_assessment: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """`rows` in the order of the step's preconditions. `not_aside` are those that somebody has set aside without the
    right to: the condition may not be, the violation is not grave, or no ground is written."""

    rows: Sequence[tuple[Precondition, Met]]
    not_aside: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(each.id for each, met in self.rows if met is Met.NO)

    @property
    def is_met(self) -> bool:
        return not self.open


def weigh(
    step: Step, *, shown: Collection[str], written: Mapping[str, str], aside: Mapping[str, str], is_grave: bool
) -> Weighed:
    """`shown` are ids that the platform knows or a field says; `written` reasons by id; `aside` grounds by id."""
    rows, refused = [], []
    for each in step.preconditions:
        met = _met(each, shown, written)
        if met is Met.NO and each.id in aside:
            if each.may_be_set_aside and is_grave and aside[each.id].strip():
                met = Met.SET_ASIDE
            else:
                refused.append(each.id)
        rows.append((each, met))
    return Weighed(rows, tuple(refused))


def _met(one: Precondition, shown: Collection[str], written: Mapping[str, str]) -> Met:
    if one.known_by is KnownBy.WRITTEN:
        return Met.YES if written.get(one.id, "").strip() else Met.NO
    return Met.YES if one.id in shown else Met.NO
