"""Rows to contracts, with what is wrong in them and how to mend it."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop import registers
from aktsom.interop.registers.contract_rows import ReferenceSource
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.problems import CODES, describe_cell
from aktsom.interop.registers.references import made_reference
from aktsom.interop.registers.row_kinds import RowKind
from aktsom.interop.spreadsheets.cells import CellError
from tests.interop.registers.registers import codes, understood

HEADINGS = ["Saksnr", "Tittel", "Leverandør", "Org.nr", "CPV", "Verdi", "Start", "Slutt", "Opsjon", "Opprinnelsesland"]
GLOVES = [
    "2024/1",
    "Hansker",
    "Norengros AS",
    "958935420",
    "33141420-0",
    "1,2 mill",
    "1.2.24",
    "31.01.2026",
    "1+1",
    "Malaysia",
]


def changed(**said):
    """The row of gloves with other cells, by heading."""
    cells = {heading.replace(".", "").lower(): value for heading, value in zip(HEADINGS, GLOVES, strict=True)} | said
    return list(cells.values())


def only(*rows):
    return understood(HEADINGS, *rows)[-1]


def test_a_row_becomes_a_contract():
    row = only(GLOVES)
    contract = row.contract
    assert (row.number, row.kind, row.problems, row.needs_you) == (2, RowKind.CONTRACT, (), False)
    assert (contract.reference, contract.title) == ("2024/1", "Hansker")
    assert (contract.supplier_name, contract.supplier_org_number) == ("Norengros AS", "958935420")
    assert (contract.cpv, contract.value, contract.currency) == (("33141420",), Decimal(1_200_000), "NOK")
    assert (contract.start, contract.end, contract.option_until) == (
        date(2024, 2, 1),
        date(2026, 1, 31),
        date(2028, 1, 31),
    )
    assert contract.origins == ("MY",)


def test_the_words_of_the_file_are_kept_beside():
    assert only(GLOVES).words[Field.VALUE] == "1,2 mill"


@pytest.mark.parametrize(
    ("said", "code", "letter", "blocks"),
    [
        ({"tittel": None}, "title_missing", "B", True),
        ({"tittel": 12345}, "title_is_a_number", "B", False),
        ({"tittel": "x" * 301}, "text_too_long", "B", False),
        ({"leverandør": None, "orgnr": None}, "supplier_missing", "C", False),
        ({"orgnr": "958935421"}, "org_number_check_digit", "D", True),
        ({"cpv": "33141420-9"}, "cpv_check_digit", "E", False),
        ({"verdi": -5}, "value_negative", "F", True),
        ({"verdi": 10**12}, "value_absurd", "F", True),
        ({"verdi": "se avtalen"}, "not_an_amount", "F", False),
        ({"verdi": CellError("#REF!")}, "formula_error", "F", True),
        ({"verdi": "#REF!"}, "formula_error", "F", True),
        ({"verdi": "#VERDI!"}, "formula_error", "F", True),
        ({"verdi": date(2024, 1, 1)}, "date_as_amount", "F", True),
        ({"slutt": "31.02.2026"}, "impossible_date", "H", True),
        ({"slutt": "01.01.2020"}, "ends_before_start", "H", True),
        ({"opprinnelsesland": "Asia"}, "region_not_country", "J", False),
    ],
)
def test_what_is_wrong_is_said_with_its_place(said, code, letter, blocks):
    row = only(changed(**said))
    assert [(problem.code, problem.letter, problem.row) for problem in row.problems] == [(code, letter, 2)]
    assert row.needs_you is blocks
    told = describe_cell(row.problems[0])
    assert told.what
    assert told.mend
    assert "{" not in told.what + told.mend


def test_an_empty_row_of_warnings_still_is_a_contract():
    row = understood(["Tittel", "Leverandør", "Verdi"], ["Hansker", "Norengros AS", None])[0]
    assert (row.contract.value, codes(row)) == (None, [])


def test_a_reference_given_twice_needs_a_person():
    rows = understood(HEADINGS, GLOVES, changed(tittel="Masker"))
    assert (codes(rows[0]), codes(rows[1])) == ([], ["reference_twice"])
    assert rows[1].problems[0].params["row"] == 2


def test_the_very_same_row_is_taken_once():
    rows = understood(HEADINGS, GLOVES, GLOVES)
    assert (rows[1].kind, codes(rows[1]), rows[1].needs_you) == (RowKind.REPEATED, ["same_row_again"], False)


def test_parallel_agreements_under_one_number_are_told_apart_by_supplier():
    rows = understood(HEADINGS, GLOVES, changed(leverandør="Mediq AS", orgnr="964338531"))
    assert [row.contract.reference for row in rows] == ["2024/1 – 958935420", "2024/1 – 964338531"]
    assert {row.contract.reference_source for row in rows} == {ReferenceSource.REGISTER_AND_SUPPLIER}
    assert [codes(row) for row in rows] == [[], []]


def test_a_register_without_references_gets_the_same_ones_every_time():
    rows = [["Tittel", "Leverandør", "Start"], ["Hansker", "Norengros AS", "01.02.2024"]]
    first, again = understood(*rows)[0].contract, understood(*rows)[0].contract
    assert (first.reference, first.reference_source) == (again.reference, ReferenceSource.MADE)
    assert first.reference == made_reference("norengros as", "HANSKER", date(2024, 2, 1))


def test_sums_are_not_contracts_and_carry_no_problems():
    row = only(GLOVES, ["Sum", None, None, None, None, 1000])
    assert (row.kind, row.problems) == (RowKind.TOTAL, ())


def test_a_number_inside_the_name_is_used():
    contract = only(changed(leverandør="Norengros AS (958 935 420)", orgnr=None)).contract
    assert (contract.supplier_name, contract.supplier_org_number) == ("Norengros AS", "958935420")


def test_a_foreign_supplier_by_country_column():
    row = understood(
        ["Tittel", "Leverandør", "Orgnr", "Leverandørens land"], ["Sko", "Skor AB", "556036-0793", "Sverige"]
    )[0]
    assert (row.contract.supplier_org_number, row.contract.supplier_country, codes(row)) == ("SE5560360793", "SE", [])


def test_what_may_be_a_national_identity_number_is_not_kept():
    row = only(changed(orgnr="01010112345"))
    assert (codes(row), row.problems[0].value, row.words[Field.SUPPLIER_ORG_NUMBER]) == (
        ["looks_like_person_number"],
        "•••••••••••",
        "•••••••••••",
    )


def test_the_unit_of_the_heading_counts_unless_the_cell_says_another():
    rows = understood(["Tittel", "Verdi (MNOK)"], ["a", 1.5], ["b", "450 000 kr"], ["c", "2 mill"], ["d", 1_200_000])
    assert [row.contract.value for row in rows] == [1_500_000, 450_000, 2_000_000, 1_200_000]
    assert codes(rows[3]) == ["amount_not_in_heading_unit"]


def test_the_currency_of_cell_column_or_heading():
    assert understood(["Tittel", "Verdi", "Valuta"], ["a", 5, "EUR"])[0].contract.currency == "EUR"
    assert understood(["Tittel", "Verdi (EUR)"], ["a", 5])[0].contract.currency == "EUR"
    assert understood(["Tittel", "Verdi"], ["a", "5 000 SEK"])[0].contract.currency == "SEK"


def test_a_column_that_shows_month_first_is_read_so():
    rows = understood(["Tittel", "Start", "Slutt"], ["a", "02/01/2024", "02/28/2026"])
    assert (rows[0].contract.start, codes(rows[0])) == (date(2024, 2, 1), [])


def test_a_period_gives_start_and_end():
    contract = understood(["Tittel", "Avtaleperiode"], ["a", "01.02.2024 - 31.01.2026"])[0].contract
    assert (contract.start, contract.end) == (date(2024, 2, 1), date(2026, 1, 31))


def test_no_end_is_no_problem():
    row = only(changed(slutt="Løpende"))
    assert (row.contract.end, row.contract.open_ended, codes(row)) == (None, True, [])


def test_without_titles_the_description_or_the_products_tell():
    assert understood(["Beskrivelse", "Leverandør"], ["Hansker\nmed mer", "a"])[0].contract.title == "Hansker"
    assert understood(["Produkter", "Leverandør"], ["Hansker; masker", "a"])[0].contract.title == "Hansker, masker"


def test_two_columns_of_codes_are_joined():
    row = understood(["Tittel", "CPV", "Tilleggs-CPV"], ["a", "33141420", "18424300; 33141420"])[0]
    assert (row.contract.cpv, row.words[Field.CPV]) == (("33141420", "18424300"), "33141420\n18424300; 33141420")


def test_every_problem_that_may_be_found_has_words_and_no_words_are_without_a_problem():
    package = Path(registers.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert set(re.findall(r'\b(?:error|warning)\(\s*"(\w+)"', source)) | IN_PAIRS == CODES


IN_PAIRS = {"title_is_a_number", "title_has_no_words", "not_a_country", "region_not_country"}
"""Chosen between in one expression, which the pattern does not see."""

CELLS = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.just(CellError("#N/A"))
)


@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), min_size=1, max_size=5))
def test_no_cells_make_it_fail_and_every_problem_has_words(rows):
    for row in understood(HEADINGS, GLOVES, *rows):
        for problem in row.problems:
            assert describe_cell(problem).what
