"""How much follow-up is right: which form, and how deep. A rule proposes with its grounds, a person decides.

The form follows from what a contract is worth in all and how large the supplier is (the self-report form's own limits,
rows of the terms' clocks). A team sees others' values as bands, so that a limit inside a band leaves it open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktsom.follow_up.states import Form, Method
from aktsom.terms.thresholds import Threshold, holds

TOTAL, LARGE = "contract_total_nok", "supplier_eu_large"


@dataclass(frozen=True, slots=True)
class Worth:
    """What is known of a contract's value in kroner: at least `least` and less than `below`; one value when they are
    one krone apart. None where nothing is known."""

    least: int | None = None
    below: int | None = None


class Ground(StrEnum):
    LARGE_BOTH = "large_both"  # above the limit, from a large supplier: the full form is meant for it
    SMALL_PURCHASE = "small_purchase"
    SMALLER_SUPPLIER = "smaller_supplier"  # above the limit, but from a smaller supplier: one may choose the full
    VALUE_OPEN = "value_open"  # the limit lies within the band, or nobody has said the value
    SIZE_OPEN = "size_open"  # nobody has said how large the supplier is


@dataclass(frozen=True, slots=True)
class FormProposal:
    form: Form
    ground: Ground

    @property
    def is_sure(self) -> bool:
        return self.ground in {Ground.LARGE_BOTH, Ground.SMALL_PURCHASE}


def form_for(worths: Sequence[Worth], is_large: bool | None, full: Threshold, simplified: Threshold) -> FormProposal:
    """Over all contracts of the follow-up: the one that asks for most decides. What is open never makes it smaller than
    what is known does, and says what would settle it."""
    fulls = [_within(full, worth, is_large) for worth in worths]
    if True in fulls:
        return FormProposal(Form.FULL, Ground.LARGE_BOTH)
    above = [_within(simplified, worth, is_large) for worth in worths]
    if all(answer is True for answer in above) and worths:
        return FormProposal(Form.SIMPLIFIED, Ground.SMALL_PURCHASE)
    if False in above:  # above the limit for certain
        return FormProposal(Form.FULL, Ground.SIZE_OPEN) if is_large is None else _smaller()
    return FormProposal(Form.SIMPLIFIED, Ground.VALUE_OPEN) if is_large is not False else _smaller()


def _smaller() -> FormProposal:
    return FormProposal(Form.SIMPLIFIED, Ground.SMALLER_SUPPLIER)


def _within(threshold: Threshold, worth: Worth, is_large: bool | None) -> bool | None:
    """The answer when it is the same at both ends of what the value may be."""
    if worth.least is None:
        return holds(threshold, {TOTAL: None, LARGE: is_large})
    ends = (worth.least, _HIGHEST if worth.below is None else worth.below - 1)
    low, high = (holds(threshold, {TOTAL: end, LARGE: is_large}) for end in ends)
    return low if low is high else None


_HIGHEST = 10**15


def gravest_of(levels: Iterable[str], table: Mapping[str, object]) -> str:
    """The first of the table's levels that is among them; empty for none."""
    there = set(levels)
    return next((level for level in table if level in there), "")


def methods_for(levels: Iterable[str], table: Mapping[str, tuple[Method, ...]]) -> tuple[Method, ...]:
    """The methods that the gravest of the levels asks for, each once, the lightest first."""
    wanted = {method for level in levels for method in table.get(level, ())}
    return tuple(method for method in Method if method in wanted) or (Method.SELF_REPORT,)
