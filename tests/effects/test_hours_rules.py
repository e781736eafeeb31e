"""Laws of hours and duplicates, tried with made-up numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aktsom.effects.rules.hours import (
    NOTHING,
    Ground,
    Saved,
    Span,
    avoided,
    avoided_by_member,
    others_span,
    own_span,
    quartile,
    saved,
)

HOURS = st.decimals(min_value="0.01", max_value="99", places=2)
TICKED = st.dictionaries(st.integers(1, 9), st.integers(0, 50), max_size=8)


def spans() -> st.SearchStrategy[Span]:
    return st.tuples(HOURS, HOURS).map(lambda two: Span(min(two), max(two), Ground.QUARTILES))


@given(TICKED, st.integers(1, 9))
def test_parts_of_members_come_to_what_is_avoided(ticked: dict[int, int], doer: int) -> None:
    parts = avoided_by_member(ticked, doer)

    assert sum(parts.values()) == avoided(sum(ticked.values()))
    assert all(0 <= part <= ticked[member] for member, part in parts.items())


def test_the_one_that_was_done_counts_for_who_did_it() -> None:
    assert avoided_by_member({1: 3, 2: 2}, 2) == {1: 3, 2: 1}
    assert avoided_by_member({1: 3, 2: 2}, 7) == {1: 2, 2: 2}  # the doer has no contract in it
    assert avoided_by_member({2: 2, 1: 2}, 7) == {1: 1, 2: 2}
    assert avoided_by_member({}, 1) == {}
    assert avoided(42) == 41  # all that rely on one supplier's answer


@given(st.integers(0, 50), st.integers(0, 50), st.none() | HOURS, spans())
def test_saved_is_a_range_that_is_never_negative(ticked: int, less: int, spent: Decimal | None, span: Span) -> None:
    avoids = max(0, ticked - less)
    found = saved(ticked, avoids, spent, span)

    assert found is not None
    assert 0 <= found.low <= found.high <= avoids * span.high
    assert found.beyond >= 0


@given(st.integers(0, 50), st.none() | HOURS)
def test_no_figure_without_a_basis(ticked: int, spent: Decimal | None) -> None:
    assert saved(ticked, avoided(ticked), spent, None) is None
    assert own_span([]) is None
    assert others_span([Decimal(1), Decimal(2)], 3) is None


@given(st.lists(st.tuples(st.integers(1, 20), st.none() | HOURS), min_size=1, max_size=8), spans())
def test_sums_over_activities_are_the_total(rows: list[tuple[int, Decimal | None]], span: Span) -> None:
    parts = [part for ticked, spent in rows if (part := saved(ticked, avoided(ticked), spent, span)) is not None]
    total = sum(parts, NOTHING)

    assert total.low == sum(part.low for part in parts)
    assert total.high == sum(part.high for part in parts)
    assert sum(reversed(parts), NOTHING) == total


@given(st.integers(1, 20), spans(), HOURS, HOURS)
def test_more_hours_on_the_joint_work_never_save_more(ticked: int, span: Span, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    few, many = (saved(ticked, avoided(ticked), hours, span) for hours in (less, more))

    assert few is not None
    assert many is not None
    assert many.low <= few.low
    assert many.high <= few.high
    assert many.beyond >= few.beyond


def test_hours_that_the_joint_work_took_count_against_it() -> None:
    span = Span(Decimal(2), Decimal(4), Ground.EXTREMES)

    assert saved(5, 4, None, span) == Saved(Decimal(8), Decimal(16))
    assert saved(5, 4, Decimal(6), span) == Saved(Decimal(4), Decimal(14))
    assert saved(1, 0, Decimal(9), span) == Saved(Decimal(0), Decimal(0), Decimal(5))
    assert saved(2, 2, Decimal("0.5"), span) == Saved(Decimal("3.5"), Decimal("7.5"))  # reading what others did


@given(st.lists(HOURS, min_size=1, max_size=12), st.none() | HOURS)
def test_a_span_lies_within_what_was_said(entries: list[Decimal], baseline: Decimal | None) -> None:
    found = own_span(entries, baseline)
    said = [*entries, *([] if baseline is None else [baseline])]

    assert found is not None
    assert min(said) <= found.low <= found.high <= max(said)
    assert found.count == len(entries)


def test_what_a_span_rests_on() -> None:
    assert own_span([Decimal(2)]) == Span(Decimal(2), Decimal(2), Ground.ONE, 1)
    assert own_span([Decimal(4), Decimal(2)], unchanged=2) == Span(Decimal(2), Decimal(4), Ground.EXTREMES, 2, 2)
    four = [Decimal(each) for each in (1, 2, 3, 10)]
    assert own_span(four) == Span(Decimal("1.75"), Decimal("4.75"), Ground.QUARTILES, 4)
    assert own_span(four, Decimal(9)) == Span(Decimal("1.75"), Decimal(9), Ground.BOTH, 4)
    assert own_span([], Decimal(5)) == Span(Decimal(5), Decimal(5), Ground.BASELINE)


@given(st.lists(HOURS, min_size=3, max_size=9))
def test_others_are_told_to_the_half_hour_alone(means: list[Decimal]) -> None:
    found = others_span(means, 3)

    assert found is not None
    assert found.ground is Ground.OTHERS
    assert found.low % Decimal("0.5") == 0
    assert found.high % Decimal("0.5") == 0
    assert Decimal("0.5") <= found.low <= found.high


def test_quartiles_are_those_of_spreadsheets() -> None:
    assert quartile([Decimal(each) for each in (1, 2, 4, 7, 9)], 1) == 2
    assert quartile([Decimal(each) for each in (1, 2, 4, 7)], 3) == Decimal("4.75")
