"""What a node is: kind and id of its row, packed in one number; and the dense numbers that nodes have in a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Ints = npt.NDArray[Any]  # of whatever width
KIND_BITS = 5
ID_BITS = 63 - KIND_BITS
_KIND_MASK = (1 << KIND_BITS) - 1
_ID_MASK = (1 << ID_BITS) - 1
# A table from every possible id to its number is filled in one pass; it may be this many times longer than the ends
# of the links before sorting them is cheaper.
_TABLE_TIMES, _TABLE_LEAST = 4, 1 << 20


class Kind(IntEnum):
    """Kinds of nodes, written into kept snapshots: a new one goes last, below 32."""

    MEMBER = 0
    CONTRACT = 1
    SUPPLIER = 2
    SITE = 3
    PRODUCT = 4
    MATERIAL = 5
    COUNTRY = 6
    REGION = 7
    FOLLOW_UP = 8
    FINDING = 9


def pack(kind: Kind, number: int) -> int:
    """The key of a node. `number` is the id of its row: 0 to 2**58 - 1, else ValueError."""
    if not 0 <= number <= _ID_MASK:
        raise ValueError(f"{number} is no id of a {kind.name}")
    return number << KIND_BITS | kind


def pack_all(kind: Kind, numbers: npt.ArrayLike) -> Numbers:
    return np.asarray(numbers, np.int64) << KIND_BITS | int(kind)


def unpack(key: int) -> tuple[Kind, int]:
    return Kind(int(key) & _KIND_MASK), int(key) >> KIND_BITS


def ids(keys: Numbers) -> Numbers:
    return keys >> KIND_BITS


def kinds(keys: Numbers) -> Numbers:
    return keys & _KIND_MASK


def key_array(keys: Iterable[int] | Numbers) -> Numbers:
    return keys if isinstance(keys, np.ndarray) else np.fromiter(keys, np.int64)


def check(keys: Numbers) -> None:
    """ValueError: a key is negative or of a kind that there is not."""
    if len(keys) and keys.min() < 0:
        raise ValueError("a node's key is negative")
    if len(keys) and kinds(keys).max() > max(Kind):
        raise ValueError("a node is of no known kind")


def _sortable(keys: Numbers) -> Numbers:
    """Kind first, then id, so that each kind is one stretch."""
    return (keys & _KIND_MASK) << ID_BITS | keys >> KIND_BITS


@dataclass(frozen=True)
class Numbering:
    """Dense numbers 0..n-1 of the nodes, each kind one stretch, by id within it.

    `ordered` (n, int64): the keys with the kind in the high bits, ascending; `bounds` (33,): where each kind begins.
    """

    ordered: Numbers
    bounds: Numbers

    @classmethod
    def of(cls, ordered: Numbers) -> Numbering:
        return cls(ordered, np.searchsorted(ordered, np.arange(_KIND_MASK + 1, dtype=np.int64) << ID_BITS))

    def __len__(self) -> int:
        return len(self.ordered)

    def keys(self, numbers: Ints) -> Numbers:
        ordered = self.ordered[numbers]
        return (ordered & _ID_MASK) << KIND_BITS | ordered >> ID_BITS

    def find(self, keys: Numbers) -> Numbers:
        """The number of each key, -1 where it is none of ours."""
        if not len(self.ordered):
            return np.full(len(keys), -1, np.int64)
        wanted = _sortable(keys)
        at = np.searchsorted(self.ordered, wanted)
        at[at == len(self.ordered)] = 0
        return np.where(self.ordered[at] == wanted, at, -1)

    def stretch(self, kind: Kind) -> tuple[int, int]:
        last = len(self.ordered) if kind == _KIND_MASK else int(self.bounds[kind + 1])
        return int(self.bounds[kind]), last


def numbered(sources: Numbers, targets: Numbers) -> tuple[Numbering, Ints, Ints]:
    """A numbering of all ends of links, and the number of each source and target."""
    room = np.zeros(_KIND_MASK + 1, np.int64)
    for keys in (sources, targets):
        check(keys)
        np.maximum(room, _room(keys), out=room)
    if not room.sum() <= max(_TABLE_LEAST, _TABLE_TIMES * 2 * len(sources)):
        ordered, at = np.unique(_sortable(np.concatenate((sources, targets))), return_inverse=True)
        return Numbering.of(ordered), at[: len(sources)], at[len(sources) :]
    base = np.cumsum(room) - room
    places = [base[keys & _KIND_MASK] + (keys >> KIND_BITS) for keys in (sources, targets)]
    seen = np.zeros(int(room.sum()), bool)
    for place in places:
        seen[place] = True
    used = np.flatnonzero(seen)
    kind = np.searchsorted(base + room, used, side="right")
    table = np.empty(len(seen), np.int32)
    table[used] = np.arange(len(used), dtype=np.int32)
    return Numbering.of(kind << ID_BITS | used - base[kind]), table[places[0]], table[places[1]]


def _room(keys: Numbers) -> Numbers:
    """For each kind one more than its largest id (0 where there is none)."""
    room = np.zeros(_KIND_MASK + 1, np.int64)
    for kind in np.flatnonzero(np.bincount(keys & _KIND_MASK, minlength=_KIND_MASK + 1)):
        room[kind] = (keys[keys & _KIND_MASK == kind] >> KIND_BITS).max() + 1
    return room
