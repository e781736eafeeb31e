"""Sums of money as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.contracts.rules.facts import VALUE_LIMIT
from aktsom.interop.registers.values.amounts import ABSURD, parse_amount
from aktsom.interop.spreadsheets.cells import CellError

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234 567,50", "1234567.50"),
        (f"1{NBSP}234{NBSP}567,50", "1234567.50"),
        ("kr 1.200.000,-", "1200000"),
        ("1,2 mill", "1200000"),
        ("1,2 mill.", "1200000"),
        ("2 millioner kroner", "2000000"),
        ("NOK 450 000", "450000"),
        ("NOK1000", "1000"),
        ("1,234,567.00", "1234567"),
        ("1.234.567,00", "1234567"),
        ("450k", "450000"),
        ("450'", "450"),
        ("ca. 2 MNOK", "2000000"),
        ("0,5 mrd", "500000000"),
        ("1'200'000.00", "1200000"),
        ("1200000,00 kr", "1200000"),
        ("kr. 3 000 000 eks. mva", "3000000"),
        ("inntil 10 mill. eks mva", "10000000"),
        ("450 000-", "450000"),
        ("1.5", "1.5"),
        ("1,50", "1.5"),
        ("0.125", "0.12"),
        ("12345678", "12345678"),
        ("5 000 000 (inkl. 2 opsjoner)", "5000000"),
    ],
)
def test_a_sum_is_read(text, value):
    assert (parse_amount(text).value.value, parse_amount(text).flaws) == (Decimal(value), ())


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("(1 000)", "-1000", "value_negative"),
        ("-5", "-5", "value_negative"),
        ("kr -5", "-5", "value_negative"),
        ("−5 000", "-5000", "value_negative"),
        ("1.234,56-", "-1234.56", "value_negative"),
        ("200 mrd", "200000000000", "value_absurd"),
        ("1-2 mill", "2000000", "amount_is_a_range"),
        ("100 000 til 200 000", "200000", "amount_is_a_range"),
        ("1.250 mill", "1250000", "amount_ambiguous"),
        ("500 000 per år", "500000", "amount_per_year"),
        ("2,5 mill (per år)", "2500000", "amount_per_year"),
        ("450 000 pr stk", "450000", "amount_with_words"),
    ],
)
def test_a_sum_is_read_and_pointed_out(text, value, code):
    found = parse_amount(text)
    assert (found.value.value, [flaw.code for flaw in found.flaws]) == (Decimal(value), [code])


@pytest.mark.parametrize("text", ["etter medgått tid", "15 %", "1 23 4", "1.234.5", "se avtalen", "2 år à 100 000"])
def test_what_is_no_sum_is_said_to_be_none(text):
    found = parse_amount(text)
    assert (found.value.value, [flaw.code for flaw in found.flaws]) == (None, ["not_an_amount"])


@pytest.mark.parametrize("text", ["", "-", "ukjent", "N/A", "Ikke oppgitt", None])
def test_an_empty_cell_in_words_is_no_flaw(text):
    assert parse_amount(text) == parse_amount(None)


@pytest.mark.parametrize(
    ("text", "currency"), [("5 000 EUR", "EUR"), ("€ 5", "EUR"), ("$100", "USD"), ("5 MNOK", "NOK")]
)
def test_the_currency_of_the_cell_is_kept(text, currency):
    assert parse_amount(text).value.currency == currency


def test_a_formula_error_is_named():
    flaw = parse_amount(CellError("#REF!")).flaws[0]
    assert (flaw.code, flaw.severity, flaw.params) == ("formula_error", "error", {"shown": "#REF!"})


CENTS = st.integers(min_value=0, max_value=9_999_999_999).map(lambda cents: Decimal(cents) / 100)


def grouped(number: Decimal, thousands: str, point: str) -> str:
    return f"{number:,.2f}".replace(",", "\x00").replace(".", point).replace("\x00", thousands)


@given(CENTS, st.sampled_from([(" ", ","), (NBSP, ","), (".", ","), (",", "."), ("'", "."), ("", ","), ("", ".")]))
def test_every_way_to_write_a_number_gives_the_number(number, marks):
    assert parse_amount(grouped(number, *marks)).value.value == number


@given(CENTS, st.sampled_from(["kr {}", "{} kr", "NOK {}", "ca. {}", "{},-", "  {}  ", "{} eks. mva"]))
def test_words_around_a_number_leave_it_alone(number, shape):
    assert parse_amount(shape.format(f"{int(number):,}".replace(",", " "))).value.value == int(number)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.none()))
def test_nothing_makes_it_fail(value):
    parse_amount(value)


@given(st.text(alphabet="0123456789 .,'-–()krmiltusen%/", max_size=25))
def test_nothing_like_a_number_makes_it_fail(text):
    parse_amount(text)


def test_reading_and_registering_agree_on_what_cannot_be_a_contract() -> None:
    assert ABSURD == VALUE_LIMIT
