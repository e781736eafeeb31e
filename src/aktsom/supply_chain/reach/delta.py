"""What changed since a snapshot: laid over it, so that a walk sees a new link without the snapshot being built anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.edges import Edges, Pairs
from aktsom.supply_chain.reach.nodes import Ints, Numbers, check
from aktsom.supply_chain.reach.rows import MOST_NODES, Direction, Rows
from aktsom.supply_chain.reach.snapshot import Snapshot

_PAIR_BITS = 31


@dataclass(frozen=True, eq=False)
class Added:
    """Rows of few nodes among many. `has` (nodes,): whether a node has a row; `nodes`: which do, ascending."""

    has: npt.NDArray[np.bool_]
    nodes: Numbers
    rows: Rows

    @classmethod
    def of(cls, size: int, near: Numbers, far: Numbers, links: Edges) -> Added:
        nodes, row = np.unique(near, return_inverse=True)
        has = np.zeros(size, bool)
        has[nodes] = True
        return cls(has, nodes, Rows.build(len(nodes), row, far, links.visibility, links.confidence, nodes=size))


@dataclass(frozen=True, eq=False)
class Delta:
    """Pairs of nodes whose links changed since the snapshot, and the links that these pairs have now.

    Of a pair that changed nothing in the snapshot counts any more: the delta holds all its links. So a change may be
    told twice, or a page of the log be read again. A node that is new gets a number after all others, and keeps it
    when more is laid on top. Never changed: `then` gives a new one.

    `high_water`: the last entry of the change log that is in it.
    """

    snapshot: Snapshot
    new_keys: Numbers
    numbers: Mapping[int, int]
    holding: Edges  # of numbers, not of keys
    touched: Numbers  # pairs of numbers, source above target
    dead: Mapping[Direction, npt.NDArray[np.bool_]]
    added: Mapping[Direction, Added]
    high_water: int
    codes: int

    @classmethod
    def none(cls, snapshot: Snapshot) -> Delta:
        nothing = np.zeros(0, np.int64)
        links = Edges.of(nothing, nothing, nothing, nothing)
        return cls(snapshot, nothing, {}, links, nothing, {}, {}, snapshot.high_water, snapshot.codes)

    def __len__(self) -> int:
        """Pairs that changed: the measure of when a new snapshot is due."""
        return len(self.touched)

    @property
    def size(self) -> int:
        return len(self.snapshot) + len(self.new_keys)

    def then(self, *, now: Edges, ended: Pairs | None = None, high_water: int) -> Delta:
        """With more laid on top. `now`: every link that holds between each pair that changed, whether new or as before;
        `ended`: pairs that have no link any more (also to be named in `now` does no harm, `now` counts).

        A thousand pairs take some 5 ms; one more on top of fifty thousand takes 25.
        """
        new = np.setdiff1d(np.unique(np.concatenate((now.source, now.target))), self.new_keys)
        new = new[self.snapshot.numbering.find(new) < 0]
        check(new)
        new_keys = np.concatenate((self.new_keys, new))
        size = len(self.snapshot) + len(new_keys)
        if size >= MOST_NODES:
            raise ValueError(f"at most {MOST_NODES - 1} nodes, not {size}")
        numbers = dict(zip(new_keys.tolist(), range(len(self.snapshot), size), strict=True))
        source, target = self._find(now.source, numbers), self._find(now.target, numbers)
        changed = source << _PAIR_BITS | target
        if ended is not None:
            ends = self._find(ended.source, numbers), self._find(ended.target, numbers)
            known = (ends[0] >= 0) & (ends[1] >= 0)
            changed = np.concatenate((changed, ends[0][known] << _PAIR_BITS | ends[1][known]))
        old = self.holding
        kept = old.only(~np.isin(old.source << _PAIR_BITS | old.target, changed))
        holding = kept.and_(Edges(source, target, now.visibility, now.confidence))
        touched = np.union1d(self.touched, changed)
        codes = max(self.codes, int(now.visibility.max()) + 1 if len(now) else 0)
        dead, added = self._laid(holding, touched, size)
        return Delta(self.snapshot, new_keys, numbers, holding, touched, dead, added, high_water, codes)

    def _laid(
        self, holding: Edges, touched: Numbers, size: int
    ) -> tuple[dict[Direction, npt.NDArray[np.bool_]], dict[Direction, Added]]:
        source, target = touched >> _PAIR_BITS, touched & ((1 << _PAIR_BITS) - 1)
        before = (source < len(self.snapshot)) & (target < len(self.snapshot))
        source, target = source[before], target[before]
        dead, added = {}, {}
        for direction in Direction:
            with_links = direction is Direction.DOWNSTREAM
            rows = self.snapshot.rows(direction)
            at = rows.positions(source, target) if with_links else rows.positions(target, source)
            if len(at):
                # Memory that is not written to costs none.
                dead[direction] = np.zeros(len(rows.packed), bool)
                dead[direction][at] = True
            near, far = (holding.source, holding.target) if with_links else (holding.target, holding.source)
            if len(near):
                added[direction] = Added.of(size, near, far, holding)
        return dead, added

    def _find(self, keys: Numbers, numbers: Mapping[int, int]) -> Numbers:
        found = self.snapshot.numbering.find(keys)
        for at in np.flatnonzero(found < 0).tolist():
            found[at] = numbers.get(int(keys[at]), -1)
        return found

    def find(self, keys: Numbers) -> Numbers:
        """The number of each key, -1 where it has no link."""
        return self._find(keys, self.numbers)

    def keys(self, numbers: Ints) -> Numbers:
        old = numbers < len(self.snapshot)
        if old.all():
            return self.snapshot.numbering.keys(numbers)
        keys = np.empty(len(numbers), np.int64)
        keys[old] = self.snapshot.numbering.keys(numbers[old])
        keys[~old] = self.new_keys[numbers[~old] - len(self.snapshot)]
        return keys
