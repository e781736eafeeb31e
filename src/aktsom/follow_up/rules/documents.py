"""What a document is worth that a supplier gave. Plain values in, findings out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktsom.follow_up.review_states import Verdict
from aktsom.terms.grammar import Duration
from aktsom.terms.rules import shifted


class Flag(StrEnum):
    """What to see before a document is judged; none of them decides."""

    OLD = "old"  # the document was last revised longer ago than the terms' clock
    EXPIRED = "expired"
    UNDATED = "undated"
    PAID_BY_SIDE = "paid_by_side"  # by the supplier or the producer
    ANNOUNCED = "announced"
    OUTSIDE_SEASON = "outside_season"
    CHOSEN_BY_MANAGEMENT = "chosen_by_management"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Given:
    """Of a document: when it was last revised, until when it counts, and the quality of the evidence by its codes."""

    dated_on: date | None = None
    valid_until: date | None = None
    quality: Mapping[str, str] | None = None


_OF_QUALITY = {
    ("paid_by", "supplier"): Flag.PAID_BY_SIDE,
    ("paid_by", "producer"): Flag.PAID_BY_SIDE,
    ("announced", "announced"): Flag.ANNOUNCED,
    ("season", "outside"): Flag.OUTSIDE_SEASON,
    ("workers_chosen_by", "management"): Flag.CHOSEN_BY_MANAGEMENT,
    ("reach", "generic"): Flag.GENERIC,
}


def flags(given: Given, today: date, most: Duration) -> list[Flag]:
    """`most` is how old a document may be."""
    found = []
    if given.dated_on is None:
        found.append(Flag.UNDATED)
    elif shifted(given.dated_on, most) < today:
        found.append(Flag.OLD)
    if given.valid_until is not None and given.valid_until < today:
        found.append(Flag.EXPIRED)
    quality = given.quality or {}
    return found + [flag for (name, value), flag in _OF_QUALITY.items() if quality.get(name) == value]


@dataclass(frozen=True, slots=True)
class Read:
    """A verdict as it was given, of the revision `evidence` (None: of there being none)."""

    reading: int
    evidence: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for a row now. `disagree` when the two readers say different things."""

    first: Verdict | None = None
    second: Verdict | None = None

    @property
    def disagree(self) -> bool:
        return self.first is not None and self.second is not None and self.first is not self.second

    def settled(self, *, by_two: bool) -> bool:
        return self.first is not None and (not by_two or self.second is self.first)


def standing(newest_first: Sequence[Read], evidence: int | None) -> Standing:
    """Of the row as it is: a verdict of an earlier revision counts no longer."""
    now = [read for read in newest_first if read.evidence == evidence]
    return Standing(_of(now, 1), _of(now, 2))


def _of(reads: Iterable[Read], reading: int) -> Verdict | None:
    return next((read.verdict for read in reads if read.reading == reading), None)
