"""Which of our companies or sites are like entries of a list: the matching engine between two sets of records.

Only pairs across the two are compared; the sets are not compared with themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from aktsom.suppliers.resolution.candidates import candidate_pairs
from aktsom.suppliers.resolution.comparing import Comparison
from aktsom.suppliers.resolution.preparing import FIELDS, prepared
from aktsom.suppliers.resolution.tables import RecordKind, weights

_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One way of writing one company or site; `owner` is its id, and several records may have the same."""

    owner: int
    name: str
    number: str = ""
    country: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`weight` in powers of two of the odds, `evidence` {field: weight} without what says nothing; `likeness` of the
    texts compared by letters, 0 to 100."""

    ours: int
    listed: int
    weight: float
    evidence: dict[str, float]
    likeness: dict[str, float]


def likenesses(ours: Iterable[Record], listed: Iterable[Record], kind: RecordKind) -> list[Likeness]:
    """The surest pair of records for each pair of owners, as far as it is sure enough to ask a person about."""
    one, other = _frame(ours), _frame(listed)
    if one.is_empty() or other.is_empty():
        return []
    weighed = weights(kind)
    owner = pl.concat([one["owner"], other["owner"]]).to_numpy()
    frame = prepared(pl.concat([one, other]).drop("owner"))
    left, right = candidate_pairs(frame)
    across = (left < one.height) & (right >= one.height)
    left, right = left[across], right[across]
    comparison = Comparison(frame, weighed, kind)
    best: dict[tuple[int, int], Likeness] = {}
    for start in range(0, len(left), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        evidence = comparison.compare(left[part], right[part])
        total = evidence.total
        for at in np.flatnonzero(total > weighed.ask_above):
            pair = int(owner[left[part][at]]), int(owner[right[part][at]])
            found = Likeness(
                *pair,
                round(float(total[at]), 2),
                {field: round(float(said[at]), 2) for field, said in evidence.weights.items() if said[at]},
                {field: round(float(said[at])) for field, said in evidence.likeness.items() if said[at] >= 0},
            )
            if pair not in best or best[pair].weight < found.weight:
                best[pair] = found
    return sorted(best.values(), key=lambda one: (-one.weight, one.ours, one.listed))


def _frame(records: Iterable[Record]) -> pl.DataFrame:
    columns = ("owner", "name", "number", "country", "address", "postcode", "town")
    rows = [tuple(getattr(record, name) for name in columns) for record in records]
    schema = {name: pl.Int64 if name == "owner" else pl.String for name in columns}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    missing = [pl.lit(None, pl.String).alias(field) for field in FIELDS if field not in frame.columns]
    return frame.with_columns(missing)
