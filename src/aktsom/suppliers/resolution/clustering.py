"""Pairs into clusters, under the guard that a cluster never holds two legal entities' numbers.

Plain connected components would let one slip join two companies and everything that hangs on them. So a component that
holds two numbers, or two records that a person said are not the same, is built anew from its surest pair down, and a
pair that would bring the two together is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
UNSAID = 2**32 - 1


def components(size: int, left: NDArray[np.uint32], right: NDArray[np.uint32]) -> Labels:
    """The lowest row of each row's connected component."""
    label = np.arange(size, dtype=np.int64)
    left, right = left.astype(np.int64), right.astype(np.int64)
    while len(left):
        one, other = label[left], label[right]
        apart = one != other
        left, right, one, other = left[apart], right[apart], one[apart], other[apart]
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while True:
            further = label[label]
            if np.array_equal(further, label):
                break
            label = further
    return label


def clusters(
    left: NDArray[np.uint32],
    right: NDArray[np.uint32],
    weight: NDArray[np.float32],
    numbers: NDArray[np.uint32],
    apart: Sequence[tuple[int, int]] = (),
) -> Labels:
    """A label per row, the lowest row of its cluster. `numbers` are codes of numbers, `UNSAID` where there is none.

    `apart` are pairs of rows that are not the same whatever the weights.
    """
    label = components(len(numbers), left, right)
    broken = _broken(label, numbers, apart)
    inside = broken[label[left]]
    order = np.argsort(-weight[inside], kind="stable")
    built = _Careful(numbers, apart)
    for one, other in zip(left[inside][order].tolist(), right[inside][order].tolist(), strict=True):
        built.join(one, other)
    for row in np.flatnonzero(broken[label]).tolist():
        label[row] = built.root(row)
    return _lowest(label)


def _broken(label: Labels, numbers: NDArray[np.uint32], apart: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    found = np.zeros(len(label), bool)
    numbered = numbers != UNSAID
    held = label[numbered] << 32 | numbers[numbered]
    held.sort()
    holder = held >> 32
    found[holder[1:][(holder[1:] == holder[:-1]) & (held[1:] != held[:-1])]] = True
    for one, other in apart:
        if label[one] == label[other]:
            found[label[one]] = True
    return found


def _lowest(label: Labels) -> Labels:
    lowest = np.full(len(label), len(label), np.int64)
    np.minimum.at(lowest, label, np.arange(len(label)))
    return lowest[label]


class _Careful:
    """A forest of rows that never joins two numbers, nor what is to be kept apart."""

    def __init__(self, numbers: NDArray[np.uint32], apart: Sequence[tuple[int, int]]) -> None:
        self._above: dict[int, int] = {}
        self._number: dict[int, int] = {}
        self._numbers = numbers
        self._foes: dict[int, set[int]] = {}
        for one, other in apart:
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)

    def root(self, row: int) -> int:
        above = self._above
        while above.setdefault(row, row) != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    def join(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        mine, theirs = self._number_of(one), self._number_of(other)
        if UNSAID not in {mine, theirs} and mine != theirs:
            return
        if any(self.root(foe) == other for foe in self._foes.get(one, ())):
            return
        self._above[other] = one
        self._number[one] = mine if mine != UNSAID else theirs
        if other in self._foes:
            self._foes.setdefault(one, set()).update(self._foes.pop(other))

    def _number_of(self, root: int) -> int:
        return self._number.get(root, int(self._numbers[root]))
