"""The registers that come with the project: made by their script, and read as they are meant to be."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from aktsom.interop.registers.columns import recognise_columns
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.rows import RegisterRow, understand_rows
from aktsom.interop.registers.tables import RowKind, best_table
from aktsom.interop.spreadsheets.problems import FileProblem
from aktsom.interop.spreadsheets.reading import read_sheets

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
CONTRACTS = {
    "oslo-kommune.xlsx": 380,
    "bergen-kommune.csv": 250,
    "sykehusinnkjop.xlsx": 300,
    "uib.ods": 160,
    "statsbygg.csv": 120,
}


def rows_of(name: str) -> list[RegisterRow]:
    table = best_table(read_sheets(EXAMPLES / name, name))
    return list(understand_rows(table, recognise_columns(table)))


def planted(name: str) -> set[int]:
    with (ROOT / "tools" / "examples" / "planted.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["row"]) for row in csv.DictReader(file, delimiter=";") if row["file"] == name}


def test_the_committed_files_are_those_the_script_makes():
    check = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_examples.py", "--check"], capture_output=True, text=True, check=False
    )

    assert (check.returncode, check.stderr) == (0, "")


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_contract_of_an_example_is_found(name: str):
    rows = rows_of(name)

    assert sum(row.kind is RowKind.CONTRACT for row in rows) == CONTRACTS[name]


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_rows_with_a_slip_wait_for_a_person(name: str):
    waiting = {row.number for row in rows_of(name) if row.needs_you}

    assert planted(name) <= waiting


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_columns_that_matter_are_recognised(name: str):
    table = best_table(read_sheets(EXAMPLES / name, name))
    found = {guess.field for guess in recognise_columns(table)}

    assert {
        *(Field.REFERENCE, Field.TITLE, Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER, Field.VALUE),
        *(Field.START, Field.END, Field.TERMS, Field.ORIGIN_COUNTRIES, Field.DESCRIPTION),
    } <= found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("med-passord.xlsx", "password_protected"),
        ("word-dokument.xlsx", "not_a_spreadsheet"),
        ("bare-overskrifter.xlsx", "only_header"),
        ("tom-fil.csv", "empty_file"),
        ("tomt-ark.xlsx", "no_rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, code: str):
    with pytest.raises(FileProblem) as problem:
        best_table(read_sheets(EXAMPLES / "feil" / name, name))

    assert problem.value.code == code


@pytest.mark.parametrize(
    ("name", "waiting"),
    [
        ("feil-organisasjonsnummer.csv", [3]),
        ("slutt-foer-start.xlsx", [4]),
        ("samme-referanse-to-ganger.csv", [6]),
        ("negativ-og-umulig-verdi.csv", [2, 3]),
        ("formelfeil.xlsx", [3, 4]),
        ("formler-i-tekst.csv", []),
    ],
)
def test_a_file_with_one_fault_shows_its_row(name: str, waiting: list[int]):
    assert [row.number for row in rows_of(f"feil/{name}") if row.needs_you] == waiting
