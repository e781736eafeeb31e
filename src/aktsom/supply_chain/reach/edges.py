"""Links as four arrays side by side, and pairs of ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.nodes import Numbers, key_array

CODES = 1 << 16  # visibility codes, at most


class Confidence(IntEnum):
    """How sure a link is, weakest first."""

    DECLARED = 0
    DOCUMENTED = 1
    VERIFIED = 2


@dataclass(frozen=True)
class Edges:
    """Links from what lies upstream towards the buyer, one a position.

    `source`, `target` (int64): packed nodes; `visibility` (uint16): position in the caller's table of who may see a
    link; `confidence` (uint8): see `Confidence`. The same pair may come several times, seen by different people.
    """

    source: Numbers
    target: Numbers
    visibility: npt.NDArray[np.uint16]
    confidence: npt.NDArray[np.uint8]

    @classmethod
    def of(
        cls, source: npt.ArrayLike, target: npt.ArrayLike, visibility: npt.ArrayLike, confidence: npt.ArrayLike
    ) -> Edges:
        """Checks what it is given. ValueError: lengths differ, a code over 65,535, a confidence over 2."""
        ends = [np.asarray(keys, np.int64) for keys in (source, target)]
        codes, sure = np.asarray(visibility), np.asarray(confidence)
        if len({len(ends[0]), len(ends[1]), len(codes), len(sure)}) != 1:
            raise ValueError("the arrays of links differ in length")
        if len(codes) and not (codes.min() >= 0 and codes.max() < CODES):
            raise ValueError(f"visibility codes go from 0 to {CODES - 1}")
        if len(sure) and not (sure.min() >= 0 and sure.max() <= max(Confidence)):
            raise ValueError(f"confidence goes from 0 to {int(max(Confidence))}")
        return cls(ends[0], ends[1], codes.astype(np.uint16, copy=False), sure.astype(np.uint8, copy=False))

    @classmethod
    def rows(cls, rows: Iterable[tuple[int, int, int, int]]) -> Edges:
        """From tuples (source, target, visibility, confidence)."""
        table = np.array(list(rows), np.int64).reshape(-1, 4)
        return cls.of(*table.T)

    def __len__(self) -> int:
        return len(self.source)

    def only(self, keep: npt.NDArray[np.bool_]) -> Edges:
        return Edges(self.source[keep], self.target[keep], self.visibility[keep], self.confidence[keep])

    def and_(self, other: Edges) -> Edges:
        return Edges(
            np.concatenate((self.source, other.source)),
            np.concatenate((self.target, other.target)),
            np.concatenate((self.visibility, other.visibility)),
            np.concatenate((self.confidence, other.confidence)),
        )


@dataclass(frozen=True)
class Pairs:
    """Ends of links, whatever their visibility: `source`, `target` (int64), as long as each other."""

    source: Numbers
    target: Numbers

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Pairs:
        table = np.array(list(pairs), np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])

    def and_(self, source: Iterable[int] | Numbers, target: Iterable[int] | Numbers) -> Pairs:
        return Pairs(np.concatenate((self.source, key_array(source))), np.concatenate((self.target, key_array(target))))
