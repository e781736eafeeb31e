"""Who is touched: everything that a site, a supplier, a raw material, a country ... leads to, and everything that
stands behind a contract. Arrays in, arrays out: no database, no request, no clock.

The tables stay the truth. Whoever reads them makes a `Snapshot` of all links now and then (`Snapshot.build`), lays it
on a `Shelf` where every web process opens the newest by memory map, and keeps a `Delta` in each process of what changed
since: `Graph(snapshot, delta)` is what `reach` walks. `MemberSets` answers "which members" by one look-up.

    shelf = Shelf(folder)
    shelf.put(Snapshot.build(edges, high_water=number), {"all": None})   # in the worker
    snapshot = shelf.newest()                                            # in each web process
    delta = Delta.none(snapshot).then(now=edges, ended=pairs, high_water=number)
    found = reach(Graph(snapshot, delta), [pack(Kind.SITE, 7)], Direction.DOWNSTREAM, allowed=mask)

Nodes are packed numbers (`nodes.pack`). A link goes from what lies upstream towards the buyer: site to site to supplier
to contract to member. Whether the viewer may see the start itself is for the caller to ask first.
"""

from aktsom.supply_chain.reach.delta import Delta
from aktsom.supply_chain.reach.edges import Confidence, Edges, Pairs
from aktsom.supply_chain.reach.files import Damaged
from aktsom.supply_chain.reach.found import Found, Reached, Way
from aktsom.supply_chain.reach.graph import Graph
from aktsom.supply_chain.reach.member_sets import MemberSets
from aktsom.supply_chain.reach.nodes import Kind, pack, unpack
from aktsom.supply_chain.reach.rows import Direction
from aktsom.supply_chain.reach.shelf import BeingWritten, Shelf, kept_sets, told_with
from aktsom.supply_chain.reach.snapshot import Snapshot
from aktsom.supply_chain.reach.traversal import reach

__all__ = [
    "BeingWritten",
    "Confidence",
    "Damaged",
    "Delta",
    "Direction",
    "Edges",
    "Found",
    "Graph",
    "Kind",
    "MemberSets",
    "Pairs",
    "Reached",
    "Shelf",
    "Snapshot",
    "Way",
    "kept_sets",
    "pack",
    "reach",
    "told_with",
    "unpack",
]
