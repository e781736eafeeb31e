"""Dates and periods as people and systems write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop.registers.values.days import Order, Role, order_in, parse_day
from aktsom.interop.registers.values.options import options_end
from aktsom.interop.registers.values.periods import parse_period
from aktsom.interop.spreadsheets.cells import CellError

FEBRUARY = date(2024, 2, 1)


def codes(parsed):
    return [flaw.code for flaw in parsed.flaws]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "01.02.2024",
            "1.2.24",
            "1.2.2024",
            "1. 2. 2024",
            "2024-02-01",
            "2024-02-01 00:00:00",
            "2024-02-01T10:00:00Z",
        ),
        *("2024/02/01", "2024.02.01", "20240201", "01-02-2024", "1. februar 2024", "1.februar 2024", "1 feb. 2024"),
        *("1. feb. -24", "01-Feb-24", "February 1, 2024", "1st February 2024", "torsdag 1. februar 2024", "01.02.24."),
        *("01.02.2024 kl. 12:30", "fra 1.2.2024", "01.02.2024 (signert)", "2024-02-01+01:00"),
        *(date(2024, 2, 1), datetime(2024, 2, 1, 12, 30)),
    ],
)
def test_a_date_is_read(text):
    assert (parse_day(text).value.day, codes(parse_day(text))) == (FEBRUARY, [])


@pytest.mark.parametrize(
    "text",
    ["31.12.9999", "løpende", "Tidsubegrenset", "inntil videre", "Løper til oppsigelse", date(9999, 12, 31), 2958465],
)
def test_without_end_is_an_answer(text):
    assert (parse_day(text).value.day, parse_day(text).value.open_ended, codes(parse_day(text))) == (None, True, [])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("02.2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1. kvartal 2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("Q4 2024", date(2024, 10, 1), date(2024, 12, 31)),
        ("2. halvår 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        (2024, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_month_or_year_is_its_first_day_at_the_start_and_its_last_at_the_end(text, first, last):
    beginning, end = parse_day(text, Role.BEGINNING), parse_day(text, Role.END)
    assert (beginning.value.day, end.value.day) == (first, last)
    assert codes(beginning) in (["date_is_a_month"], ["date_is_a_year"])


@pytest.mark.parametrize("text", ["31.02.2024", "32.01.2024", "2024-13-01", "00.00.0000", "0000-00-00"])
def test_a_date_that_does_not_exist_is_an_error(text):
    flaws = parse_day(text).flaws
    assert [(flaw.code, flaw.severity) for flaw in flaws] == [("impossible_date", "error")]


@pytest.mark.parametrize("text", ["ved behov", "xx", "01.02.2024 - 31.01.2026", True, -1, 0.5])
def test_what_is_no_date_is_pointed_out(text):
    assert (parse_day(text).value.day, codes(parse_day(text))) == (None, ["not_a_date"])


def test_a_day_number_of_the_spreadsheet_is_a_date():
    assert (parse_day(45323).value.day, codes(parse_day(45323))) == (FEBRUARY, ["date_was_a_number"])


def test_slashes_are_day_first_with_a_warning_only_where_it_matters():
    assert (parse_day("01/02/2024").value.day, codes(parse_day("01/02/2024"))) == (FEBRUARY, ["date_ambiguous"])
    assert (parse_day("02/02/2024").value.day, codes(parse_day("02/02/2024"))) == (date(2024, 2, 2), [])
    assert (parse_day("13/02/2024").value.day, codes(parse_day("13/02/2024"))) == (date(2024, 2, 13), [])


def test_a_column_shows_its_order():
    assert order_in(["01/02/2024", "28/02/2024", None]) is Order.DAY_FIRST
    assert order_in(["01/02/2024", "02/28/2024"]) is Order.MONTH_FIRST
    assert order_in(["28/02/2024", "02/28/2024"]) is Order.UNSURE
    assert order_in(["01/02/2024"]) is Order.UNSURE


def test_the_order_of_the_column_decides():
    assert parse_day("01/02/2024", order=Order.DAY_FIRST) == parse_day("01.02.2024")
    assert parse_day("02/01/2024", order=Order.MONTH_FIRST) == parse_day("01.02.2024")


def test_a_formula_error_is_named():
    assert codes(parse_day(CellError("#N/A"))) == ["formula_error"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("01.02.2024 - 31.01.2026", FEBRUARY, date(2026, 1, 31)),
        ("01.02.2024-31.01.2026", FEBRUARY, date(2026, 1, 31)),
        ("01.02.24–31.01.26", FEBRUARY, date(2026, 1, 31)),
        ("2024-02-01 - 2026-01-31", FEBRUARY, date(2026, 1, 31)),
        ("fra 1. februar 2024 til 31. januar 2026", FEBRUARY, date(2026, 1, 31)),
        ("2024-2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("2024/25", date(2024, 1, 1), date(2025, 12, 31)),
        ("31.01.2026", None, date(2026, 1, 31)),
        ("etter behov", None, None),
    ],
)
def test_a_period_in_one_cell(text, start, end):
    period = parse_period(text).value
    assert (period.start.day, period.end.day) == (start, end)


def test_a_period_may_have_no_end():
    period = parse_period("01.02.2024 - løpende").value
    assert (period.start.day, period.end.open_ended) == (FEBRUARY, True)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("1+1", date(2028, 1, 31)),
        ("2+1+1", date(2028, 1, 31)),
        ("1+1+1", date(2029, 1, 31)),
        ("2 x 12 mnd", date(2028, 1, 31)),
        ("Opsjon på ett år", date(2027, 1, 31)),
        ("to ganger ett år", date(2028, 1, 31)),
        ("6 måneder", date(2026, 7, 31)),
        ("ja", None),
        ("Ingen", None),
    ],
)
def test_options_of_a_contract_of_two_years(text, end):
    assert options_end(text, FEBRUARY, date(2026, 1, 31)) == end


DAYS = st.dates(date(1950, 1, 1), date(2079, 12, 31))


@given(
    DAYS, st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d. %B %Y", "%d %b %Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%S"])
)
def test_a_date_written_in_any_form_comes_back(day, form):
    assert parse_day(datetime(day.year, day.month, day.day).strftime(form)).value.day == day


@given(DAYS, DAYS, st.sampled_from([" - ", "-", " til ", " – "]))
def test_a_period_written_with_dots_comes_back(first, last, between):
    period = parse_period(f"{first:%d.%m.%Y}{between}{last:%d.%m.%Y}").value
    assert (period.start.day, period.end.day) == (first, last)


ANYTHING = st.one_of(
    st.text(),
    st.text(alphabet="0123456789./- jfebmars", max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@given(ANYTHING, st.sampled_from(Role), st.sampled_from(Order))
def test_nothing_makes_a_date_fail(value, role, order):
    parse_day(value, role, order)


@given(ANYTHING)
def test_nothing_makes_a_period_fail(value):
    parse_period(value)


@given(st.text(alphabet="0123456789+x årmnd", max_size=15), DAYS, DAYS)
def test_nothing_makes_options_fail(text, start, end):
    options_end(text, start, end)
