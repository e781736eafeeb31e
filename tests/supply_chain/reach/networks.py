"""Small networks made up by Hypothesis, with changes on top, and plain answers about them to hold ours against."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st

from aktsom.supply_chain.reach import Delta, Edges, Graph, Kind, Pairs, Snapshot, pack

NODES = [pack(kind, n) for kind in (Kind.MEMBER, Kind.CONTRACT, Kind.SITE, Kind.COUNTRY) for n in (1, 2)]
CODES = 3
TRIES = settings(max_examples=150, deadline=None)
Pair = tuple[int, int]
Seen = list[tuple[int, int]]  # visibility and confidence of each link of a pair
Links = dict[Pair, Seen]

nodes = st.sampled_from(NODES)
seen = st.lists(st.tuples(st.integers(0, CODES - 1), st.integers(0, 2)), min_size=1, max_size=2)
links = st.dictionaries(st.tuples(nodes, nodes), seen, min_size=8, max_size=30)
masks = st.none() | st.lists(st.booleans(), min_size=CODES, max_size=CODES)
# Pairs that change, with what they have from then on: nothing where they ended.
changes = st.lists(st.dictionaries(st.tuples(nodes, nodes), st.just([]) | seen, min_size=1, max_size=12), max_size=3)


def edges(links: Links) -> Edges:
    return Edges.rows((s, t, code, sure) for (s, t), seen in links.items() for code, sure in seen)


def ended(change: Links) -> Pairs:
    return Pairs.of(pair for pair, seen in change.items() if not seen)


@dataclass
class Network:
    """The graph with every change laid on, and the links that hold after them."""

    graph: Graph
    links: Links

    def visible(self, allowed: list[bool] | None) -> dict[Pair, int]:
        """The surest confidence of each pair that may be seen."""
        return {
            pair: max(sure for code, sure in seen if allowed is None or allowed[code])
            for pair, seen in self.links.items()
            if any(allowed is None or allowed[code] for code, _ in seen)
        }


def network(first: Links, later: list[Links]) -> Network:
    snapshot = Snapshot.build(edges(first), high_water=0)
    delta, holding = Delta.none(snapshot), dict(first)
    for number, change in enumerate(later, 1):
        delta = delta.then(now=edges(change), ended=ended(change), high_water=number)
        holding |= change
    return Network(Graph(snapshot, delta), {pair: seen for pair, seen in holding.items() if seen})


def walked(visible: dict[Pair, int], starts: list[int], *, upstream: bool) -> dict[int, tuple[int, int]]:
    """For each node: links on the way, and the strongest weakest confidence of the ways that short (starts have 2)."""
    level = dict.fromkeys(starts, 2)
    found = {node: (0, sure) for node, sure in level.items()}
    hops = 0
    while level:
        hops += 1
        further: dict[int, int] = {}
        for (source, target), sure in visible.items():
            near, far = (target, source) if upstream else (source, target)
            if near in level and far not in found:
                further[far] = max(further.get(far, 0), min(level[near], sure))
        found |= {node: (hops, sure) for node, sure in further.items()}
        level = further
    return found


def recursive_query(visible: dict[Pair, int], starts: list[int], *, upstream: bool) -> set[int]:
    near, far = ("target", "source") if upstream else ("source", "target")
    with sqlite3.connect(":memory:") as database:
        database.execute("create table link (source integer, target integer)")
        database.execute("create table start (node integer)")
        database.executemany("insert into link values (?, ?)", visible)
        database.executemany("insert into start values (?)", [(start,) for start in starts])
        rows = database.execute(
            f"with recursive found (node) as (select node from start union select {far} from found join link "
            f"on {near} = node) select node from found"
        ).fetchall()
    database.close()
    return {node for (node,) in rows}
