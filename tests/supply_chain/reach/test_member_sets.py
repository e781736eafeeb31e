"""Member sets are the members that a walk finds, whatever changed and in whatever steps."""

import pytest
from hypothesis import given

from aktsom.supply_chain.reach import Delta, Direction, Edges, Graph, Kind, MemberSets, Snapshot, pack, reach
from tests.supply_chain.reach.networks import NODES, TRIES, Links, changes, edges, ended, links, masks

MEMBERS = [pack(Kind.MEMBER, n) for n in range(200)]
SITES = [pack(Kind.SITE, n) for n in range(60)]


def same_as_walked(sets: MemberSets, graph: Graph, allowed: list[bool] | None) -> None:
    for node in NODES:
        walked = reach(graph, [node], Direction.DOWNSTREAM, allowed=allowed).of(Kind.MEMBER).keys
        assert sorted(sets.of(node).tolist()) == sorted(walked.tolist())


@TRIES
@given(links, changes, masks)
def test_same_as_walked_after_every_change(first: Links, later: list[Links], allowed: list[bool] | None) -> None:
    snapshot = Snapshot.build(edges(first), high_water=0)
    delta, sets = Delta.none(snapshot), MemberSets.build(Graph(snapshot), allowed)
    same_as_walked(sets, Graph(snapshot), allowed)
    for change in later:
        delta = delta.then(now=edges(change), ended=ended(change), high_water=1)
        graph = Graph(snapshot, delta)
        sets = sets.then(graph, [source for source, _ in change])
        same_as_walked(sets, graph, allowed)
    together = reach(sets.graph, NODES[2:], Direction.DOWNSTREAM, allowed=allowed).of(Kind.MEMBER).keys
    assert sorted(sets.of_any(NODES[2:]).tolist()) == sorted(together.tolist())


def test_a_ring_does_not_hold_up_a_member_that_left() -> None:
    ring = [(SITES[n], SITES[(n + 1) % 5], 0, 0) for n in range(5)]
    snapshot = Snapshot.build(Edges.rows([*ring, (SITES[2], MEMBERS[1], 0, 0)]), high_water=0)
    sets = MemberSets.build(Graph(snapshot))
    assert sets.of(SITES[4]).tolist() == [MEMBERS[1]]
    delta = Delta.none(snapshot).then(now=edges({}), ended=ended({(SITES[2], MEMBERS[1]): []}), high_water=1)
    sets = sets.then(Graph(snapshot, delta), [SITES[2]])
    assert [sets.of(site).tolist() for site in SITES[:5]] == [[]] * 5


def test_more_members_than_a_word_holds_and_new_ones_after() -> None:
    rows = [(SITES[0], member, 0, 0) for member in MEMBERS[:64]] + [(SITES[1], SITES[0], 0, 0)]
    snapshot = Snapshot.build(Edges.rows(rows), high_water=0)
    sets = MemberSets.build(Graph(snapshot))
    assert sorted(sets.of(SITES[1]).tolist()) == MEMBERS[:64]
    late = Edges.rows((SITES[0], member, 0, 0) for member in MEMBERS[64:130])
    graph = Graph(snapshot, Delta.none(snapshot).then(now=late, high_water=1))
    sets = sets.then(graph, [SITES[0]])
    assert sorted(sets.of(SITES[1]).tolist()) == MEMBERS[:130]
    assert sets.of(MEMBERS[129]).tolist() == [MEMBERS[129]]
    assert sets.of(MEMBERS[3]).tolist() == [MEMBERS[3]]


def test_a_node_without_links_leads_to_nobody() -> None:
    sets = MemberSets.build(Graph(Snapshot.build(Edges.rows([(SITES[0], MEMBERS[0], 0, 0)]), high_water=0)))
    assert sets.of(SITES[9]).tolist() == []
    assert sets.of(MEMBERS[9]).tolist() == [MEMBERS[9]]


def test_a_chain_of_fifty_tiers_gains_and_loses_its_end() -> None:
    chain = {(SITES[n], SITES[n + 1]): [(0, 1)] for n in range(50)}
    snapshot = Snapshot.build(edges(chain), high_water=0)
    delta, sets = Delta.none(snapshot), MemberSets.build(Graph(snapshot))
    for now, expected in (([(0, 1)], [MEMBERS[0]]), ([], [])):
        change: Links = {(SITES[50], MEMBERS[0]): now}
        delta = delta.then(now=edges(change), ended=ended(change), high_water=1)
        sets = sets.then(Graph(snapshot, delta), [SITES[50]])
        assert sets.of(SITES[0]).tolist() == expected


def test_sets_of_one_snapshot_are_not_carried_to_another() -> None:
    one, other = (Snapshot.build(Edges.rows([(SITES[0], MEMBERS[0], 0, 0)]), high_water=n) for n in (1, 2))
    with pytest.raises(ValueError, match="same snapshot"):
        MemberSets.build(Graph(one)).then(Graph(other), [SITES[0]])
    delta = Delta.none(one).then(now=Edges.rows([(SITES[1], MEMBERS[0], 0, 0)]), high_water=3)
    with pytest.raises(ValueError, match="snapshot alone"):
        MemberSets.build(Graph(one, delta))
