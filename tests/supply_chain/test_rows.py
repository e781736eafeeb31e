"""What is wrong between rows, who contradicts whom, and which records are one place."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.supply_chain.rules.contradictions import Said, contradictions
from aktsom.supply_chain.rules.rows import RowFacts, between, customer_of, facts_from, missing
from aktsom.supply_chain.rules.sameness import oldest_of_each
from aktsom.supply_chain.tables import band_of, may_hide

DAY = datetime(2026, 11, 2, tzinfo=UTC)


def _row(name: str, to: str = "", **said: str) -> RowFacts:
    return RowFacts(stage="raw", name=name, country=said.pop("country", "BD"), delivers_to=to, **said)  # type: ignore[arg-type]


def _codes(*rows: RowFacts) -> dict[int, list[str]]:
    found = between(dict(enumerate(rows, start=1)), "Nordhav Medisinsk AS")
    return {number: [problem.code for problem in problems] for number, problems in found.items()}


def test_deliveries_are_found_by_name_however_it_is_written() -> None:
    assert _codes(_row("Mill Ltd"), _row("Farm", "MILL  LTD."), _row("Ginner", "nordhav medisinsk")) == {}
    rows = [_row("Mill Ltd"), _row("Farm", "mill")]
    assert customer_of(rows[1], rows, "Nordhav") == rows[0].key


def test_deliveries_to_nobody_to_several_and_to_oneself() -> None:
    assert _codes(_row("Farm", "Mill")) == {1: ["delivers_to_nobody"]}
    assert _codes(_row("Farm", "Farm")) == {1: ["delivers_to_itself"]}
    two = (_row("Mill", country="BD"), _row("Mill", country="IN"))
    assert _codes(_row("Farm", "Mill"), *two) == {1: ["delivers_to_several"]}


def test_a_ring_is_told_and_does_not_block() -> None:
    found = between({1: _row("A", "B"), 2: _row("B", "C"), 3: _row("C", "A"), 4: _row("D", "A")}, "X")
    assert {number: [(p.code, p.blocks) for p in told] for number, told in found.items()} == {
        number: [("in_a_ring", False)] for number in (1, 2, 3)
    }


def test_a_row_that_repeats_another_says_which() -> None:
    found = between({3: _row("Farm"), 8: _row("FARM")}, "X")
    assert [(p.code, p.params) for p in found[8]] == [("row_twice", {"row": 3})]


def test_a_long_line_of_places_is_no_ring() -> None:
    rows = {number: _row(f"Place {number}", f"Place {number + 1}") for number in range(1, 60)}
    assert between(rows | {60: _row("Place 60")}, "X") == {}


def test_missing_stages() -> None:
    stages = ["raw", "component", "final"]
    told = [RowFacts(stage="raw", unknown=True), RowFacts(stage="final", name="F", product_id="gloves")]
    assert [(gap.product_id, gap.stage) for gap in missing(["gloves", "masks"], stages, told)] == [
        ("gloves", "component"), ("masks", "component"), ("masks", "final"),
    ]  # fmt: skip
    assert [gap.stage for gap in missing([], stages, told)] == ["component"]


def test_facts_are_kept_as_they_were() -> None:
    facts = _row("Farm", "Mill", latitude="23.5", longitude="90")
    assert facts_from(facts.to_json()) == facts


def _said(value: str, source: str, *, field: str = "address", days: int = 0) -> Said:
    return Said(1, field, value, source, DAY + timedelta(days=days))


def test_two_sources_that_differ_stand_side_by_side() -> None:
    [found] = contradictions([_said("Road 1", "Nordhav"), _said("Road 2", "Andre", days=1)], differs_km=1)
    assert [(one.source, one.value) for one in found.said] == [("Andre", "Road 2"), ("Nordhav", "Road 1")]


@pytest.mark.parametrize("other", ["ROAD 1.", "Röad 1", "road  1"])
def test_ways_of_writing_are_no_contradiction(other: str) -> None:
    assert contradictions([_said("Road 1", "A"), _said(other, "B")], differs_km=1) == []


def test_who_corrects_itself_does_not_contradict_itself() -> None:
    assert contradictions([_said("Road 1", "A"), _said("Road 2", "A", days=1)], differs_km=1) == []


def test_positions_may_differ_by_the_width_of_a_plant() -> None:
    near = [_said("23.81030,90.41250", "A", field="position"), _said("23.81530,90.41250", "B", field="position")]
    assert contradictions(near, differs_km=1) == []
    far = [*near, _said("24.2,90.41250", "C", field="position")]
    assert len(contradictions(far, differs_km=1)[0].said) == 3


def test_names_are_written_in_many_ways() -> None:
    assert contradictions([_said("A", "x", field="name"), _said("B", "y", field="name")], differs_km=1) == []


pairs = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=6)


@given(pairs)
def test_groups_do_not_depend_on_the_order_and_end_at_the_oldest(judged: list[tuple[int, int]]) -> None:
    found = oldest_of_each(judged)
    assert all(oldest_of_each(order) == found for order in list(permutations(judged))[:24])
    assert all(root < one and root not in found for one, root in found.items())


@given(pairs, pairs)
def test_taking_a_judgement_back_restores(judged: list[tuple[int, int]], more: list[tuple[int, int]]) -> None:
    together = [*judged, *more]
    assert oldest_of_each(together[: len(judged)]) == oldest_of_each(judged)


def test_bands_of_workers_hold_every_number_once() -> None:
    assert [band_of(n) for n in (0, 1, 19, 20, 999, 1000, 12_345)] == [
        "", "1-19", "1-19", "20-99", "500-999", "1000-4999", "10000",
    ]  # fmt: skip


def test_hiding_needs_a_clause_in_every_contract() -> None:
    assert may_hide(frozenset({"T4", "T2"}))
    assert not may_hide(frozenset({"T4", "T1"}))
    assert not may_hide(frozenset({"T4", ""}))
    assert not may_hide(frozenset())
