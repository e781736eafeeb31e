"""The walk: level by level, so that the first path to a node is a shortest one, and of those the surest is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aktsom.supply_chain.reach.edges import Confidence
from aktsom.supply_chain.reach.found import Found
from aktsom.supply_chain.reach.graph import Graph, Mask
from aktsom.supply_chain.reach.nodes import Ints, Numbers, key_array
from aktsom.supply_chain.reach.rows import Direction
from aktsom.supply_chain.reach.scratch import CLOSED, Scratch, borrowed


def reach(
    graph: Graph,
    starts: Iterable[int] | Numbers,
    direction: Direction,
    *,
    allowed: npt.ArrayLike | None = None,
    limit: int | None = None,
) -> Found:
    """Every node that the starts (packed nodes) lead to over links that the viewer may see, the starts among them.

    `allowed` (bool): for each visibility code whether the viewer may see such links; None is for a viewer who sees all.
    `limit`: at most so many nodes, the nearest first and of one distance the surest; `Found.more` says that others were
    left out. ValueError: a limit below 1.

    The path kept to each node has the fewest links, and among those the strongest weakest link.

    Worst case: every link of the nodes found is looked at once, so never more than all links of the graph, whatever
    cycles there are; a limit bounds the nodes, not the links of a single level. Beside the answer a walk needs 9 bytes
    a node of the graph, kept for the next walk, and about 40 bytes a link of the longest single row.
    """
    if limit is not None and limit < 1:
        raise ValueError("a limit is at least 1")
    mask = graph.mask(allowed)
    keys = np.unique(key_array(starts))
    numbers = graph.find(keys)
    unknown, front = keys[numbers < 0], np.sort(numbers[numbers >= 0])
    more = False
    if limit is not None and len(keys) > limit:
        unknown, front, more = unknown[:limit], front[: max(0, limit - len(unknown))], True
    with borrowed(graph.size) as scratch:
        scratch.best[front] = max(Confidence) + 1
        scratch.before[front] = -1
        room = None if limit is None else limit - len(unknown)
        levels, cut = _levels(_Walk(graph, direction, mask, scratch), front, room)
        nodes = np.sort(np.concatenate(levels))
        confidence = (scratch.best.take(nodes) & ~CLOSED) - np.uint8(1)
        before, hops = scratch.before.take(nodes), scratch.hops.take(nodes)
        scratch.best[nodes] = 0
    return Found(graph, direction, mask, nodes, confidence, before, hops, unknown, more or cut)


@dataclass(frozen=True)
class _Walk:
    graph: Graph
    direction: Direction
    mask: Mask | None
    scratch: Scratch


def _levels(walk: _Walk, front: Ints, room: int | None) -> tuple[list[Numbers], bool]:
    """The nodes of each level, and whether some were left out."""
    levels: list[Numbers] = []
    scratch = walk.scratch
    while True:
        strength = scratch.best.take(front)
        if room is not None and len(front) > room:
            order = np.lexsort((front, -strength.astype(np.int8)))
            scratch.best[front[order[room:]]] = 0
            front = front[order[:room]]
            strength = strength[order[:room]]
            cut = True
        else:
            cut = False
        scratch.best[front] = strength | CLOSED
        scratch.hops[front] = len(levels)
        levels.append(front)
        if room is not None:
            room -= len(front)
        if cut or not len(front):
            return levels, cut
        front = _next_level(walk, front, strength)


def _next_level(walk: _Walk, front: Numbers, strength: npt.NDArray[np.uint8]) -> Numbers:
    """The nodes met for the first time, each with its surest link from the front noted."""
    best, before = walk.scratch.best, walk.scratch.before
    fresh: list[Numbers] = []
    for who, other, confidence in walk.graph.links(front, walk.direction, walk.mask):
        met = best.take(other)
        keep = np.flatnonzero(met < CLOSED)
        if len(keep) < len(other):
            # Each turn narrows its own arrays and no other's.
            who, other, confidence, met = who.take(keep), other.take(keep), confidence.take(keep), met.take(keep)  # noqa: PLW2901
        sure = np.minimum(confidence.astype(np.uint8) + np.uint8(1), strength.take(who))
        if fresh:  # nodes of this level may have been met already, with less
            keep = np.flatnonzero(met < sure)
            if len(keep) < len(other):
                # Each turn narrows its own arrays and no other's.
                who, other, sure, met = who.take(keep), other.take(keep), sure.take(keep), met.take(keep)  # noqa: PLW2901
        if not len(other):
            continue
        # Of those that write to the same place the last stays; the surer write after the others. What is written is
        # first whose turn it was, and then, of those that stayed, the node before.
        turn = np.arange(len(other), dtype=np.int32)
        before[other] = turn
        for surer in range(2, max(Confidence) + 2):
            these = np.flatnonzero(sure >= surer)
            if not len(these):
                break
            before[other[these]] = these
        last = np.flatnonzero(before.take(other) == turn)
        # Each turn narrows its own arrays and no other's.
        other, sure = other.take(last), sure.take(last)  # noqa: PLW2901
        fresh.append(other.take(np.flatnonzero(met.take(last) == 0)) if fresh else other)
        best[other] = sure
        before[other] = front.take(who.take(last))
    # In order, so that the rows are read as they lie.
    return np.sort(np.concatenate(fresh)) if fresh else np.zeros(0, np.int64)
