"""Which members a node leads to, as one bit a member and node: answered by a look-up, not by a walk."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.graph import Graph
from aktsom.supply_chain.reach.member_filling import Words, filled, pass_on
from aktsom.supply_chain.reach.nodes import Ints, Kind, Numbers, key_array, kinds
from aktsom.supply_chain.reach.rows import Direction
from aktsom.supply_chain.reach.traversal import reach

_WORD = 64


class MemberSets:
    """Sets for one mask of what may be seen; for a viewer with another mask, `reach` and take the members found.

    Never changed: `then` gives new ones for a graph that changed. `bits` (nodes of the snapshot, words): as built;
    what changed since lies in `_later`, by `_place` (one a node, -1 where `bits` still count).
    """

    def __init__(
        self, graph: Graph, bits: Words, allowed: npt.ArrayLike | None, place: npt.NDArray[np.int32], later: Words
    ) -> None:
        self.graph, self.bits, self.allowed = graph, bits, allowed
        self._place, self._later = place, later
        self._used = int(place.max(initial=-1)) + 1  # rows of `_later`
        self._lent = True  # an earlier one may read them too
        low, high = graph.snapshot.numbering.stretch(Kind.MEMBER)
        new = np.flatnonzero(kinds(graph.delta.new_keys) == Kind.MEMBER) + len(graph.snapshot)
        self._members = np.concatenate((np.arange(low, high, dtype=np.int64), new))
        self._keys = graph.keys(self._members)

    @classmethod
    def build(cls, graph: Graph, allowed: npt.ArrayLike | None = None) -> MemberSets:
        """Of the snapshot's nodes; a delta is laid on by `then`. Ten million links: about 2 s.

        ValueError: the graph has a delta."""
        if len(graph.delta):
            raise ValueError("sets are built from a snapshot alone")
        empty = cls.kept(graph, np.zeros((graph.size, 0), np.uint64), allowed)
        bits = filled(graph, np.arange(graph.size), graph.mask(allowed), empty._own(np.arange(graph.size)), empty._read)
        return cls.kept(graph, bits, allowed)

    @classmethod
    def kept(cls, graph: Graph, bits: Words, allowed: npt.ArrayLike | None) -> MemberSets:
        """From bits that were built for the same snapshot and mask."""
        return cls(graph, bits, allowed, np.full(graph.size, -1, np.int32), np.zeros((0, 0), np.uint64))

    def then(self, graph: Graph, changed: Iterable[int] | Numbers) -> MemberSets:
        """For a graph with a later delta over the same snapshot. `changed`: the source of every pair of nodes whose
        links changed since, new or ended.

        A member gained goes upwards as far as it is new: mostly a few ms. Where one may be lost, all that leads to the
        change is made anew: at most every node of the graph, which is as slow as to build. ValueError: another
        snapshot, or an earlier delta.
        """
        if graph.snapshot is not self.graph.snapshot or graph.size < self.graph.size:
            raise ValueError("sets can only be carried on to a later delta of the same snapshot")
        place = np.concatenate((self._place, np.full(graph.size - self.graph.size, -1, np.int32)))
        sets = MemberSets(graph, self.bits, self.allowed, place, self._later)
        mask = graph.mask(self.allowed)
        sources = graph.find(np.unique(key_array(changed)))
        sources = np.union1d(sources[sources >= 0], np.arange(self.graph.size, graph.size))
        before, now = sets._read(sources), sets._own(sources)
        for who, other, _ in graph.links(sources, Direction.DOWNSTREAM, mask):
            np.bitwise_or.at(now, who, sets._read(other))
        less = sources[np.flatnonzero((before & ~now).any(axis=1))]
        lost = self._may_have_lost(graph, sources, less)
        gained = (now & ~before).any(axis=1)
        if len(lost):
            nodes = reach(graph, graph.keys(lost), Direction.UPSTREAM, allowed=self.allowed).numbers
            sets._put(nodes, filled(graph, nodes, mask, sets._own(nodes), sets._read))
            gained &= ~np.isin(sources, nodes)
        sets._put(sources[gained], now[gained])
        pass_on(graph, sources[gained], mask, sets._read, sets._put)
        return sets

    def of(self, key: int) -> Numbers:
        """The members (packed nodes) that a node leads to, a member to itself. Some ten microseconds."""
        return self.of_any((key,))

    def of_any(self, keys: Iterable[int] | Numbers) -> Numbers:
        """The members that any of these nodes leads to."""
        asked = key_array(keys)
        numbers = self.graph.find(asked)
        if (known := numbers >= 0).all():
            alone = asked[:0]
        else:
            alone, numbers = asked[~known], numbers[known]
        rows = self._read(numbers)
        bits = np.unpackbits(
            (rows[0] if len(rows) == 1 else np.bitwise_or.reduce(rows, axis=0)).view(np.uint8), bitorder="little"
        )
        found = self._keys[np.flatnonzero(bits)]
        return found if not len(alone) else np.union1d(found, alone[kinds(alone) == Kind.MEMBER])

    def _width(self) -> int:
        return -(-len(self._members) // _WORD)

    def _own(self, nodes: Ints) -> Words:
        """Rows for these nodes, ascending, with nothing in them but each member itself."""
        words = np.zeros((len(nodes), self._width()), np.uint64)
        if len(nodes):
            at = np.minimum(np.searchsorted(nodes, self._members), len(nodes) - 1)
            bit = np.flatnonzero(nodes[at] == self._members)
            words[at[bit], bit // _WORD] = np.uint64(1) << (bit % _WORD).astype(np.uint64)
        return words

    def _read(self, numbers: Ints) -> Words:
        width = self._width()
        place = self._place[numbers]
        late = place >= 0
        if not late.any() and self.bits.shape[1] == width and (not len(numbers) or numbers.max() < len(self.bits)):
            return self.bits[numbers]
        words = np.zeros((len(numbers), width), np.uint64)
        old = ~late & (numbers < len(self.bits))
        words[old, : self.bits.shape[1]] = self.bits[numbers[old]]
        words[late, : self._later.shape[1]] = self._later[place[late]]
        return words

    def _put(self, numbers: Ints, words: Words) -> None:
        """Rows that count from now on. Only for sets that nobody else has yet."""
        first = numbers[self._place[numbers] < 0]
        length = self._used + len(first)
        if self._lent or length > len(self._later):
            later = np.zeros((length + length // 2, self._width()), np.uint64)  # memory not written to costs none
            later[: self._used, : self._later.shape[1]] = self._later[: self._used]
            self._later, self._lent = later, False
        self._place[first] = np.arange(self._used, length, dtype=np.int32)
        self._later[self._place[numbers]] = words
        self._used = length

    def _may_have_lost(self, graph: Graph, sources: Numbers, less: Numbers) -> Numbers:
        """Of the sources those that lost a link and with it members (`less`), or that may hold up by a cycle what they
        lost. Where neither is so the old sets follow from the new links, and without a cycle only the right ones do.
        """
        old = sources[sources < self.graph.size]
        had, has = (
            np.unique(np.concatenate([old[who] << 31 | other for who, other, _ in links] or [old[:0]]))
            for links in (
                self.graph.links(old, Direction.DOWNSTREAM, self.graph.mask(self.allowed)),
                graph.links(old, Direction.DOWNSTREAM, graph.mask(self.allowed)),
            )
        )
        losers = np.unique(np.setdiff1d(had, has, assume_unique=True) >> 31)
        wrong = np.isin(losers, less)
        if not wrong.all():
            after = has[np.isin(has >> 31, losers)] & ((1 << 31) - 1)
            below = reach(graph, graph.keys(np.unique(after)), Direction.DOWNSTREAM, allowed=self.allowed)
            wrong |= np.isin(losers, below.numbers)
        lost: Numbers = losers[wrong]
        return lost
