from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aktsom.sharing.rules import (
    Band,
    SeenTotal,
    SeenValue,
    Withheld,
    band_id,
    band_name,
    band_of,
    others_value,
    own_value,
    rounding_step,
    total_as_seen,
    total_limits,
    value_bands,
)

MONEY = st.decimals(min_value=0, max_value=Decimal("99999999999999"), places=2)
SPENT = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999999"), places=2)
TOTALS = st.dictionaries(st.integers(1, 8), SPENT, max_size=8)
VIEWER = frozenset({1, 2})


def _same(text: str) -> str:
    return text


def test_bands_leave_no_gap_and_no_overlap() -> None:
    bands = value_bands()

    assert bands[0].lower == 0
    assert [band.upper for band in bands[:-1]] == [band.lower for band in bands[1:]]
    assert bands[-1].upper is None


@given(MONEY)
def test_every_value_lies_in_exactly_one_band(value: Decimal) -> None:
    assert [band for band in value_bands() if band.holds(value)] == [band_of(value, value_bands())]


def test_own_value_is_shown_exactly_in_any_currency() -> None:
    assert own_value(Decimal("1200000.50")) == SeenValue(exact=Decimal("1200000.50"))
    assert own_value(None) == SeenValue(withheld=Withheld.UNKNOWN)


@given(MONEY, MONEY)
def test_two_values_of_another_in_one_band_look_the_same(one: Decimal, two: Decimal) -> None:
    assume(band_of(one, value_bands()) == band_of(two, value_bands()))

    assert others_value(band_id(one)) == others_value(band_id(two)) == SeenValue(band=band_of(one, value_bands()))


@given(MONEY)
def test_who_sees_no_values_sees_nothing_of_any(value: Decimal) -> None:
    nothing = SeenValue(withheld=Withheld.NO_VALUES)

    assert own_value(value, sees_values=False) == others_value(band_id(value), sees_values=False) == nothing


def test_value_of_another_in_a_foreign_currency_gets_no_band() -> None:
    assert band_id(Decimal(5), "EUR") == ""
    assert others_value("", currency="EUR") == SeenValue(withheld=Withheld.OTHER_CURRENCY)


def test_unknown_value_is_unknown_and_never_a_low_band() -> None:
    assert band_id(None) == ""
    assert others_value("") == SeenValue(withheld=Withheld.UNKNOWN)


@pytest.mark.parametrize(
    ("totals", "seen"),
    [
        ({}, SeenTotal(Decimal(0))),
        ({1: Decimal(7), 2: Decimal(5)}, SeenTotal(Decimal(12))),
        ({1: Decimal(7), 3: Decimal(5)}, SeenTotal(Decimal(7), withheld=Withheld.TOO_FEW)),
        ({3: Decimal(7), 4: Decimal(5)}, SeenTotal(Decimal(0), withheld=Withheld.TOO_FEW)),
        ({1: Decimal(7), 3: Decimal(5), 4: Decimal(0)}, SeenTotal(Decimal(7), withheld=Withheld.TOO_FEW)),
        (
            {1: Decimal(7), 3: Decimal(600_000), 4: Decimal(500_000)},
            SeenTotal(Decimal(7), band=value_bands()[1]),
        ),
        (
            {1: Decimal(7), 3: Decimal(600_000), 4: Decimal(500_000), 5: Decimal(45_678)},
            SeenTotal(Decimal(7), rounded=Decimal(1_000_000)),
        ),
        ({3: Decimal(1), 4: Decimal(1), 5: Decimal(1)}, SeenTotal(Decimal(0), rounded=Decimal(3))),
        ({1: Decimal(7), 3: Decimal(71), 4: Decimal(29)}, SeenTotal(Decimal(7), withheld=Withheld.TELLING)),
        ({3: Decimal(71), 4: Decimal(28), 5: Decimal(1)}, SeenTotal(Decimal(0), withheld=Withheld.TELLING)),
        ({3: Decimal(70), 4: Decimal(29), 5: Decimal(1)}, SeenTotal(Decimal(0), rounded=Decimal(100))),
    ],
)
def test_total_needs_three_members_and_three_others_for_a_figure(totals: dict[int, Decimal], seen: SeenTotal) -> None:
    assert total_as_seen(totals, viewer_members=VIEWER) == seen


@given(TOTALS)
def test_no_total_is_shown_that_is_nearly_one_members_own(totals: dict[int, Decimal]) -> None:
    seen = total_as_seen(totals, viewer_members=VIEWER)
    others = [total for member, total in totals.items() if member not in VIEWER]

    if others and max(others) > total_limits().largest_share * sum(others):
        assert (seen.rounded, seen.band) == (None, None)


@given(TOTALS)
def test_a_figure_is_coarser_than_the_largest_part_of_it(totals: dict[int, Decimal]) -> None:
    seen = total_as_seen(totals, viewer_members=VIEWER)
    others = [total for member, total in totals.items() if member not in VIEWER]

    if seen.rounded is not None:
        assert seen.rounded > 0
        assert seen.rounded % rounding_step(max(others)) == 0
        assert abs(seen.rounded - sum(others)) <= max(rounding_step(max(others)), seen.rounded / 10)


@given(TOTALS)
def test_fewer_than_three_contributors_give_no_figure_of_others(totals: dict[int, Decimal]) -> None:
    assume(len(totals) < 3)
    seen = total_as_seen(totals, viewer_members=VIEWER)

    assert (seen.rounded, seen.band) == (None, None)


@given(TOTALS)
def test_who_sees_no_values_sees_no_total(totals: dict[int, Decimal]) -> None:
    assert total_as_seen(totals, sees_values=False) == SeenTotal(Decimal(0), withheld=Withheld.NO_VALUES)


def test_bands_are_named_in_words() -> None:
    names = [band_name(band, _same, str) for band in value_bands()]

    assert names == [
        "under 1 mill. kr",
        "1 mill. til 10 mill. kr",
        "10 mill. til 100 mill. kr",
        "over 100 mill. kr",
    ]


def test_band_of_odd_millions_is_written_out() -> None:
    band = Band("x", Decimal(1_500_000), Decimal(3_000_000))

    assert band_name(band, _same, "{:,}".format) == "1,500,000 til 3 mill. kr"
