"""Keys, checks of what comes in, and the two ways to number and to sort, which give the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.supply_chain.reach import Delta, Edges, Kind, Snapshot, nodes, pack, rows, unpack
from aktsom.supply_chain.reach.nodes import ids, kinds, pack_all
from tests.supply_chain.reach.networks import TRIES, Links, edges, links


@TRIES
@given(st.sampled_from(Kind), st.integers(0, 2**58 - 1))
def test_a_key_tells_kind_and_id(kind: Kind, number: int) -> None:
    assert unpack(pack(kind, number)) == (kind, number)
    keys = pack_all(kind, [number])
    assert keys.tolist() == [pack(kind, number)]
    assert (ids(keys).tolist(), kinds(keys).tolist()) == ([number], [kind])


@pytest.mark.parametrize("number", [-1, 2**58])
def test_an_id_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no id"):
        pack(Kind.SITE, number)


def same(one: Snapshot, other: Snapshot) -> None:
    assert one.numbering.ordered.tolist() == other.numbering.ordered.tolist()
    for way in rows.Direction:
        for name in ("start", "packed", "visibility"):
            ours, theirs = (getattr(snapshot.rows(way), name) for snapshot in (one, other))
            assert ours.dtype == theirs.dtype
            assert ours.tolist() == theirs.tolist()


@TRIES
@given(links)
def test_ids_far_apart_are_numbered_the_same(drawn: Links) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_TABLE_LEAST", -1)
        patch.setattr(nodes, "_TABLE_TIMES", 0)
        sparse = Snapshot.build(edges(drawn), high_water=0)
    same(Snapshot.build(edges(drawn), high_water=0), sparse)


@TRIES
@given(links)
def test_too_many_nodes_for_one_number_are_sorted_the_same(drawn: Links) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_sorted_in_one", lambda _, *columns: rows._sorted(*columns))
        by_keys = Snapshot.build(edges(drawn), high_water=0)
    same(Snapshot.build(edges(drawn), high_water=0), by_keys)


@TRIES
@given(links)
def test_the_numbering_finds_its_own_and_nobody_else(drawn: Links) -> None:
    numbering = Snapshot.build(edges(drawn), high_water=0).numbering
    known = {node for pair in drawn for node in pair}
    keys = numbering.keys(np.arange(len(numbering)))
    assert set(keys.tolist()) == known
    assert numbering.find(keys).tolist() == list(range(len(known)))
    assert numbering.find(np.array([pack(Kind.REGION, 5), pack(Kind.MEMBER, 0), 2**62])).tolist() == [-1] * 3
    for kind in Kind:
        low, high = numbering.stretch(kind)
        assert {unpack(key)[1] for key in keys[low:high].tolist()} == {
            unpack(n)[1] for n in known if unpack(n)[0] is kind
        }


def test_ids_as_large_as_they_get() -> None:
    ends = [pack(Kind.SITE, 2**58 - 1), pack(Kind.FINDING, 2**58 - 1), pack(Kind.MEMBER, 0)]
    snapshot = Snapshot.build(Edges.rows([(ends[0], ends[1], 0, 0), (ends[0], ends[2], 65_535, 2)]), high_water=0)
    assert set(snapshot.numbering.keys(np.arange(3)).tolist()) == set(ends)
    assert snapshot.codes == 65_536


def test_of_links_that_are_alike_the_surest_stays() -> None:
    a, b = pack(Kind.SITE, 1), pack(Kind.SITE, 2)
    snapshot = Snapshot.build(Edges.rows([(a, b, 0, 1), (a, b, 0, 2), (a, b, 0, 0), (a, b, 1, 0)]), high_water=0)
    assert (snapshot.downstream.packed >> rows.NODE_BITS).tolist() == [2, 0]
    assert snapshot.downstream.visibility.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (([1], [2], [0], []), "length"),
        (([1], [2], [65_536], [0]), "visibility"),
        (([1], [2], [-1], [0]), "visibility"),
        (([1], [2], [0], [3]), "confidence"),
    ],
)
def test_links_that_make_no_sense_are_refused(columns: tuple[list[int], ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Edges.of(*columns)


@pytest.mark.parametrize(("key", "told"), [(-1, "negative"), (7 << 5 | 31, "no known kind")])
def test_a_key_that_is_none_is_refused(key: int, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Snapshot.build(Edges.rows([(key, 2, 0, 0)]), high_water=0)
    snapshot = Snapshot.build(Edges.rows([]), high_water=0)
    with pytest.raises(ValueError, match=told):
        Delta.none(snapshot).then(now=Edges.rows([(2, key, 0, 0)]), high_water=1)


def test_too_many_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_NODES", 2)
    with pytest.raises(ValueError, match="at most 1 nodes"):
        Snapshot.build(Edges.rows([(pack(Kind.SITE, 1), pack(Kind.SITE, 2), 0, 0)]), high_water=0)
