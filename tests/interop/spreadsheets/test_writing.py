"""Exports: safe to open, and read back as they were."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.interop.spreadsheets.writing import Column, Style, neutralised, original, sheet_name, write_csv, write_xlsx

COLUMNS = [Column("Tittel"), Column("Org.nr", Style.CODE), Column("Verdi", Style.MONEY), Column("Start", Style.DAY)]
ROW = ["Hansker på Øya", "958935420", Decimal("1234567.50"), date(2024, 2, 1)]
ATTACKS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
]


def exported(*rows, columns=COLUMNS, title="Avtaler"):
    target = io.BytesIO()
    write_xlsx(target, columns, rows, title)
    return target.getvalue()


def lines(*rows, columns=COLUMNS):
    target = io.BytesIO()
    write_csv(target, columns, rows)
    return target.getvalue()


@pytest.mark.parametrize("write", [exported, lines])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_starts_a_formula_gets_through(write, attack):
    columns = [Column("Navn"), Column(attack)]
    rows = read_sheets(write([attack, attack], columns=columns), "x.csv" if write is lines else "x.xlsx").sheets[0].rows
    cells = [rows[0][1], rows[1][0], rows[1][1]]
    assert [str(cell).lstrip()[:1] for cell in cells] == ["'", "'", "'"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_the_workbook_is_a_formula(attack):
    sheet = openpyxl.load_workbook(io.BytesIO(exported([attack, attack, None, None]))).active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None] == ["s"] * 6


@pytest.mark.parametrize("text", ["-5", "-1 234,50", "+47 22 33 44 55", "-", "–", "5", "Bil & Båt", "a=b", "100 %"])
def test_harmless_text_is_left_alone(text):
    assert neutralised(text) == text


@given(st.text())
def test_neutralising_can_be_undone(text):
    assert original(neutralised(text)) == text or text.startswith("'")


@given(st.text())
def test_neutralised_text_starts_no_formula(text):
    safe = neutralised(text).lstrip(" \u00a0")
    assert not safe.startswith(("=", "@", "\t", "\r"))


def test_numbers_dates_and_codes_keep_their_kind():
    assert read_sheets(exported(ROW), "x.xlsx").sheets[0].rows[1] == [
        "Hansker på Øya",
        "958935420",
        1234567.5,
        date(2024, 2, 1),
    ]


def test_headings_are_frozen_filtered_and_named():
    sheet = openpyxl.load_workbook(io.BytesIO(exported(ROW, ROW, title="Avtaler [2024]: høy/lav"))).active
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Avtaler  2024   høy lav", "A2", "A1:D3")


def test_csv_opens_in_a_norwegian_excel():
    assert lines([*ROW[:3], datetime(2024, 2, 1, 12, 30)]).decode("utf-8") == (
        "\ufeffTittel;Org.nr;Verdi;Start\r\nHansker på Øya;958935420;1234567,50;01.02.2024 12:30\r\n"
    )


def test_empty_lists_and_odd_values():
    columns = [Column("a", Style.NUMBER)]
    assert read_sheets(exported(columns=columns), "x.xlsx").sheets[0].rows == [["a"]]
    rows = [[True], [None], [""], [10**20], [float("inf")], ["a\x00\x0bb"], ["x" * 40_000]]
    written = read_sheets(exported(*rows, columns=columns), "x.xlsx").sheets[0].rows
    assert [row[0] if row else None for row in written[1:6]] == ["Ja", None, None, str(10**20), "inf"]
    assert (written[6], len(written[7][0])) == (["ab"], 32_767)


def test_a_file_on_disk(tmp_path):
    for write, name in ((write_xlsx, "a.xlsx"), (write_csv, "a.csv")):
        assert write(tmp_path / name, COLUMNS, [ROW]) == 1
        assert read_sheets(tmp_path / name, name).sheets[0].rows[1][0] == "Hansker på Øya"


@given(st.text())
def test_any_title_is_a_name_for_a_sheet(title):
    name = sheet_name(title)
    assert 1 <= len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    str.strip
)


@given(TEXTS, st.decimals(0, 10**10, places=2), st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_what_we_export_is_read_back_the_same(text, amount, day):
    content = exported([text, "958935420", amount, day])
    title, number, value, start = read_sheets(content, "x.xlsx").sheets[0].rows[1]
    assert (original(title), number, Decimal(str(value)), start) == (text, "958935420", amount, day)
