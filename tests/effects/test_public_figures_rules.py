"""What strangers are told of a figure: intervals that hold it, that leave no member, and nothing of few."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aktsom.effects.rules.folding import Tally
from aktsom.effects.rules.public_figures import Between, PublicFigure, PublicPart, part_told, together, told_to_all
from aktsom.sharing.rules import Withheld

SIZES = st.lists(st.integers(0, 5_000), min_size=0, max_size=12)


def told(sizes: list[int], counted: int | None = None, fewest: int = 0) -> PublicPart | Withheld | None:
    whole = sum(sizes)
    return part_told("", Tally(whole if counted is None else counted, whole, 0), sizes, fewest=fewest)


@given(SIZES, st.data())
def test_the_interval_holds_the_number_and_is_as_wide_as_the_largest_part(
    sizes: list[int], data: st.DataObject
) -> None:
    counted = data.draw(st.integers(0, sum(sizes)))
    part = told(sizes, counted)
    if isinstance(part, PublicPart):
        assert part.counted.low <= counted <= part.counted.high
        assert part.of.low <= sum(sizes) <= part.of.high
        assert part.of.high - part.of.low >= max(sizes)


@given(SIZES)
def test_nothing_is_told_of_three_or_fewer_or_where_one_is_nearly_all(sizes: list[int]) -> None:
    part, mine = told(sizes), [size for size in sizes if size]
    if mine and len(mine) <= 3:
        assert part is Withheld.TOO_FEW
    elif mine and max(mine) > Decimal("0.7") * sum(mine):
        assert part is Withheld.TELLING
    else:
        assert (part is None) == (not mine)


@given(st.lists(st.integers(1, 500), min_size=5, max_size=12), st.integers(0, 11))
@example([5, 1, 1, 1, 1], 0)  # half of a step of five, and of one, is no whole number
@example([1, 1, 1, 1, 1], 0)
def test_one_member_more_or_less_is_not_read_off_two_editions(sizes: list[int], which: int) -> None:
    """What two intervals leave between them for the one that came in is as wide as that one, or wider."""
    one = sizes[which % len(sizes)]
    rest = list(sizes)
    rest.remove(one)
    before, after = told(rest), told(sizes)
    if isinstance(before, PublicPart) and isinstance(after, PublicPart):
        lowest, highest = after.of.low - before.of.high, after.of.high - before.of.low
        assert lowest <= one <= highest
        assert highest - lowest >= one


def test_fewer_people_than_five_are_never_counted() -> None:
    assert told([1, 1, 1, 1], fewest=5) is Withheld.TOO_FEW
    assert isinstance(told([1, 1, 1, 1, 1], fewest=5), PublicPart)


def test_of_days_the_median_stands_and_how_many_is_an_interval() -> None:
    part = part_told("", Tally(Decimal("41.5"), 40, 4), [10, 10, 10, 14], days=True)
    assert isinstance(part, PublicPart)
    assert part.counted == Between(Decimal(42), Decimal(42))
    assert part.of == Between(Decimal(30), Decimal(50))


def test_what_may_not_be_told_of_one_part_leaves_the_others() -> None:
    totals = {"audit": Tally(3, 3, 0), "meeting": Tally(40, 60, 0)}
    figure = told_to_all("avoided", totals, {"audit": [1, 2], "meeting": [15, 15, 15, 15]})
    assert [part.part for part in figure.parts] == ["meeting"]
    assert figure.withheld == "too_few"
    assert PublicFigure.read(figure.stored()) == figure
    assert together(figure) == Between(Decimal(30), Decimal(50))


@pytest.mark.parametrize("figure", [PublicFigure("x"), PublicFigure("x", withheld="telling")])
def test_nothing_is_not_nought(figure: PublicFigure) -> None:
    assert together(figure) is None
