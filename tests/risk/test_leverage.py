"""Leverage says what can be done, and stands apart from how grave the risk is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.catalogue import read_catalogue
from aktsom.risk.leverage import Leverage, ValueBand, leverage
from aktsom.risk.telling import told
from aktsom.sharing.rules import value_bands

TODAY = date(2026, 1, 15)


def found(
    members: int = 1,
    band: ValueBand | None = None,
    option: date | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Leverage:
    return leverage(members_linked=members, band=band, next_option_on=option, starts_on=starts, ends_on=ends, on=TODAY)


def test_the_bands_are_those_of_the_table_in_its_order() -> None:
    assert [band.value for band in ValueBand] == [band.id for band in value_bands()]


def test_a_contract_that_has_ended_gives_none() -> None:
    assert found(members=9, band=ValueBand.VERY_LARGE, ends=date(2026, 1, 14)).score == 0


def test_an_option_soon_counts_more_than_one_far_off_and_a_past_one_nothing() -> None:
    soon, later, past = (found(option=day).score for day in (date(2026, 6, 1), date(2028, 6, 1), date(2025, 6, 1)))
    assert (soon, later, past) == (2, 1, 0)


@given(st.integers(0, 300), st.integers(0, 300))
def test_more_members_together_never_weaken(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert found(members=more).score >= found(members=fewer).score


def test_reasons_are_told_with_dates_as_the_reader_writes_them() -> None:
    reasons = found(members=5, band=ValueBand.LARGE, option=date(2026, 5, 1)).reasons
    assert told(reasons, read_catalogue(), day=lambda day: ".".join(reversed(day.split("-")))) == [
        "5 virksomheter har avtale med samme leverandør eller kjøper i samme kategori.",
        "Verdien er mellom 10 og 100 millioner kroner.",
        "Neste opsjon er 01.05.2026. Det er en god anledning til å stille krav.",
    ]


def test_a_contract_not_yet_started_can_still_be_shaped() -> None:
    reasons = found(starts=date(2026, 3, 1)).reasons
    assert told(reasons, read_catalogue(), "en") == [
        "No other members are linked to this purchase yet.",
        "The contract has not started, so requirements can still be agreed at start-up.",
    ]
