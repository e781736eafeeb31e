"""What a walk found, and how each was reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.edges import Confidence, Pairs
from aktsom.supply_chain.reach.graph import Graph, Mask
from aktsom.supply_chain.reach.nodes import Ints, Kind, Numbers, kinds
from aktsom.supply_chain.reach.rows import Direction


@dataclass(frozen=True)
class Reached:
    """Nodes of one kind: packed nodes (int64), links on the way from the nearest start (int32), and the weakest
    confidence on that way (uint8). All as long as each other, by id in the snapshot and new nodes after."""

    keys: Numbers
    hops: npt.NDArray[np.int32]
    confidence: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Way:
    """`nodes`: packed, from a start to the node; `confidence`: of each link between them, one fewer."""

    nodes: tuple[int, ...]
    confidence: tuple[Confidence, ...]

    @property
    def weakest(self) -> Confidence:
        """A start itself is in no doubt."""
        return min(self.confidence, default=Confidence.VERIFIED)


@dataclass(frozen=True, eq=False)
class Found:
    """`more`: there are others that the limit left out. The rest is read through the functions."""

    graph: Graph = field(repr=False)
    direction: Direction
    mask: Mask | None = field(repr=False)
    numbers: Numbers = field(repr=False)  # ascending
    confidence: npt.NDArray[np.uint8] = field(repr=False)
    before: npt.NDArray[np.int32] = field(repr=False)  # number of the node before, -1 for a start
    hops: npt.NDArray[np.int32] = field(repr=False)
    unknown: Numbers = field(repr=False)  # starts that never had a link, as keys
    more: bool

    def __len__(self) -> int:
        return len(self.numbers) + len(self.unknown)

    def counts(self) -> dict[Kind, int]:
        """How many of each kind, those that occur."""
        counted = {}
        for kind in Kind:
            stretch, late = self.graph.of_kind(self.numbers, kind)
            count = stretch.stop - stretch.start + len(late) + int(np.count_nonzero(kinds(self.unknown) == kind))
            if count:
                counted[kind] = count
        return counted

    def keys(self) -> Numbers:
        """All nodes found."""
        return np.concatenate((self.graph.keys(self.numbers), self.unknown))

    def of(self, kind: Kind) -> Reached:
        """The nodes of one kind, a start among them if it is of that kind."""
        stretch, late = self.graph.of_kind(self.numbers, kind)
        alone = self.unknown[kinds(self.unknown) == kind]
        if not len(late) and not len(alone):
            return Reached(self.graph.keys(self.numbers[stretch]), self.hops[stretch], self.confidence[stretch])
        keys = [self.graph.keys(self.numbers[stretch]), self.graph.keys(self.numbers[late]), alone]
        sure = np.full(len(alone), max(Confidence), np.uint8)
        return Reached(
            np.concatenate(keys),
            np.concatenate((self.hops[stretch], self.hops[late], np.zeros(len(alone), np.int32))),
            np.concatenate((self.confidence[stretch], self.confidence[late], sure)),
        )

    def path(self, key: int) -> Way:
        """One way with the fewest links, and of those one whose weakest link is strongest. KeyError: not found.

        Upstream it runs against the links: from the contract to what lies behind it.
        """
        if key in self.unknown:
            return Way((key,), ())
        way = [int(self.graph.find([key])[0])]
        at = self._position(way[0], key)
        while self.before[at] >= 0:
            way.append(int(self.before[at]))
            at = self._position(way[-1], key)
        way.reverse()
        links = pairwise(way)
        sure = tuple(Confidence(self.graph.surest(near, far, self.direction, self.mask)) for near, far in links)
        return Way(tuple(self.graph.keys(np.array(way)).tolist()), sure)

    def carried(self, links: Pairs, marks: npt.NDArray[np.uint8], keys: Numbers) -> npt.NDArray[np.uint8]:
        """For each of the keys the mark of the first of these links on its way, as `path` has it, 0 where none lies
        there. All ways at once: a pass over the nodes found for each level."""
        own = np.zeros(len(self.numbers), np.uint8)
        if not len(own):
            return np.zeros(len(keys), np.uint8)
        at, there = self._positions(self.graph.find(links.target))
        source = self.graph.find(links.source)
        taken = there & (source >= 0) & (self.before[at] == source)
        own[at[taken]] = marks[taken]
        behind, _ = self._positions(self.before.astype(np.int64))
        order = np.argsort(self.hops, kind="stable")
        bounds = np.searchsorted(self.hops[order], np.arange(1, int(self.hops.max(initial=0)) + 2))
        for low, high in pairwise(bounds.tolist()):
            level = order[low:high]
            earlier = own[behind[level]]
            own[level] = np.where(earlier > 0, earlier, own[level])
        at, there = self._positions(self.graph.find(keys))
        return np.where(there, own[at], np.uint8(0))

    def _positions(self, numbers: Ints) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Where each stands among the nodes found, of which there are some, and whether it does."""
        at: Numbers = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return at, self.numbers[at] == numbers

    def _position(self, number: int, key: int) -> int:
        at = int(np.searchsorted(self.numbers, number))
        if at == len(self.numbers) or self.numbers[at] != number:
            raise KeyError(key)
        return at
