"""People's judgements move the weight from which on records are joined without asking."""

from hypothesis import given
from hypothesis import strategies as st

from aktsom.suppliers.thresholds import Tally, Thresholds, Weighed, bands, proposed, sameness_limits

PRODUCT = Thresholds(4.5, 1.0)


def judged(same: int, different: int, weight: float) -> list[Weighed]:
    return [Weighed(weight, True)] * same + [Weighed(weight, False)] * different


def test_too_little_judged_moves_nothing() -> None:
    assert proposed([], PRODUCT) == PRODUCT
    assert proposed(judged(19, 0, 3.2), PRODUCT) == PRODUCT


def test_many_right_above_a_lower_weight_join_from_there() -> None:
    assert proposed(judged(20, 0, 3.2), PRODUCT) == Thresholds(2.5, 1.0, 20, 0)


def test_a_bad_stretch_above_bars_the_way_down() -> None:
    said = judged(30, 0, 3.2) + judged(10, 20, 6.0)
    assert proposed(said, PRODUCT).join_above > 5.9


def test_two_wrong_joins_raise_the_weight_however_few_are_judged() -> None:
    assert proposed(judged(0, 2, 5.2), PRODUCT).join_above == 5.5
    assert proposed(judged(0, 1, 5.2), PRODUCT).join_above == 4.5


def test_what_is_never_the_same_is_no_longer_asked_about() -> None:
    assert proposed(judged(0, 20, 1.3) + judged(5, 5, 3.0), PRODUCT).ask_above == 2.5
    assert proposed(judged(1, 19, 1.3), PRODUCT).ask_above == 1.0


def test_people_are_told_how_they_judged_by_weight() -> None:
    said = judged(12, 0, 6.0) + judged(3, 1, 4.0) + judged(1, 2, 2.0)
    assert bands(said, PRODUCT) == [Tally(4.5, None, 12, 12), Tally(2.75, 4.5, 4, 3), Tally(1.0, 2.75, 3, 1)]


_said = st.lists(st.builds(Weighed, st.floats(1, 13), st.booleans()), max_size=60)


@given(_said)
def test_thresholds_are_in_order_and_within_their_bounds(said: list[Weighed]) -> None:
    limits, found = sameness_limits(), proposed(said, PRODUCT)
    assert found.ask_above < found.join_above
    assert limits["lowest_join"] <= found.join_above <= limits["highest_join"]
    assert 0 <= found.wrong <= found.judged


@given(_said)
def test_one_more_wrong_pair_never_lowers_the_weight_that_joins(said: list[Weighed]) -> None:
    before = proposed(said, PRODUCT).join_above
    assert proposed([*said, Weighed(12.9, False)], PRODUCT).join_above >= before or before <= PRODUCT.join_above
