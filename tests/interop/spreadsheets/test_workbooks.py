"""Workbooks: what is in the cells, whatever program wrote them."""

from datetime import date, datetime

import pytest

from aktsom.interop.spreadsheets.cells import CellError, Kind, Merge, Note
from aktsom.interop.spreadsheets.reading import read_sheets
from tests.interop.files import ods, ods_row, raw_xlsx, xls, xlsx

HEADINGS = ["Tittel", "Verdi", "Start"]


def rows(content, name="register.xlsx"):
    return read_sheets(content, name).sheets[0].rows


def codes(workbook):
    return [note.code for note in workbook.notes]


def test_cells_keep_their_kind():
    values = ["Hansker på Øya", 958935420, 1.5, True, date(2024, 2, 1), datetime(2024, 2, 1, 12, 30)]
    assert rows(xlsx([values])) == [
        ["Hansker på Øya", 958935420, 1.5, True, date(2024, 2, 1), datetime(2024, 2, 1, 12, 30)]
    ]


def test_rows_and_columns_are_numbered_as_the_program_shows_them():
    content = raw_xlsx('<row r="3"><c r="C3" t="inlineStr"><is><t>Tittel</t></is></c></row>')
    assert rows(content) == [[], [], [None, None, "Tittel"]]


def test_formula_errors_are_kept_and_noted():
    book = read_sheets(xlsx([HEADINGS, ["Hansker", "#REF!", None]]), "register.xlsx")
    assert book.sheets[0].rows[1] == ["Hansker", CellError("#REF!")]
    assert book.notes == (Note("formula_errors", {"count": 1, "sheet": "Ark1", "example": "#REF!"}),)


def test_formulas_never_worked_out_are_noted():
    assert codes(read_sheets(xlsx([HEADINGS, ["Hansker", "=1+1", None]]), "register.xlsx")) == [
        "formulas_without_values"
    ]


def test_merged_areas_and_hidden_sheets_are_told():
    book = read_sheets(xlsx([HEADINGS], [["Gammelt"]], names=["Nå", "Før"], merges=["A2:A4"], hidden=["Før"]), "r.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Nå", False), ("Før", True)]
    assert book.sheets[0].merges == (Merge(1, 0, 3, 0),)
    assert codes(book) == ["hidden_sheets"]


def test_an_old_workbook():
    book = read_sheets(xls([HEADINGS, ["Hansker ø", 5.0, 45323.0]], errors={(2, 1): 23}), "register.xls")
    assert (book.kind, book.sheets[0].rows) == (
        Kind.XLS,
        [HEADINGS, ["Hansker ø", 5, 45323], [None, CellError("#REF!")]],
    )


def test_an_open_document_with_the_rest_of_the_sheet_repeated():
    content = ods(ods_row("Tittel", 5.0) + ods_row(None, repeated=1_048_575), ods_row("Annet"))
    book = read_sheets(content, "register.ods")
    assert [sheet.rows for sheet in book.sheets] == [[["Tittel", 5]], [["Annet"]]]


def test_an_open_document_tells_where_its_errors_are():
    error = (
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    )
    content = ods(
        ods_row("Tittel", "x", "Verdi") + ods_row(None, repeated=2) + f"<table:table-row>{error}</table:table-row>"
    )
    assert rows(content, "r.ods")[3] == [None, None, CellError("#REF!")]


def test_a_web_page_called_xls_is_read_and_said():
    page = """<html><head><meta charset="utf-8"><style>td {}</style></head><body><table>
      <tr><th>Tittel<th>Leverand&oslash;r</tr><tr><td rowspan="2">Hansker<td>Norengros<br>AS</tr><tr><td>Mediq</tr>
      </table></body></html>"""
    book = read_sheets(page.encode(), "register.xls")
    assert book.sheets[0].rows == [["Tittel", "Leverandør"], ["Hansker", "Norengros\nAS"], [None, "Mediq"]]
    assert (book.sheets[0].merges, codes(book)) == ((Merge(1, 0, 2, 0),), ["content_not_extension"])


def test_excel_xml_of_2003():
    markup = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Register"><Table>
      <Row><Cell><Data ss:Type="String">Tittel</Data></Cell>
        <Cell ss:Index="3"><Data ss:Type="Number">5</Data></Cell></Row>
      <Row ss:Index="3"><Cell><Data ss:Type="DateTime">2024-02-01T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>"""
    book = read_sheets(markup.encode(), "register.xml")
    assert (book.kind, book.sheets[0].name) == (Kind.XML_2003, "Register")
    assert book.sheets[0].rows == [["Tittel", None, 5], [], [datetime(2024, 2, 1), CellError("#N/A")]]


@pytest.mark.parametrize(
    ("content", "name"),
    [(xlsx([HEADINGS, ["a", 1, 2]]), "register.csv"), (b"Tittel;Verdi\na;1\n", "register.xlsx")],
    ids=["workbook", "text"],
)
def test_content_decides_over_the_name(content, name):
    assert codes(read_sheets(content, name)) == ["content_not_extension"]


def test_progress_ends_at_all():
    told = []
    read_sheets(
        xlsx([HEADINGS] + [["a", 1, 2]] * 20), "r.xlsx", progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (21, 21)
