"""What the walk finds is what a plain walk and a recursive query find; its ways are real, shortest and surest."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.supply_chain.reach import (
    Confidence,
    Direction,
    Edges,
    Graph,
    Kind,
    Pairs,
    Snapshot,
    pack,
    reach,
    rows,
    scratch,
    unpack,
)
from tests.supply_chain.reach.networks import (
    TRIES,
    Links,
    changes,
    edges,
    links,
    masks,
    network,
    nodes,
    recursive_query,
    walked,
)

starts = st.lists(nodes, min_size=1, max_size=3, unique=True)
directions = st.sampled_from(Direction)


@TRIES
@given(links, changes, starts, directions, masks)
def test_finds_what_a_recursive_query_finds(
    first: Links, later: list[Links], begin: list[int], way: Direction, allowed: list[bool] | None
) -> None:
    net = network(first, later)
    visible, upstream = net.visible(allowed), way is Direction.UPSTREAM
    found = reach(net.graph, begin, way, allowed=allowed)
    keys = found.keys().tolist()
    assert len(keys) == len(set(keys)) == len(found)
    assert set(keys) == recursive_query(visible, begin, upstream=upstream)
    assert set(keys) == set(walked(visible, begin, upstream=upstream))
    assert not found.more


@TRIES
@given(links, changes, starts, directions, masks)
def test_tells_distance_and_confidence_by_kind(
    first: Links, later: list[Links], begin: list[int], way: Direction, allowed: list[bool] | None
) -> None:
    net = network(first, later)
    plain = walked(net.visible(allowed), begin, upstream=way is Direction.UPSTREAM)
    found = reach(net.graph, begin, way, allowed=allowed)
    told = {}
    for kind in Kind:
        reached = found.of(kind)
        assert all(unpack(key)[0] is kind for key in reached.keys.tolist())
        assert found.counts().get(kind, 0) == len(reached.keys)
        columns = (reached.keys.tolist(), reached.hops.tolist(), reached.confidence.tolist())
        told |= {key: (hops, sure) for key, hops, sure in zip(*columns, strict=True)}
    assert told == plain


@TRIES
@given(links, changes, starts, directions, masks)
def test_every_way_is_real(
    first: Links, later: list[Links], begin: list[int], way: Direction, allowed: list[bool] | None
) -> None:
    net = network(first, later)
    visible, upstream = net.visible(allowed), way is Direction.UPSTREAM
    found = reach(net.graph, begin, way, allowed=allowed)
    for node, (hops, sure) in walked(visible, begin, upstream=upstream).items():
        path = found.path(node)
        assert path.nodes[0] in begin
        assert path.nodes[-1] == node
        assert len(path.nodes) == hops + 1
        steps = [(b, a) if upstream else (a, b) for a, b in pairwise(path.nodes)]
        assert [visible[step] for step in steps] == list(path.confidence)
        assert path.weakest == sure


@TRIES
@given(links, changes, starts, directions, masks, st.dictionaries(st.tuples(nodes, nodes), st.integers(1, 3)))
def test_the_first_marked_link_of_every_way_is_told_for_all_at_once(
    first: Links,
    later: list[Links],
    begin: list[int],
    way: Direction,
    allowed: list[bool] | None,
    marked: dict[tuple[int, int], int],
) -> None:
    net = network(first, later)
    found = reach(net.graph, begin, way, allowed=allowed)
    keys = [*found.keys().tolist(), pack(Kind.FINDING, 999)]
    marked |= {pair: 4 for key in keys[:-1] for pair in pairwise(found.path(key).nodes[1:])}  # none but the first link
    plain = [next((marked[step] for step in pairwise(found.path(key).nodes) if step in marked), 0) for key in keys[:-1]]
    marks = np.array(list(marked.values()), np.uint8)
    assert found.carried(Pairs.of(marked), marks, np.array(keys)).tolist() == [*plain, 0]


@TRIES
@given(links, changes, starts, directions, masks, st.integers(1, 8))
def test_a_limit_keeps_the_nearest_and_says_that_there_are_more(
    first: Links, later: list[Links], begin: list[int], way: Direction, allowed: list[bool] | None, limit: int
) -> None:
    net = network(first, later)
    plain = walked(net.visible(allowed), begin, upstream=way is Direction.UPSTREAM)
    found = reach(net.graph, begin, way, allowed=allowed, limit=limit)
    kept = set(found.keys().tolist())
    assert len(kept) == min(limit, len(plain))
    assert found.more == (len(plain) > limit)
    rank = {node: (hops, -sure) for node, (hops, sure) in plain.items()}
    left = [rank[node] for node in plain if node not in kept]
    assert all(rank[node] <= worse for node in kept for worse in left)
    for node in kept:
        assert set(found.path(node).nodes) <= kept
    # What was cut off leaves no trace in the notes that the next walk takes over.
    assert set(reach(net.graph, begin, way, allowed=allowed).keys().tolist()) == set(plain)


@TRIES
@given(links, changes, starts, directions, masks)
def test_few_links_at_a_time_give_the_same(
    first: Links, later: list[Links], begin: list[int], way: Direction, allowed: list[bool] | None
) -> None:
    net = network(first, later)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "CHUNK", 2)
        found = reach(net.graph, begin, way, allowed=allowed)
    plain = walked(net.visible(allowed), begin, upstream=way is Direction.UPSTREAM)
    assert {node: (len(found.path(node).nodes) - 1, found.path(node).weakest) for node in plain} == plain


SITES = [pack(Kind.SITE, n) for n in range(60)]


def chain(tiers: int) -> Edges:
    return Edges.rows((SITES[n], SITES[n + 1], 0, n % 3) for n in range(tiers))


def test_fifty_tiers() -> None:
    graph = Graph(Snapshot.build(chain(50), high_water=0))
    found = reach(graph, [SITES[0]], Direction.DOWNSTREAM)
    path = found.path(SITES[50])
    assert list(path.nodes) == SITES[:51]
    assert path.confidence[:3] == (Confidence.DECLARED, Confidence.DOCUMENTED, Confidence.VERIFIED)
    assert path.weakest == Confidence.DECLARED
    assert len(reach(graph, [SITES[50]], Direction.UPSTREAM)) == 51


def test_a_ring_ends() -> None:
    ring = chain(50).and_(Edges.rows([(SITES[50], SITES[0], 0, 2), (SITES[7], SITES[7], 0, 2)]))
    graph = Graph(Snapshot.build(ring, high_water=0))
    for way in Direction:
        assert set(reach(graph, [SITES[20]], way).keys().tolist()) == set(SITES[:51])


def test_of_two_short_ways_the_surer_is_told() -> None:
    a, b, c, d = SITES[:4]
    graph = Graph(Snapshot.build(Edges.rows([(a, b, 0, 2), (b, d, 0, 0), (a, c, 0, 1), (c, d, 0, 1)]), high_water=0))
    assert reach(graph, [a], Direction.DOWNSTREAM).path(d).nodes == (a, c, d)


def test_the_surest_of_many_ways_is_told_however_few_links_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "CHUNK", 1)
    start, end, between = SITES[0], SITES[59], SITES[1:10]
    for best in between:
        links = [(start, site, 0, 2) for site in between]
        links += [(site, end, 0, 1 if site == best else 0) for site in between]
        graph = Graph(Snapshot.build(Edges.rows(links), high_water=0))
        assert reach(graph, [start], Direction.DOWNSTREAM).path(end).nodes == (start, best, end)


def test_a_hub_and_its_limit() -> None:
    country = pack(Kind.COUNTRY, 1)
    sites = [pack(Kind.SITE, n) for n in range(5000)]
    graph = Graph(Snapshot.build(Edges.rows((country, site, 0, 1) for site in sites), high_water=0))
    cut = reach(graph, [country], Direction.DOWNSTREAM, limit=100)
    assert (len(cut), cut.more) == (100, True)
    exact = reach(graph, [country], Direction.DOWNSTREAM, limit=5001)
    assert (len(exact), exact.more) == (5001, False)


def test_a_start_without_links_is_found_alone() -> None:
    lonely = pack(Kind.SITE, 999)
    found = reach(Graph(Snapshot.build(chain(3), high_water=0)), [lonely], Direction.DOWNSTREAM)
    assert found.of(Kind.SITE).keys.tolist() == [lonely]
    assert found.counts() == {Kind.SITE: 1}
    assert found.path(lonely).nodes == (lonely,)


def test_what_was_not_found_has_no_way() -> None:
    graph = Graph(Snapshot.build(chain(3), high_water=0))
    found = reach(graph, [SITES[2]], Direction.DOWNSTREAM)
    for stranger in (SITES[0], pack(Kind.SITE, 999), pack(Kind.COUNTRY, 2)):
        with pytest.raises(KeyError):
            found.path(stranger)


def test_a_code_newer_than_the_viewers_table_is_not_seen() -> None:
    a, b, c = SITES[:3]
    graph = Graph(Snapshot.build(Edges.rows([(a, b, 0, 2), (b, c, 1, 2)]), high_water=0))
    assert set(reach(graph, [a], Direction.DOWNSTREAM, allowed=[True]).keys().tolist()) == {a, b}


def test_nothing_at_all() -> None:
    graph = Graph(Snapshot.build(edges({}), high_water=0))
    assert len(reach(graph, [], Direction.DOWNSTREAM)) == 0
    assert reach(graph, [SITES[0]], Direction.UPSTREAM).keys().tolist() == [SITES[0]]


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        reach(Graph(Snapshot.build(chain(3), high_water=0)), [SITES[0]], Direction.DOWNSTREAM, limit=0)


def test_notes_of_a_walk_that_broke_are_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph(Snapshot.build(chain(50), high_water=0))
    monkeypatch.setattr(scratch, "_kept", [])
    whole = graph.links
    turns = iter(range(100))

    def breaks(*asked: object) -> object:
        if next(turns) == 3:
            raise MemoryError
        return whole(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(graph, "links", breaks)
    with pytest.raises(MemoryError):
        reach(graph, [SITES[0]], Direction.DOWNSTREAM)
    assert scratch._kept == []
    assert len(reach(graph, [SITES[0]], Direction.DOWNSTREAM)) == 51
    (kept,) = scratch._kept
    assert not np.any(kept.best)


def test_walks_at_the_same_time_do_not_meet() -> None:
    graph = Graph(Snapshot.build(chain(50), high_water=0))
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda n: len(reach(graph, [SITES[n]], Direction.DOWNSTREAM)), [*range(51)] * 20)
    assert list(found) == [51 - n for n in range(51)] * 20
