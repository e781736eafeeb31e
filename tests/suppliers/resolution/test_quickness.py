"""The quick ways of filing records and comparing texts give what the plain ways give."""

from itertools import combinations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from aktsom.suppliers.resolution.candidates import _WEAK, DRAWER, _keys, candidate_pairs, within_drawers
from aktsom.suppliers.resolution.clustering import UNSAID, clusters
from aktsom.suppliers.resolution.comparing import Comparison
from aktsom.suppliers.resolution.preparing import prepared
from aktsom.suppliers.resolution.tables import RecordKind, weights

_WORDS = st.sampled_from(["Berg", "Bygg", "Dal", "Nord", "Nrod", "Renhold", "2", "AS", "og"])
_names = st.lists(_WORDS, max_size=5).map(" ".join)
_records = st.lists(
    st.fixed_dictionaries(
        {
            "name": _names,
            "number": st.sampled_from(["", "923609016", "974760673"]),
            "town": st.sampled_from(["", "Hamar", "Oslo"]),
            "postcode": st.sampled_from(["", "2317"]),
            "address": st.sampled_from(["", "Storgata 5", "Storgata 7"]),
        }
    ),
    min_size=1,
    max_size=15,
)


def _split(pairs: np.ndarray) -> list[tuple[int, int]]:
    return [(int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in pairs]


@given(st.lists(st.sampled_from([None, "", "a", "b", "c"]), max_size=30), st.integers(2, 5), st.integers(0, 2**31))
def test_a_drawer_gives_each_pair_in_it_unless_it_is_too_full(keys: list[str | None], largest: int, first: int) -> None:
    rows = pl.Series(range(first, first + len(keys)), dtype=pl.UInt32)
    open_ = {key for key in keys if key is not None and keys.count(key) <= largest}
    plain = [
        (first + one, first + other)
        for one, other in combinations(range(len(keys)), 2)
        if keys[one] == keys[other] and keys[one] in open_
    ]
    assert sorted(_split(within_drawers(rows, pl.Series(keys, dtype=pl.String), largest))) == plain


@settings(deadline=None)
@given(_records)
def test_candidates_share_one_sure_key_or_two_weak_ones(records: list[dict[str, str]]) -> None:
    frame = prepared(pl.DataFrame(records))
    filed = frame.select(key.alias(name) for name, key in _keys(frame).items()).to_dicts()
    plain = []
    for one, other in combinations(range(len(records)), 2):
        shared = [name for name, key in filed[one].items() if key is not None and key == filed[other][name]]
        if len(shared) > 1 or set(shared) - _WEAK:
            plain.append((one, other))
    left, right = candidate_pairs(frame)
    assert len(records) <= DRAWER
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == plain


@settings(deadline=None)
@given(st.lists(_names, min_size=1, max_size=8), st.sampled_from(RecordKind))
def test_names_are_as_like_as_the_best_scorer_says_of_the_pair_itself(names: list[str], kind: RecordKind) -> None:
    frame = prepared(pl.DataFrame({"name": names}))
    core = frame["core"].to_list()
    left, right = np.meshgrid(np.arange(len(names), dtype=np.uint32), np.arange(len(names), dtype=np.uint32))
    found = Comparison(frame, weights(kind), kind).compare(left.ravel(), right.ravel()).likeness["name"]
    for one, other, likeness in zip(left.ravel(), right.ravel(), found, strict=True):
        if core[one] is None or core[other] is None:
            assert likeness == -1
            continue
        a, b = sorted((core[one], core[other]))
        best = max(fuzz.token_sort_ratio(a, b), JaroWinkler.normalized_similarity(a, b) * 97)
        if kind is RecordKind.SITE:
            best = max(best, fuzz.token_set_ratio(a, b) * 0.95)
        assert np.isclose(likeness, best, atol=1e-3)


@settings(deadline=None)
@given(st.lists(_names, min_size=1, max_size=8))
def test_words_are_sorted_once_each_and_those_that_tell_units_apart_keep_their_number(names: list[str]) -> None:
    frame = prepared(pl.DataFrame({"name": names}))
    for core, key, unit in frame.select("core", "key", "unit").iter_rows():
        words = (core or "").split()
        assert (key or "").split() == sorted(set(words))
        assert unit.split() == sorted(word for word in words if word in {"nord", "2"})


@given(st.lists(st.sampled_from([UNSAID, 1, 2]), min_size=1, max_size=8), st.data())
def test_only_clusters_with_two_numbers_are_built_anew(numbers: list[int], data: st.DataObject) -> None:
    rows = st.integers(0, len(numbers) - 1)
    joined = data.draw(st.lists(st.tuples(rows, rows), max_size=10))
    left, right = np.array(joined, np.uint32).reshape(-1, 2).T
    label = clusters(left, right, np.ones(len(joined), np.float32), np.array(numbers, np.uint32))
    for one, other in combinations(range(len(numbers)), 2):
        if label[one] == label[other]:
            assert UNSAID in {numbers[one], numbers[other]} or numbers[one] == numbers[other]
    if len(set(numbers) - {UNSAID}) < 2:
        assert all(label[one] == label[other] for one, other in joined)
