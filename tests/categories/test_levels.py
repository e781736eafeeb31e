"""The order of levels, in which unknown never calms anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.levels import Level, most_cautious

LEVELS = st.lists(st.sampled_from(list(Level)), max_size=5)


def test_known_levels_are_ordered_from_low_to_very_high() -> None:
    known = [Level.LOW, Level.MEDIUM, Level.MEDIUM_HIGH, Level.HIGH, Level.VERY_HIGH]
    assert sorted(known, key=lambda level: level.order) == known


def test_an_unknown_level_has_no_place_among_the_known() -> None:
    with pytest.raises(ValueError, match="unknown"):
        _ = Level.UNKNOWN.order


def test_unknown_is_no_lower_than_medium_high_and_hides_no_high() -> None:
    assert most_cautious([Level.MEDIUM_HIGH, Level.UNKNOWN]) is Level.UNKNOWN
    assert most_cautious([Level.HIGH, Level.UNKNOWN]) is Level.HIGH


def test_nothing_known_is_unknown() -> None:
    assert most_cautious([]) is Level.UNKNOWN


@given(LEVELS, st.sampled_from(list(Level)))
def test_one_more_level_never_lowers(levels: list[Level], more: Level) -> None:
    if levels:
        assert most_cautious([*levels, more]).caution >= most_cautious(levels).caution
