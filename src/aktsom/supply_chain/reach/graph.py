"""The links as they hold now: a snapshot with its delta."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.delta import Delta
from aktsom.supply_chain.reach.nodes import Ints, Kind, Numbers, key_array, kinds
from aktsom.supply_chain.reach.rows import NODE_BITS, NODE_MASK, Direction, Rows
from aktsom.supply_chain.reach.snapshot import Snapshot

Mask = npt.NDArray[np.bool_]
# For each link: the position of its near end among those asked about, ascending; its far end; its confidence.
Links = tuple[Numbers, Numbers, npt.NDArray[np.int32]]


class Graph:
    """Safe to share between threads: nothing in it changes."""

    def __init__(self, snapshot: Snapshot, delta: Delta | None = None) -> None:
        """ValueError: the delta was made for another snapshot."""
        if delta is not None and delta.snapshot is not snapshot:
            raise ValueError("the delta belongs to another snapshot")
        self.snapshot = snapshot
        self.delta = delta or Delta.none(snapshot)
        self.size = self.delta.size

    @property
    def high_water(self) -> int:
        """The last entry of the change log that is seen."""
        return self.delta.high_water

    def find(self, keys: Iterable[int] | Numbers) -> Numbers:
        """The number of each node, -1 where it never had a link."""
        return self.delta.find(key_array(keys))

    def keys(self, numbers: Ints) -> Numbers:
        return self.delta.keys(numbers)

    def mask(self, allowed: npt.ArrayLike | None) -> Mask | None:
        """What a viewer may see as one answer per code in use, or None where that is everything. A code that is newer
        than the viewer's table is not seen."""
        if allowed is None:
            return None
        given = np.asarray(allowed, bool)[: self.delta.codes]
        mask = np.zeros(self.delta.codes, bool)
        mask[: len(given)] = given
        return None if mask.all() else mask

    def of_kind(self, numbers: Ints, kind: Kind) -> tuple[slice, Numbers]:
        """Which of these (ascending) are of a kind: a stretch, and positions after it."""
        low, high = np.searchsorted(numbers, self.snapshot.numbering.stretch(kind))
        new = int(np.searchsorted(numbers, len(self.snapshot)))
        late = kinds(self.delta.new_keys[numbers[new:] - len(self.snapshot)]) == kind
        return slice(int(low), int(high)), np.flatnonzero(late) + new

    def links(self, nodes: Ints, direction: Direction, mask: Mask | None) -> Iterator[Links]:
        """The links of these nodes that may be seen, some ten thousand at a time. A pair may come several times."""
        place = None
        if len(self.delta.new_keys):
            old = np.flatnonzero(nodes < len(self.snapshot))
            place = old if len(old) < len(nodes) else None
        rows, dead = self.snapshot.rows(direction), self.delta.dead.get(direction)
        yield from _seen(rows, nodes if place is None else nodes[place], place, dead, mask)
        added = self.delta.added.get(direction)
        if added is not None:
            place = np.flatnonzero(added.has[nodes])
            if len(place):
                yield from _seen(added.rows, np.searchsorted(added.nodes, nodes[place]), place, None, mask)

    def surest(self, near: int, far: int, direction: Direction, mask: Mask | None) -> int:
        """The confidence of the surest link of a pair that may be seen; -1 without any."""
        best = -1
        places: list[tuple[Rows, int, Mask | None]] = []
        if near < len(self.snapshot):
            places.append((self.snapshot.rows(direction), near, self.delta.dead.get(direction)))
        added = self.delta.added.get(direction)
        if added is not None and added.has[near]:
            places.append((added.rows, int(np.searchsorted(added.nodes, near)), None))
        for rows, row, dead in places:
            at = rows.positions(np.array([row]), np.array([far]))
            at = at if dead is None else at[~dead[at]]
            at = at if mask is None else at[mask[rows.visibility[at]]]
            best = max(best, int((rows.packed[at] >> NODE_BITS).max(initial=-1)))
        return best


def _seen(rows: Rows, nodes: Ints, place: Numbers | None, dead: Mask | None, mask: Mask | None) -> Iterator[Links]:
    for who, at in rows.chunks(nodes):
        keep = None if dead is None else ~dead.take(at)
        if mask is not None:
            seen = mask.take(rows.visibility.take(at))
            keep = seen if keep is None else keep & seen
        if keep is not None and not keep.all():
            kept = np.flatnonzero(keep)
            # Each turn narrows its own arrays and no other's.
            who, at = who.take(kept), at.take(kept)  # noqa: PLW2901
        packed = rows.packed.take(at)
        # 64 bits, as numpy indexes: anything narrower is widened anew each time it is used.
        other = (packed & NODE_MASK).astype(np.int64)
        yield who if place is None else place[who], other, packed >> NODE_BITS
