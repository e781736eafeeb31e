"""A register written by us and read again is the same register."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.interop.registers.columns import recognise_columns
from aktsom.interop.registers.fields import LABELS, Field
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.tables import best_table
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.interop.spreadsheets.writing import Column, Style, write_csv, write_xlsx

STYLES = {
    Field.REFERENCE: Style.CODE,
    Field.SUPPLIER_ORG_NUMBER: Style.CODE,
    Field.CPV: Style.CODE,
    Field.VALUE: Style.MONEY,
    Field.START: Style.DAY,
    Field.END: Style.DAY,
}
FIELDS = [
    *(Field.REFERENCE, Field.TITLE, Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER, Field.CPV),
    *(Field.VALUE, Field.CURRENCY, Field.START, Field.END, Field.ORIGIN_COUNTRIES),
]


def read_back(write, *rows):
    target = io.BytesIO()
    write(target, [Column(LABELS[field], STYLES.get(field, Style.TEXT)) for field in FIELDS], rows)
    table = best_table(read_sheets(target.getvalue(), "x.csv" if write is write_csv else "x.xlsx"))
    return list(understand_rows(table, recognise_columns(table)))


def as_written(contract):
    return [
        *(contract.reference, contract.title, contract.supplier_name, contract.supplier_org_number),
        *("; ".join(contract.cpv), contract.value, contract.currency, contract.start, contract.end),
        ", ".join(contract.origins),
    ]


WORDS = st.text("abcdefghijklmnoprstuvæøåÆØÅ =+-@'\"&<;,0123456789", min_size=1, max_size=25).map(
    lambda text: " ".join(f"A{text}".split())
)
ROWS = st.tuples(
    st.integers(1, 9999).map("2024/{}".format),
    WORDS,
    WORDS,
    st.sampled_from(["958935420", "SE5560360793"]),
    st.sampled_from(["33141420", "03000000; 18424300"]),
    st.decimals(0, 10**10, places=2),
    st.sampled_from(["NOK", "EUR"]),
    st.dates(date(2000, 1, 1), date(2020, 12, 31)),
    st.dates(date(2021, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["CN", "MY, VN", ""]),
)


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
@settings(max_examples=25)
@given(row=ROWS)
def test_every_value_comes_back(write, row):
    (found,) = read_back(write, row)
    assert (as_written(found.contract), found.problems) == (list(row), ())


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
@pytest.mark.parametrize("title", ["=1+1", "+47 Telefoni", "-tak", "@post", "=HYPERLINK(1)"])
def test_what_was_made_harmless_comes_back_as_it_was(write, title):
    row = ["1", title, title, "958935420", "33141420", Decimal(5), "NOK", date(2024, 1, 1), date(2025, 1, 1), "CN"]
    contract = read_back(write, row)[0].contract
    assert (contract.title, contract.supplier_name) == (title, title)
