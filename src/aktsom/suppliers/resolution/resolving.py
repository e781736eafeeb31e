"""The whole way: records in, clusters and the pairs behind them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from aktsom.suppliers.resolution.candidates import candidate_pairs
from aktsom.suppliers.resolution.clustering import UNSAID, Labels, clusters
from aktsom.suppliers.resolution.comparing import Comparison, Evidence, Floats, Rows
from aktsom.suppliers.resolution.preparing import NO_UNITS, Units, prepared
from aktsom.suppliers.resolution.tables import RecordKind, weights

_AT_ONCE = 5_000_000  # pairs compared at a time, so that memory does not grow with the register

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Resolution:
    """`cluster` is per record the first record of its cluster; pairs are those joined or to be asked about.

    `weight` of a pair is in powers of two of the odds; `same` where both lie in one cluster by being sure enough.
    """

    cluster: Labels
    left: Rows
    right: Rows
    weight: Floats
    same: np.ndarray
    evidence: Evidence
    compared: int

    @property
    def score(self) -> Floats:
        """Chance that the two are the same, were same and different equally likely at the threshold."""
        return (1 / (1 + np.exp2(-self.weight))).astype(np.float32)


def resolve(
    records: pl.DataFrame,
    kind: RecordKind = RecordKind.COMPANY,
    *,
    units: Units = NO_UNITS,
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
    thresholds: tuple[float, float] | None = None,
    asked: np.ndarray | None = None,
    progress: Progress = lambda _step, _done, _of: None,
) -> Resolution:
    """Records (columns of `preparing.FIELDS`) into clusters. `together` and `apart` are pairs a person has judged.

    `asked` marks rows that are never joined by weight, however sure: a person is asked.
    `thresholds` are the weights above which a pair is joined and asked about, where they are not the table's own.
    """
    weighed = weights(kind)
    if thresholds:
        weighed = replace(weighed, join_above=thresholds[0], ask_above=thresholds[1])
    frame = prepared(records, units)
    left, right = candidate_pairs(frame)
    one, other, weight, evidence = _weighed(left, right, Comparison(frame, weighed, kind), weighed.ask_above, progress)
    sure = weight > weighed.join_above
    if asked is not None:
        sure &= ~asked[one] & ~asked[other]
    numbers = frame["guarded"].cast(pl.Categorical).to_physical().cast(pl.UInt32).fill_null(UNSAID).to_numpy()
    judged_left, judged_right = np.array([*together], np.uint32).reshape(-1, 2).T
    cluster = clusters(
        np.concatenate([judged_left, one[sure]]),
        np.concatenate([judged_right, other[sure]]),
        np.concatenate([np.full(len(judged_left), np.inf, np.float32), weight[sure]]),
        numbers,
        apart,
    )
    same = sure & (cluster[one] == cluster[other])
    return Resolution(cluster, one, other, weight, same, evidence, len(left))


_Part = tuple[Rows, Rows, Floats, Evidence]


def _weighed(left: Rows, right: Rows, comparison: Comparison, above: float, progress: Progress) -> _Part:
    """The pairs that weigh more than `above`, compared some at a time so that memory is bounded."""
    kept = []
    for start in range(0, len(left), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        evidence = comparison.compare(left[part], right[part])
        total = evidence.total
        kept.append(_kept(left[part], right[part], total, evidence, total > above))
        progress("compare", min(start + _AT_ONCE, len(left)), len(left))
    return _joined(kept)


def _kept(left: Rows, right: Rows, total: Floats, evidence: Evidence, keep: np.ndarray) -> _Part:
    return (
        left[keep],
        right[keep],
        total[keep],
        Evidence(
            {field: found[keep] for field, found in evidence.weights.items()},
            {field: found[keep] for field, found in evidence.likeness.items()},
        ),
    )


def _joined(parts: Sequence[_Part]) -> _Part:
    if not parts:
        nothing = np.zeros(0, np.float32)
        return np.zeros(0, np.uint32), np.zeros(0, np.uint32), nothing, Evidence({}, {})
    lefts, rights, totals, evidence = zip(*parts, strict=True)
    return (
        np.concatenate(lefts),
        np.concatenate(rights),
        np.concatenate(totals),
        Evidence(
            {field: np.concatenate([e.weights[field] for e in evidence]) for field in evidence[0].weights},
            {field: np.concatenate([e.likeness[field] for e in evidence]) for field in evidence[0].likeness},
        ),
    )
