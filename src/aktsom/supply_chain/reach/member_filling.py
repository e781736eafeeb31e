"""Makes the member sets of some nodes from their links: from the buyers' end upwards, each node once; what lies on or
above a cycle, until nothing changes any more."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.graph import Graph, Mask
from aktsom.supply_chain.reach.nodes import Ints
from aktsom.supply_chain.reach.rows import Direction

Words = npt.NDArray[np.uint64]  # (nodes, words): bit m of a row is member m


def filled(graph: Graph, nodes: Ints, mask: Mask | None, words: Words, read: Callable[[Ints], Words]) -> Words:
    """`nodes`: ascending numbers, with everything that leads to one of them; `words`: their rows, each with its own bit
    alone, which are filled and given back; `read` tells the rows of other nodes.

    Each link is looked at three times. Beyond that a node on or above a cycle is looked at again whenever one that it
    leads to gains members: with a ring of n nodes, n rounds.
    """
    return _Filling(graph, nodes, mask, words, read).run()


def pass_on(
    graph: Graph,
    gained: Ints,
    mask: Mask | None,
    read: Callable[[Ints], Words],
    put: Callable[[Ints, Words], None],
    *,
    only: npt.NDArray[np.bool_] | None = None,
) -> None:
    """What these nodes gained goes to all that lead to them (of those in `only`, one answer a node of the graph), as
    far as it is new to them: where a member is known already nothing is walked further."""
    while len(gained):
        further = [gained[:0]]
        for who, other, _ in graph.links(gained, Direction.UPSTREAM, mask):
            waits = np.arange(len(other)) if only is None else np.flatnonzero(only[other])
            if not len(waits):
                continue
            order = waits[np.argsort(other[waits], kind="stable")]
            near = other[order]
            first = np.flatnonzero(np.append(True, near[1:] != near[:-1]))
            given = np.bitwise_or.reduceat(read(gained[who[order]]), first, axis=0)
            nodes = near[first]
            known = read(nodes)
            more = np.flatnonzero((given & ~known).any(axis=1))
            put(nodes[more], given[more] | known[more])
            further.append(nodes[more])
        gained = np.unique(np.concatenate(further))


class _Filling:
    def __init__(
        self, graph: Graph, nodes: Ints, mask: Mask | None, words: Words, read: Callable[[Ints], Words]
    ) -> None:
        self.graph, self.nodes, self.mask, self.words, self.read = graph, nodes, mask, words, read
        self.place = np.full(graph.size, -1, np.int32)
        self.place[nodes] = np.arange(len(nodes), dtype=np.int32)
        self.waiting = np.zeros(len(nodes), np.int64)  # links to nodes that are not ready

    def run(self) -> Words:
        for who, other, _ in self.graph.links(self.nodes, Direction.DOWNSTREAM, self.mask):
            place = self.place[other]
            inside = (place >= 0) & (place != who)
            self.waiting += np.bincount(who[inside], minlength=len(self.nodes))
        ready = np.flatnonzero(self.waiting == 0)
        while len(ready):
            self._take_in(ready)
            ready = self._released(ready)
        rest = np.flatnonzero(self.waiting > 0)
        if len(rest):
            self._take_in(rest)
            waits = np.zeros(self.graph.size, bool)
            waits[self.nodes[rest]] = True
            pass_on(self.graph, self.nodes[rest], self.mask, self._rows, self._put, only=waits)
        return self.words

    def _take_in(self, places: Ints) -> None:
        """Into these rows goes all that their links lead to."""
        for who, other, _ in self.graph.links(self.nodes[places], Direction.DOWNSTREAM, self.mask):
            if len(who):
                first = np.flatnonzero(np.append(True, who[1:] != who[:-1]))
                self.words[places[who[first]]] |= np.bitwise_or.reduceat(self._rows(other), first, axis=0)

    def _rows(self, numbers: Ints) -> Words:
        place = self.place[numbers]
        inside = place >= 0
        if inside.all():
            return self.words[place]
        rows = self.read(numbers)
        rows[inside] = self.words[place[inside]]
        return rows

    def _put(self, numbers: Ints, words: Words) -> None:
        self.words[self.place[numbers]] = words

    def _released(self, ready: Ints) -> Ints:
        """Those that waited for these alone."""
        released = [ready[:0]]
        for who, other, _ in self.graph.links(self.nodes[ready], Direction.UPSTREAM, self.mask):
            place = self.place[other]
            place = place[(place >= 0) & (place != ready[who])]
            places, links = np.unique(place, return_counts=True)
            self.waiting[places] -= links
            released.append(places[self.waiting[places] == 0])
        return np.concatenate(released)
