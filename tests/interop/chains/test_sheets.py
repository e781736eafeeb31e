"""The workbook out and in again in three languages, other people's sheets, and files that are too much."""

import io
import time
import zipfile

import pytest
from django.utils import translation
from openpyxl import load_workbook

from aktsom.categories.models import CatalogueVersion
from aktsom.interop.chains.products import known_products
from aktsom.interop.chains.sheets import NoChainSheet, read_declaration
from aktsom.interop.chains.workbook import write_workbook
from aktsom.interop.spreadsheets.problems import FileProblem, FileTooLarge, TooManyRows
from tests.interop.files import xlsx

pytestmark = [pytest.mark.django_db]
ROWS = [
    (3, {"stage": "Sluttprodukt", "name": "=HYPERLINK(1)", "country": "Malaysia", "site": "sit-0123456789"}),
    (7, {"stage": "Råvare", "unknown": "ja", "material": "naturgummi"}),
]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_out_and_in_again(small_list: CatalogueVersion, language: str) -> None:
    with translation.override(language):
        content = write_workbook("Kjeden", ROWS, ["gloves"], language)
    read = read_declaration(content, "kjeden.xlsx", known_products())
    assert [(row.number, dict(row.words)) for row in read.rows] == ROWS
    assert read.unused == []
    assert not any(problem.blocks for row in read.rows for problem in row.problems)


def test_it_has_drop_downs_and_explains_itself(small_list: CatalogueVersion) -> None:
    book = load_workbook(io.BytesIO(write_workbook("Kjeden", ROWS, ["gloves"], "nb")))
    sheet = book.worksheets[0]
    assert len(sheet.data_validations.dataValidation) == 4
    assert sheet["F2"].value == "'=HYPERLINK(1)"
    assert sheet["F2"].data_type == "s"
    assert book.worksheets[1].sheet_state == "hidden"
    assert any("Vi vet ikke" in str(cell.value) for row in book.worksheets[2].iter_rows() for cell in row)


def test_a_sheet_of_ones_own(small_list: CatalogueVersion) -> None:
    own = xlsx([["Leverandørkjede 2026"], [], ["name", "country", "stage"], ["Trang Rubber", "TH", "raw material"]])
    read = read_declaration(own, "egen.xlsx", known_products())
    assert [(row.facts.name, row.facts.country, row.facts.stage) for row in read.rows] == [
        ("Trang Rubber", "TH", "raw")
    ]


def test_a_number_that_stands_twice_is_a_new_row_the_second_time(small_list: CatalogueVersion) -> None:
    own = xlsx([["Rad", "Ledd", "Navn på stedet"], [1, "Råvare", "A"], [1, "Råvare", "B"], ["x", "Råvare", "C"]])
    assert [row.number for row in read_declaration(own, "egen.xlsx", known_products()).rows] == [1, None, None]


def test_a_sheet_without_the_form(small_list: CatalogueVersion) -> None:
    with pytest.raises(NoChainSheet):
        read_declaration(xlsx([["Farge", "Antall"], ["rød", 3]]), "noe.xlsx", known_products())


def test_a_million_rows_are_refused_at_once(small_list: CatalogueVersion) -> None:
    """As text by its size, as a workbook by what it says of itself: neither is laid out in memory."""
    text = b"Ledd;Navn;Land\n" + b"raw;Farm;TH\n" * 1_000_000
    with pytest.raises(FileTooLarge):
        read_declaration(text, "mange.csv", known_products())
    started = time.monotonic()
    with pytest.raises((TooManyRows, FileProblem)):
        read_declaration(_huge_workbook(), "mange.xlsx", known_products())
    assert time.monotonic() - started < 20


def _huge_workbook() -> bytes:
    small = xlsx([["Ledd", "Navn på stedet", "Land"], ["raw", "Farm", "TH"]])
    line = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>raw</t></is></c></row>'
    rows = "".join(line.format(number) for number in range(1, 1_000_001))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            content = source.read(part)
            if part.endswith("sheet1.xml"):
                head, _rest = content.decode().split("<sheetData>")
                content = f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()
            made.writestr(part, content)
    return target.getvalue()
