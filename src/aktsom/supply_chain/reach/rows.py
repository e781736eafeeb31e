"""One direction of the links: for each node the row of those it leads to (compressed sparse rows)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.nodes import Ints, Numbers

# A link's other end and its confidence share 32 bits, so that the walk fetches both at once.
NODE_BITS = 29
NODE_MASK = np.int32((1 << NODE_BITS) - 1)
MOST_NODES, MOST_LINKS = 1 << NODE_BITS, (1 << 31) - 1
# Rows and links looked at in one go: so few that all about them stays in the processor's cache, and that the memory
# for it is used again and not asked for anew.
PIECE, CHUNK = 1 << 13, 1 << 15
_CONFIDENCE_BITS, _CODE_BITS = 2, 16


class Direction(Enum):
    DOWNSTREAM = "downstream"  # with the links, towards the buyer: who is touched
    UPSTREAM = "upstream"  # against them, towards the origin: what stands behind


@dataclass(frozen=True)
class Rows:
    """`start` (n + 1, int32): where each row begins; `packed` (links, int32): the other end in the low 29 bits and the
    confidence above; `visibility` (links, uint16). Within a row by other end, so that a pair is found by halving."""

    start: npt.NDArray[np.int32]
    packed: npt.NDArray[np.int32]
    visibility: npt.NDArray[np.uint16]

    @classmethod
    def build(
        cls, size: int, near: Ints, far: Ints, visibility: Ints, confidence: Ints, *, nodes: int | None = None
    ) -> Rows:
        """`near`: numbers below `size`, `far`: below `nodes`, which is `size` where nothing else is said. Of links
        alike in ends and visibility the surest is kept."""
        nodes = max(size, nodes or size)
        if nodes >= MOST_NODES or len(near) > MOST_LINKS:
            raise ValueError(f"at most {MOST_NODES - 1} nodes and {MOST_LINKS} links, not {nodes} and {len(near)}")
        bits = max(1, (nodes - 1).bit_length())
        if 2 * bits + _CODE_BITS + _CONFIDENCE_BITS <= 63:
            near, far, visibility, confidence = _sorted_in_one(bits, near, far, visibility, confidence)
        else:
            near, far, visibility, confidence = _sorted(near, far, visibility, confidence)
        start = np.zeros(size + 1, np.int32)
        np.cumsum(np.bincount(near, minlength=size), out=start[1:])
        packed = far.astype(np.int32)
        packed |= confidence.astype(np.int32) << NODE_BITS
        return cls(start, packed, visibility.astype(np.uint16))

    def __len__(self) -> int:
        return len(self.start) - 1

    def chunks(self, rows: Ints) -> Iterator[tuple[Numbers, Numbers]]:
        """The links of these rows, at most `CHUNK` at a time (a longer row comes alone): for each link the position of
        its row in `rows`, ascending, and its own position."""
        for begin in range(0, len(rows), PIECE):
            piece = rows[begin : begin + PIECE]
            first = self.start.take(piece)
            lengths = self.start.take(piece + 1) - first
            ends = np.cumsum(lengths, dtype=np.int64)
            low, total = 0, int(ends[-1])
            while low < len(piece) and total:
                done = int(ends[low - 1]) if low else 0
                high = len(piece)
                if total - done > CHUNK:
                    high = max(low + 1, int(np.searchsorted(ends, done + CHUNK, side="right")))
                part = lengths[low:high]
                who = np.repeat(np.arange(begin + low, begin + high), part)
                at = np.arange(len(who))
                at += np.repeat(first[low:high] - (ends[low:high] - done - part), part)
                yield who, at
                low = high

    def positions(self, near: Numbers, far: Numbers) -> Numbers:
        """Where the links of these pairs lie, all of them."""
        first, last = self._first_from(near, far), self._first_from(near, far + 1)
        lengths = last - first
        ends = np.cumsum(lengths)
        return np.repeat(first - (ends - lengths), lengths) + np.arange(int(ends[-1]) if len(ends) else 0)

    def _first_from(self, near: Numbers, far: Numbers) -> Numbers:
        low, high = self.start[near].astype(np.int64), self.start[near + 1].astype(np.int64)
        while True:
            open_ = low < high
            if not open_.any():
                return low
            middle = np.where(open_, (low + high) // 2, 0)
            less = open_ & ((self.packed[middle] & NODE_MASK) < far)
            low = np.where(less, middle + 1, low)
            high = np.where(open_ & ~less, middle, high)


def _sorted_in_one(bits: int, near: Ints, far: Ints, visibility: Ints, confidence: Ints) -> tuple[Ints, ...]:
    """All four in one number each: one plain sort, many times as fast as one by several keys."""
    one = near.astype(np.int64)
    for more, width in ((far, bits), (visibility, _CODE_BITS), (confidence, _CONFIDENCE_BITS)):
        one <<= width
        one |= more
    one.sort()
    alike = one >> _CONFIDENCE_BITS
    one = one[np.append(alike[1:] != alike[:-1], True)] if len(one) else one
    del alike
    code, rest = one >> _CONFIDENCE_BITS, one >> (_CONFIDENCE_BITS + _CODE_BITS)
    return (
        rest >> bits,
        rest & ((1 << bits) - 1),
        code & ((1 << _CODE_BITS) - 1),
        one & ((1 << _CONFIDENCE_BITS) - 1),
    )


def _sorted(near: Ints, far: Ints, visibility: Ints, confidence: Ints) -> tuple[Ints, ...]:
    order = np.lexsort((confidence, visibility, far, near))
    near, far, visibility, confidence = near[order], far[order], visibility[order], confidence[order]
    last = np.ones(len(near), bool)
    last[:-1] = (near[1:] != near[:-1]) | (far[1:] != far[:-1]) | (visibility[1:] != visibility[:-1])
    return near[last], far[last], visibility[last], confidence[last]
