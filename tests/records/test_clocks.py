"""Until when a request is to be answered: three weeks, two months and five working days, over holidays, new years and
the night when clocks are changed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktsom.records.rules.clocks import after_working_days, answer_by, remind_on
from aktsom.records.states import Law
from aktsom.records.tables import access_laws, grounds_for, passage_grounds
from aktsom.sanctions.letter_tables import days_off
from aktsom.sanctions.rules.working_days import is_working_day
from aktsom.teams.actions.loading_mandates import day_of

DAYS = st.dates(date(2022, 7, 1), date(2060, 1, 1))
QUESTION, RECORDS = access_laws()[Law.TRANSPARENCY], access_laws()[Law.PUBLIC_RECORDS]


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),  # three weeks to the day
        (date(2026, 12, 4), date(2026, 12, 28)),  # first day of Christmas, then a weekend
        (date(2026, 3, 12), date(2026, 4, 7)),  # Maundy Thursday, and all of Easter
        (date(2026, 4, 26), date(2026, 5, 18)),  # the 17th of May is a Sunday
        (date(2028, 2, 8), date(2028, 2, 29)),
    ],
)
def test_a_question_has_three_weeks_and_never_ends_on_a_day_off(received: date, last: date) -> None:
    assert answer_by(received, QUESTION.rule, QUESTION.working_days, days_off) == last


@pytest.mark.parametrize(
    ("received", "last"), [(date(2026, 11, 2), date(2027, 1, 4)), (date(2025, 12, 31), date(2026, 3, 2))]
)
def test_longer_time_is_two_months_from_the_receipt(received: date, last: date) -> None:
    assert answer_by(received, QUESTION.extension_rule, 0, days_off) == last


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 9)),
        (date(2026, 3, 27), date(2026, 4, 8)),  # three days before Easter, two after it
        (date(2026, 12, 23), date(2026, 12, 31)),  # Christmas Eve counts, the days after it do not
        (date(2026, 12, 28), date(2027, 1, 5)),  # new year's day and a weekend do not
        (date(2026, 11, 7), date(2026, 11, 13)),  # received on a Saturday
    ],
)
def test_public_records_have_five_working_days(received: date, last: date) -> None:
    assert not RECORDS.rule
    assert answer_by(received, RECORDS.rule, RECORDS.working_days, days_off) == last


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first day drawn reads the calendar
@given(DAYS, st.integers(1, 20))
def test_so_many_working_days_are_counted_and_no_others(received: date, count: int) -> None:
    last = after_working_days(received, count, days_off)
    between = [date.fromordinal(at) for at in range(received.toordinal() + 1, last.toordinal() + 1)]
    assert sum(is_working_day(day, days_off) for day in between) == count
    assert is_working_day(last, days_off)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DAYS)
def test_who_is_reminded_is_at_work_and_has_time_left(received: date) -> None:
    for law in access_laws().values():
        last = answer_by(received, law.rule, law.working_days, days_off)
        told = remind_on(last, law.remind_days, days_off)
        assert is_working_day(told, days_off)
        assert told < last
        assert last > received


def test_the_day_is_norways_also_when_clocks_are_changed() -> None:
    assert day_of(datetime(2026, 10, 24, 22, 30, tzinfo=UTC)) == date(2026, 10, 25)
    assert day_of(datetime(2026, 10, 25, 22, 59, tzinfo=UTC)) == date(2026, 10, 25)
    assert day_of(datetime(2026, 10, 25, 23, 0, tzinfo=UTC)) == date(2026, 10, 26)


def test_each_ground_that_is_suggested_is_one_that_can_be_chosen() -> None:
    for law in Law:
        assert set(passage_grounds().values()) <= set(grounds_for(law))
    assert "apl-6-a" in grounds_for(Law.TRANSPARENCY)
    assert "apl-6-a" not in grounds_for(Law.PUBLIC_RECORDS)
