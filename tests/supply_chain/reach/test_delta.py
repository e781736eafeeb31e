"""A snapshot with changes laid on is the same as a snapshot made after them."""

import pytest
from hypothesis import given

from aktsom.supply_chain.reach import Confidence, Delta, Direction, Edges, Graph, Kind, Pairs, Snapshot, pack, reach
from tests.supply_chain.reach.networks import NODES, TRIES, Links, changes, edges, links, network

A, B, C, NEW = (pack(Kind.SITE, n) for n in (1, 2, 3, 77))


@TRIES
@given(links, changes)
def test_the_same_as_a_snapshot_made_after(first: Links, later: list[Links]) -> None:
    net = network(first, later)
    anew = Graph(Snapshot.build(edges(net.links), high_water=9))
    for node in NODES:
        for way in Direction:
            ours, theirs = reach(net.graph, [node], way), reach(anew, [node], way)
            assert ours.counts() == theirs.counts()
            assert sorted(ours.keys().tolist()) == sorted(theirs.keys().tolist())


@TRIES
@given(links, changes)
def test_told_twice_is_told_once(first: Links, later: list[Links]) -> None:
    once, twice = network(first, later), network(first, [change for change in later for _ in range(2)])
    for node in NODES:
        found = [reach(net.graph, [node], Direction.DOWNSTREAM).keys().tolist() for net in (once, twice)]
        assert sorted(found[0]) == sorted(found[1])


def test_an_earlier_delta_stays_as_it_was() -> None:
    snapshot = Snapshot.build(Edges.rows([(A, B, 0, 0)]), high_water=4)
    none = Delta.none(snapshot)
    more = none.then(now=Edges.rows([(B, NEW, 1, 0)]), high_water=5)
    less = more.then(now=Edges.rows([]), ended=Pairs.of([(A, B)]), high_water=6)
    found = [reach(Graph(snapshot, delta), [A], Direction.DOWNSTREAM).keys().tolist() for delta in (none, more, less)]
    assert [sorted(keys) for keys in found] == [[A, B], [A, B, NEW], [A]]
    assert [(len(delta), delta.high_water) for delta in (none, more, less)] == [(0, 4), (1, 5), (2, 6)]


def test_one_of_two_links_of_a_pair_ends() -> None:
    snapshot = Snapshot.build(Edges.rows([(A, B, 0, 2), (A, B, 1, 0)]), high_water=0)
    graph = Graph(snapshot, Delta.none(snapshot).then(now=Edges.rows([(A, B, 1, 0)]), high_water=1))
    assert reach(graph, [A], Direction.DOWNSTREAM, allowed=[True, False]).keys().tolist() == [A]
    assert reach(graph, [A], Direction.DOWNSTREAM, allowed=[False, True]).path(B).weakest == 0


def test_a_link_that_is_less_sure_now_is_told_so() -> None:
    snapshot = Snapshot.build(Edges.rows([(A, B, 0, 2)]), high_water=0)
    graph = Graph(snapshot, Delta.none(snapshot).then(now=Edges.rows([(A, B, 0, 1)]), high_water=1))
    found = reach(graph, [A], Direction.DOWNSTREAM)
    assert found.path(B).confidence == (Confidence.DOCUMENTED,)
    assert found.of(Kind.SITE).confidence.tolist() == [Confidence.VERIFIED, Confidence.DOCUMENTED]


def test_ends_of_what_nobody_knows_do_nothing() -> None:
    snapshot = Snapshot.build(Edges.rows([(A, B, 0, 2)]), high_water=0)
    delta = Delta.none(snapshot).then(now=Edges.rows([]), ended=Pairs.of([(A, NEW), (NEW, C), (B, A)]), high_water=1)
    assert reach(Graph(snapshot, delta), [A], Direction.DOWNSTREAM).keys().tolist() == [A, B]


def test_a_delta_belongs_to_its_snapshot() -> None:
    one, other = (Snapshot.build(Edges.rows([(A, B, 0, 2)]), high_water=0) for _ in range(2))
    with pytest.raises(ValueError, match="another snapshot"):
        Graph(one, Delta.none(other))
