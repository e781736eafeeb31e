"""The day a time runs out: never on a day off, over leap days and Easter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.sanctions.letter_tables import days_off
from aktsom.sanctions.rules.working_days import easter, is_working_day, read_holiday, runs_out, working_day_from

YEARS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (1981, 4, 19)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_holidays_of_a_year() -> None:
    assert {day.isoformat()[5:] for day in days_off(2026)} == {
        "01-01", "04-02", "04-03", "04-06", "05-01", "05-14", "05-17", "05-25", "12-25", "12-26",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "received", "term_set", "last"),
    [
        ("receipt+P2W", "2026-11-02", "T4", "2026-11-16"),
        ("receipt+P2W", "2026-12-11", "T4", "2026-12-28"),  # Christmas Day, Boxing Day, Sunday
        ("receipt+P1W", "2026-03-26", "T4", "2026-04-07"),  # Maundy Thursday until after Easter Monday
        ("receipt+P1M", "2028-01-31", "T4", "2028-02-29"),  # a leap day
        ("receipt+P1M", "2027-01-31", "T4", "2027-03-01"),  # 28 February is a Sunday
        ("receipt+P2D", "2026-10-24", "T4", "2026-10-26"),  # the night the clock goes back
        ("T1:receipt+P3W|receipt+P2W", "2026-11-02", "T1", "2026-11-23"),
        ("T1:receipt+P3W|receipt+P2W", "2026-11-02", "T4", "2026-11-16"),
    ],
)
def test_last_day(rule: str, received: str, term_set: str, last: str) -> None:
    found = runs_out(rule, received_on=date.fromisoformat(received), term_set=term_set, days_off=days_off)
    assert found == date.fromisoformat(last)


def test_a_rule_that_is_for_another_term_set_gives_no_day() -> None:
    assert runs_out("T1:receipt+P3W", received_on=date(2026, 1, 1), term_set="T4", days_off=days_off) is None


@given(YEARS, st.integers(1, 700))
def test_a_time_is_never_shorter_and_never_ends_on_a_day_off(day: date, days: int) -> None:
    last = runs_out(f"receipt+P{days}D", received_on=day, term_set="", days_off=days_off)
    assert last is not None
    assert day + timedelta(days=days) <= last <= day + timedelta(days=days + 6)
    assert is_working_day(last, days_off)


@given(YEARS)
def test_a_working_day_stays(day: date) -> None:
    found = working_day_from(day, days_off)
    assert found == day or not is_working_day(day, days_off)


def test_what_is_no_holiday() -> None:
    with pytest.raises(ValueError, match="not a holiday"):
        read_holiday("easter")
