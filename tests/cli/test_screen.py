"""`aktsom screen` as a person calls it."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from aktsom.categories.catalogue import read_catalogue
from aktsom.cli.main import main
from aktsom.risk.outcomes import CELLS
from tests.ledgers import write_register

ADDED = [*CELLS, "reasons"]
HEADINGS = ["Avtalenr", "Tittel", "Leverandør", "Org.nr", "CPV", "Verdi"]
ROWS = [
    ["A1", "Kontorstoler og hev-senk-pulter", "Vikas Møbler AS", "958935420", "39112000", "1200000"],
    ["A2", "Revisjonstjenester", "Tall og Sånt AS", "", "", "300000"],
    ["A3", "IKT-utstyr", "Datahuset AS", "974760673", "", "50000"],
    ["Sum", "", "", "", "", "1550000"],
]


def register(folder: Path, name: str = "kommunen.csv", rows: list[list[str]] = ROWS) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADINGS, *rows])
    return path


def call(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["screen", *map(str, arguments)], input=stdin)


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_shows_how_many_of_what_and_why(tmp_path: Path) -> None:
    result = call(register(tmp_path))
    assert result.exit_code == 0
    for words in ("3 kjøp i kommunen.csv", "▲ Høy risiko", "Møbler", "Kontorstoler og hev-senk-pulter", "CPV 39112000"):
        assert words in result.stdout
    assert result.stderr == ""


def test_a_csv_result_keeps_every_row_and_cell_and_adds_the_answer(tmp_path: Path) -> None:
    target = tmp_path / "ut.csv"
    assert call(register(tmp_path), "-o", target).exit_code == 0
    header, *rows = read_csv(target)
    assert header == [*HEADINGS, *ADDED]
    assert [row[: len(HEADINGS)] for row in rows] == ROWS
    assert [row[len(HEADINGS)] for row in rows] == ["high_risk", "not_on_list", "insufficient_information", ""]
    answer = dict(zip(header, rows[0], strict=True))
    assert answer["groups"] == "furniture"
    assert set(answer["products"].split(";")) >= {"office-chairs"}
    assert "Ordet «Kontorstoler» i tittelen peker på" in answer["reasons"]


def test_a_workbook_keeps_days_as_days_and_numbers_as_numbers(tmp_path: Path) -> None:
    source, target = tmp_path / "inn.xlsx", tmp_path / "ut.xlsx"
    book = xlsxwriter.Workbook(str(source), {"default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Avtaler")
    sheet.write_row(0, 0, ["Kontraktsregister for Vik kommune"])
    sheet.write_row(2, 0, ["Avtale", "Leverandør", "Verdi", "Startdato"])
    sheet.write_row(3, 0, ["Engangshansker", "=cmd()|x", 125000.5])
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_number(3, 3, 45292, day)
    book.close()
    assert call(source, "-o", target).exit_code == 0
    found = list(openpyxl.load_workbook(target).worksheets[0].values)
    assert found[0] == ("Avtale", "Leverandør", "Verdi", "Startdato", *ADDED)
    assert found[1][0] == "Engangshansker"
    assert found[1][2] == 125000.5
    assert str(found[1][3])[:10] == "2024-01-01"
    assert found[1][4] == "high_risk"


@pytest.mark.parametrize("ending", ["json", "parquet"])
def test_other_formats_say_the_same_as_csv(tmp_path: Path, ending: str) -> None:
    source = register(tmp_path)
    call(source, "-o", tmp_path / "ut.csv")
    call(source, "-o", tmp_path / f"ut.{ending}")
    header, *rows = read_csv(tmp_path / "ut.csv")
    expected = [dict(zip(header, row, strict=True)) for row in rows]
    if ending == "json":
        found = json.loads((tmp_path / "ut.json").read_text(encoding="utf-8"))["rows"]
    else:
        found = pl.read_parquet(tmp_path / "ut.parquet").to_dicts()
    assert [{name: value or "" for name, value in row.items()} for row in found] == expected


def test_several_registers_show_who_shares_category_and_supplier(tmp_path: Path) -> None:
    one, other = register(tmp_path, "vik.csv"), register(tmp_path, "nes.csv", ROWS[:1])
    result = call(one, other, "-o", tmp_path / "ut.json")
    assert "Samme leverandør" in result.stdout
    told = json.loads((tmp_path / "ut.json").read_text(encoding="utf-8"))
    assert [row["register"] for row in told["rows"]] == ["vik.csv"] * 4 + ["nes.csv"]
    assert [(row["Leverandør"], row["Hvem"], row["Avtaler"]) for row in told["shared_suppliers"]] == [
        ("Vikas Møbler AS", "vik; nes", 2)
    ]
    assert ("Kontorstoler", "vik; nes") in [(row["Produkt"], row["Hvem"]) for row in told["shared_categories"]]


def test_several_registers_make_a_workbook_with_a_sheet_each_and_what_is_shared(tmp_path: Path) -> None:
    call(register(tmp_path, "vik.csv"), register(tmp_path, "nes.csv"), "-o", tmp_path / "ut.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "ut.xlsx").sheetnames
    assert sheets == ["vik", "nes", "Kategorier", "Felles leverandører"]


def test_a_supplier_without_number_is_the_one_of_the_same_name(tmp_path: Path) -> None:
    unnumbered = [["B1", "Kontorstoler", "VIKAS MØBLER A/S", "", "", "1"]]
    call(register(tmp_path, "vik.csv"), register(tmp_path, "nes.csv", unnumbered), "-o", tmp_path / "ut.json")
    told = json.loads((tmp_path / "ut.json").read_text(encoding="utf-8"))["shared_suppliers"]
    assert [(row["Organisasjonsnummer"], row["Virksomheter"]) for row in told] == [("958935420", 2)]


def test_standard_input_to_standard_output(tmp_path: Path) -> None:
    result = call("-", "-o", "-", stdin=register(tmp_path).read_bytes())
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8-sig").splitlines()[0] == ";".join([*HEADINGS, *ADDED])
    assert "Høy risiko" in result.stderr


def test_english_reasons(tmp_path: Path) -> None:
    call(register(tmp_path), "-o", tmp_path / "ut.csv", "--lang", "en")
    assert "The word ‘Kontorstoler’ in the title points to" in read_csv(tmp_path / "ut.csv")[1][-1]


def test_rows_that_do_not_tell_what_is_bought_are_named(tmp_path: Path) -> None:
    result = call(register(tmp_path, rows=[*ROWS[:1], ["A9", "-", "Vikas AS", "", "", "100"]]))
    assert result.exit_code == 3
    assert "1 rader sier ikke hva som er kjøpt (rad 3)" in result.stdout


def test_a_large_file_gives_the_same_result_as_a_small_one(tmp_path: Path) -> None:
    catalogue = read_catalogue()
    small = write_register(tmp_path / "a.csv", catalogue, 400)
    padded = tmp_path / "b.csv"
    text = small.read_text(encoding="utf-8")
    # Lines of nothing but a remark make the file large enough to be read in a stream.
    padded.write_text(text + "".join(f"merk {'x' * 8000}\n" for _ in range(2200)), encoding="utf-8")
    assert padded.stat().st_size > 16_000_000
    call(small, "-o", tmp_path / "small.csv")
    call(padded, "-o", tmp_path / "large.csv")
    expected = read_csv(tmp_path / "small.csv")
    assert read_csv(tmp_path / "large.csv")[: len(expected)] == expected


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["finnes-ikke.csv"], 1, "Fant ikke filen «finnes-ikke.csv»."),
        (["."], 1, "«.» er ikke en fil."),
        (["{source}", "-o", "{source}"], 1, "Resultatet kan ikke skrives over filen som leses"),
        (["{source}", "-o", "mangler/ut.csv"], 1, "mappen finnes ikke"),
        (["{source}", "--catalogue", "mangler"], 1, "Listen kan ikke brukes: catalogue.toml: filen mangler"),
        (["{source}", "-o", "ut.pdf"], 2, "Which format"),
        (["{source}", "--format", "csv"], 2, "--format needs --output"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, arguments: list[str], code: int, line: str) -> None:
    source = register(tmp_path)
    result = call(*(argument.format(source=source) for argument in arguments))
    assert result.exit_code == code
    assert line in result.stderr
    assert "Traceback" not in result.stderr
    if code == 1:
        assert len(result.stderr.strip().splitlines()) == 1


def test_a_file_that_is_no_register_is_told_kindly(tmp_path: Path) -> None:
    path = tmp_path / "bilde.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    result = call(path)
    assert result.exit_code == 1
    assert result.stderr.startswith("aktsom: «bilde.xlsx» er ikke et regneark.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    closed = tmp_path / "lukket"
    closed.mkdir(mode=0o500)
    result = call(register(tmp_path), "-o", closed / "ut.csv")
    assert (result.exit_code, "Har ikke lov til å skrive" in result.stderr) == (1, True)


def command(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "aktsom", "screen", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]  # passed on as given
    )


def test_a_reader_that_leaves_early_gets_one_line(tmp_path: Path) -> None:
    rows = [[f"A{n}", "Kontorstoler " * 20, "Vikas AS", "", "", "1"] for n in range(3000)]
    process = command(register(tmp_path, rows=rows), "-o", "-")
    assert process.stdout
    process.stdout.close()
    _out, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert error.decode().splitlines()[-1] == "aktsom: Mottakeren lukket utdata før alt var skrevet."
    assert "Traceback" not in error.decode()


def test_interrupting_leaves_no_result(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    process = command("-", "-o", tmp_path / "ut.csv", stdin=reader)
    time.sleep(1.5)  # by now it waits for standard input
    process.send_signal(signal.SIGINT)
    _out, error = process.communicate(timeout=60)
    os.close(reader)
    os.close(writer)
    assert process.returncode == 130
    assert error.decode().strip() == "aktsom: Avbrutt. Ingen resultatfil er skrevet."
    assert list(tmp_path.iterdir()) == []


def two_sheets(folder: Path) -> Path:
    path = folder / "kommunen.xlsx"
    book = xlsxwriter.Workbook(str(path))
    rows = {
        "Vare": (["Tittel", "Leverandør", "Verdi"], ["Kontorstoler", "Vik AS", 9], ["Revisjon", "Tall AS", 8]),
        "Tjeneste": (
            ["Tittel", "Leverandør", "Merknad"],
            ["Arbeidstøy", "Nes AS", "ny"],
            ["Vask", "Tall AS", "eldre"],
        ),
    }
    for name, lines in rows.items():
        sheet = book.add_worksheet(name)
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
    book.close()
    return path


def test_another_sheet_that_looks_like_a_register_is_told_of(tmp_path: Path) -> None:
    result = call(two_sheets(tmp_path), "-o", tmp_path / "ut.csv")
    told = "kommunen.xlsx: Arket «Tjeneste» ligner også et register og har 2 rader. Det er ikke lest."
    assert (result.exit_code, result.stderr) == (0, f"aktsom: {told}\n")
    assert told in result.stdout
    assert "Velg ark med --sheet." in result.stdout
    assert [row[0] for row in read_csv(tmp_path / "ut.csv")[1:]] == ["Kontorstoler", "Revisjon"]


def test_one_sheet_chosen_by_name(tmp_path: Path) -> None:
    result = call(two_sheets(tmp_path), "--sheet", "tjeneste", "-o", tmp_path / "ut.csv")
    assert "Arket «Vare» ligner også et register" in result.stderr
    assert [row[0] for row in read_csv(tmp_path / "ut.csv")[1:]] == ["Arbeidstøy", "Vask"]


def test_several_sheets_are_screened_one_after_another(tmp_path: Path) -> None:
    source = two_sheets(tmp_path)
    chosen = ("--sheet", "Tjeneste", "--sheet", "Vare")
    result = call(source, *chosen, "-o", tmp_path / "ut.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 kjøp i kommunen.xlsx," in result.stdout
    assert "kommunen.xlsx «Tjeneste» rad 2" in result.stdout
    header, *rows = read_csv(tmp_path / "ut.csv")
    assert header == ["Tittel", "Leverandør", "Verdi", "Merknad", *ADDED]
    assert [row[:4] for row in rows] == [
        ["Kontorstoler", "Vik AS", "9", ""],
        ["Revisjon", "Tall AS", "8", ""],
        ["Arbeidstøy", "Nes AS", "", "ny"],
        ["Vask", "Tall AS", "", "eldre"],
    ]
    assert [row[4] for row in rows[:1]] == ["high_risk"]
    call(source, *chosen, "-o", tmp_path / "ut.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ut.xlsx").sheetnames == ["Vare", "Tjeneste"]


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    result = call(two_sheets(tmp_path), "--sheet", "Bygg")
    assert result.exit_code == 1
    assert result.stderr == (
        "aktsom: «kommunen.xlsx» har ikke noe ark som heter «Bygg». Filen har disse arkene: «Vare», «Tjeneste».\n"
    )


def test_files_of_one_name_are_told_apart_still(tmp_path: Path) -> None:
    (tmp_path / "nes").mkdir()
    call(register(tmp_path), register(tmp_path / "nes"), "-o", tmp_path / "ut.csv")
    assert read_csv(tmp_path / "ut.csv")[0][0] == "register"
