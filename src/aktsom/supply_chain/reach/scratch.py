"""Notes of one walk about every node, kept between walks: cleared where they were written, never as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CLOSED = np.uint8(0x80)  # the level of the node is over: its strength stays
_MOST_KEPT = 4


@dataclass(frozen=True)
class Scratch:
    """`best` (uint8): 0 for a node not met, else its confidence and one, with `CLOSED`; between walks all 0.
    `before`, `hops` (int32): mean something only for nodes met."""

    best: npt.NDArray[np.uint8]
    before: npt.NDArray[np.int32]
    hops: npt.NDArray[np.int32]

    @classmethod
    def of(cls, size: int) -> Scratch:
        return cls(np.zeros(size, np.uint8), *(np.empty(size, np.int32) for _ in range(2)))


_kept: list[Scratch] = []


@contextmanager
def borrowed(size: int) -> Iterator[Scratch]:
    """Notes for `size` nodes that nobody else has. Thrown away when the walk does not end well."""
    try:
        scratch = _kept.pop()
    except IndexError:
        scratch = Scratch.of(size)
    if len(scratch.best) < size:
        scratch = Scratch.of(size + size // 64)
    yield scratch
    if len(_kept) < _MOST_KEPT:
        _kept.append(scratch)
