"""Organisation numbers, CPV codes, countries, terms and lists of products."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop.registers.values import texts
from aktsom.interop.registers.values.countries import parse_countries
from aktsom.interop.registers.values.cpv_codes import check_digit, parse_cpv
from aktsom.interop.registers.values.org_numbers import is_norwegian, number_within, parse_org_number, without_number
from aktsom.interop.registers.values.parsed import plain_text, says_nothing


def codes(parsed):
    return [flaw.code for flaw in parsed.flaws]


@pytest.mark.parametrize(
    "text",
    [
        "958935420",
        "958 935 420",
        "958.935.420",
        "NO 958 935 420 MVA",
        "NO958935420MVA",
        "Org.nr. 958935420",
        958935420,
        958935420.0,
    ],
)
def test_a_norwegian_number_in_any_dress(text):
    assert (parse_org_number(text).value.number, codes(parse_org_number(text))) == ("958935420", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("958935421", "org_number_check_digit"),
        ("95893542", "foreign_number_without_country"),
        ("9589354", "org_number_length"),
        ("01010112345", "looks_like_person_number"),
        ("Norengros AS", "not_an_org_number"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(text, code):
    found = parse_org_number(text)
    assert (found.value.number, [(flaw.code, flaw.severity) for flaw in found.flaws]) == ("", [(code, "error")])


@pytest.mark.parametrize(
    ("text", "number", "country"), [("SE556036-0793", "SE5560360793", "SE"), ("DK 12 34 56 78", "DK12345678", "DK")]
)
def test_a_foreign_number_is_known_by_its_country(text, number, country):
    found = parse_org_number(text)
    assert (found.value.number, found.value.country, codes(found)) == (number, country, [])


def test_of_several_numbers_the_first_valid_is_taken():
    found = parse_org_number("958935420 / 964338531")
    assert (found.value.number, codes(found)) == ("958935420", ["several_org_numbers"])


@given(st.integers(80_000_000, 99_999_999))
def test_one_check_digit_at_most_makes_a_number_valid(stem):
    assert sum(is_norwegian(f"{stem}{digit}") for digit in range(10)) <= 1


@given(st.integers(80_000_000, 99_999_999), st.integers(0, 7))
def test_one_wrong_digit_is_always_found(stem, at):
    for last in "0123456789":
        number = f"{stem}{last}"
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert not (is_norwegian(number) and is_norwegian(wrong))


@pytest.mark.parametrize(
    "text", ["Norengros AS (958 935 420)", "Norengros AS, org.nr. 958935420", "Norengros AS [958935420]"]
)
def test_a_number_inside_a_name(text):
    assert (number_within(text), without_number(text)) == ("958935420", "Norengros AS")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("33141420", ("33141420",)),
        ("33141420-0", ("33141420",)),
        ("33141420-0 Operasjonshansker", ("33141420",)),
        ("33141420, 18424300-0; 39000000", ("33141420", "18424300", "39000000")),
        ("33141420\n33141420", ("33141420",)),
        (33141420, ("33141420",)),
        ("", ()),
    ],
)
def test_cpv_codes(text, found):
    assert (parse_cpv(text).value, codes(parse_cpv(text))) == (found, [])


@pytest.mark.parametrize(
    ("text", "found", "code"),
    [
        (3000000, ("03000000",), "cpv_leading_zero"),
        ("9000000", ("09000000",), "cpv_leading_zero"),
        ("33141420-5", ("33141420",), "cpv_check_digit"),
        ("3314", ("33140000",), "cpv_shortened"),
        ("1234567", (), "cpv_length"),
        ("engangshansker", (), "not_a_cpv"),
    ],
)
def test_cpv_codes_that_are_pointed_out(text, found, code):
    assert (parse_cpv(text).value, codes(parse_cpv(text))) == (found, [code])


PUBLISHED = (
    "18141000-9 03000000-1 45000000-7 33000000-0 30000000-9 48000000-8 72000000-5 79000000-4 85000000-9 33141420-0"
)


@pytest.mark.parametrize("published", PUBLISHED.split())
def test_the_check_digit_agrees_with_published_codes(published):
    code, digit = published.split("-")
    assert check_digit(code) == digit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kina", ("CN",)),
        ("Malaysia, Kina og Thailand", ("MY", "CN", "TH")),
        ("CN/VN", ("CN", "VN")),
        ("CHN", ("CN",)),
        ("Austerrike", ("AT",)),
        ("Østerrike", ("AT",)),
        ("Viet Nam", ("VN",)),
        ("Elfenbeinskysten", ("CI",)),
        ("Trinidad og Tobago", ("TT",)),
        ("Bosnia-Hercegovina; Tyrkia", ("BA", "TR")),
        ("80 % Kina, 20 % India", ("CN", "IN")),
        ("Hong Kong", ("HK",)),
        ("England", ("GB",)),
        ("ukjent", ()),
    ],
)
def test_countries(text, found):
    assert (parse_countries(text).value, codes(parse_countries(text))) == (found, [])


@pytest.mark.parametrize(
    ("text", "found", "code"),
    [
        ("Asia", (), "region_not_country"),
        ("Kina, EU", ("CN",), "region_not_country"),
        ("Langtvekkistan", (), "not_a_country"),
    ],
)
def test_what_is_no_country(text, found, code):
    assert (parse_countries(text).value, codes(parse_countries(text))) == (found, [code])


@pytest.mark.parametrize(
    ("text", "term_set", "present"),
    [
        ("Ja", "", True),
        ("x", "", True),
        ("Nei", "", False),
        ("T3", "T3", True),
        ("DFØ 2022", "T4", True),
        ("Etiske krav (2015)", "T1", True),
        ("", "", None),
    ],
)
def test_terms(text, term_set, present):
    assert texts.parse_terms(text).value == texts.Terms(term_set, present)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Hansker; masker; frakker", ("Hansker", "masker", "frakker")),
        ("Hansker, masker", ("Hansker", "masker")),
        ("• Hansker\n• Masker", ("Hansker", "Masker")),
        ("- Hansker\n- Masker", ("Hansker", "Masker")),
        ("Kabel 2,5 mm", ("Kabel 2,5 mm",)),
        ("Hansker; hansker; Hansker", ("Hansker", "hansker")),
        ("", ()),
    ],
)
def test_lists_of_products(text, products):
    assert texts.parse_products(text).value == products


def test_words_that_say_nothing():
    assert [says_nothing(text) for text in ("", "-", "N/A", "Ukjent", "Ukjent produsent")] == [
        True,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\u00a0 b\u200b\r\n\r\n c ", "a b\nc"),
        (1250000, "1250000"),
        (12.5, "12,5"),
        (1.234, "1,2340"),
        (True, "Ja"),
        (None, ""),
    ],
)
def test_plain_text(value, text):
    assert plain_text(value) == text


PARSERS = [
    *(parse_org_number, parse_cpv, parse_countries, texts.parse_terms, texts.parse_products),
    *(texts.parse_title, texts.parse_supplier, texts.parse_reference, texts.parse_long_text, texts.parse_currency),
]


@given(
    st.sampled_from(PARSERS),
    st.one_of(st.text(), st.text("0123456789NO-, aekr"), st.integers(), st.floats(), st.dates()),
)
def test_nothing_makes_a_parser_fail(parse, value):
    parse(value)
