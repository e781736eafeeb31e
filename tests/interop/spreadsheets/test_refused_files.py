"""Files that cannot be read: each says what it is and what to do, and none costs more than it should."""

import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.interop.spreadsheets import problems
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, describe, describe_note
from aktsom.interop.spreadsheets.reading import read_sheets
from tests.interop.files import compound, ods, ods_row, raw_xlsx, xls, xlsx, zipped

ROWS = [["Tittel", "Verdi"], ["Hansker", 5]]
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
GOOD = xlsx(ROWS)
SHEET = GOOD.index(b"xl/worksheets/sheet1.xml") + 30


def inline(reference: str) -> str:
    return f'<row><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row>'


REFUSED = {
    "empty": ("r.csv", b"", "empty_file"),
    "blank": ("r.csv", b"\xef\xbb\xbf \r\n\r\n", "empty_file"),
    "empty sheet": ("r.xlsx", xlsx([]), "no_rows"),
    "pdf": ("r.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not_a_spreadsheet"),
    "photo": ("r.xls", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "not_a_spreadsheet"),
    "picture": ("r.xls", b"\x89PNG\r\n\x1a\n" + bytes(50), "not_a_spreadsheet"),
    "word": ("r.xlsx", zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}), "not_a_spreadsheet"),
    "old word": ("r.xls", compound({"WordDocument": b"x"}), "not_a_spreadsheet"),
    "text document": ("r.ods", ods(mimetype="application/vnd.oasis.opendocument.text"), "not_a_spreadsheet"),
    "zip": ("r.xlsx", zipped({"register.csv": "a;b"}), "not_a_spreadsheet"),
    "json": ("r.csv", b'{"a": 1}', "not_a_spreadsheet"),
    "xml": ("r.xml", b'<?xml version="1.0"?><a/>', "not_a_spreadsheet"),
    "binary": ("r.csv", bytes(range(256)) * 20, "binary_text"),
    "binary workbook": ("r.xlsb", zipped({"xl/workbook.bin": b"x"}), "unsupported_spreadsheet"),
    "numbers": ("r.numbers", zipped({"Index/Document.iwa": b"x"}), "unsupported_spreadsheet"),
    "log-in page": ("r.xls", b"<!DOCTYPE html><html><body>Logg inn</body></html>", "no_table_in_page"),
    "password": ("r.xlsx", compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "password_protected"),
    "old password": ("r.xls", xls(ROWS, locked=True), "password_protected"),
    "open password": ("r.ods", ods(ods_row("x"), manifest="<manifest:encryption-data/>"), "password_protected"),
    "macros": ("r.xlsm", raw_xlsx(inline("A1"), extra={"xl/vbaProject.bin": b"x"}), "macro_file"),
    "old macros": ("r.xls", compound({"Workbook": b"x", "_VBA_PROJECT_CUR": b"x"}), "macro_file"),
    "open macros": ("r.ods", ods(ods_row("x"), extra={"Basic/Standard/Module1.xml": "x"}), "macro_file"),
    "cut off": ("r.xlsx", GOOD[: len(GOOD) // 2], "damaged"),
    "cut off container": ("r.xls", xls(ROWS)[:700], "damaged"),
    "wrong bytes": ("r.xlsx", GOOD[:SHEET] + bytes(60) + GOOD[SHEET + 60 :], "damaged"),
    "no content": ("r.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "damaged"),
    "xlsx entities": ("r.xlsx", raw_xlsx(inline("A1"), before=ENTITIES), "dangerous_markup"),
    "ods entities": ("r.ods", ods(ods_row("&b;"), before=ENTITIES), "dangerous_markup"),
    "2003 entities": (
        "r.xml",
        f'<?xml version="1.0"?>{ENTITIES}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode(),
        "dangerous_markup",
    ),
    "2003 strange encoding": (
        "r.xml",
        b'<?xml version="1.0" encoding="UTF-88"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "damaged",
    ),
    "xlsx strange encoding": (
        "r.xlsx",
        raw_xlsx(inline("A1"), extra={"xl/workbook.xml": '<?xml version="1.0" encoding="UTF-88"?><workbook/>'}),
        "damaged",
    ),
    "last cell of all": ("r.xlsx", raw_xlsx(inline("XFD1048576")), "too_many_rows"),
    "last column": ("r.xlsx", raw_xlsx(inline("XFD1")), "too_many_columns"),
    "nameless cells": ("r.xlsx", raw_xlsx("<row>" + "<c/>" * 400 + "</row>"), "too_many_columns"),
    "repeated cell": (
        "r.ods",
        ods(
            '<table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "too_many_columns",
    ),
    "repeated row": ("r.ods", ods(ods_row("x", repeated=1_000_000)), "too_many_rows"),
    "span of a table": ("r.html", b"<table><tr><td rowspan=99999 colspan=250>x</td></tr></table>", "too_many_cells"),
}


@pytest.mark.parametrize(("name", "content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_read_says_why(name, content, code):
    with pytest.raises(FileProblem) as refused:
        read_sheets(content, name)
    told = describe(refused.value)
    assert (refused.value.code, "{" in told.what + told.mend) == (code, False)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=1000), "file_too_large"),
        (Limits(sheets=2), "too_many_sheets"),
        (Limits(rows=1), "too_many_rows"),
        (Limits(columns=1), "too_many_columns"),
        (Limits(cells=3), "too_many_cells"),
    ],
)
def test_limits_of_a_workbook(limits, code):
    with pytest.raises(FileProblem) as refused:
        read_sheets(xlsx(ROWS, ROWS, ROWS), "r.xlsx", limits)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(rows=1), "too_many_rows"), (Limits(columns=1), "too_many_columns"), (Limits(cells=3), "too_many_cells")],
)
def test_limits_of_a_text_file(limits, code):
    with pytest.raises(FileProblem) as refused:
        read_sheets(b"Tittel;Verdi\nHansker;5\n", "r.csv", limits)
    assert refused.value.code == code


def test_thousands_of_sheets():
    with pytest.raises(problems.TooManySheets):
        read_sheets(ods(*[ods_row("x")] * 3000), "r.ods")


def test_a_zip_bomb_is_not_unpacked():
    bomb = raw_xlsx(inline("A1"), extra={"xl/media/image1.png": bytes(60_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(problems.InflatesTooMuch):
        read_sheets(bomb, "r.xlsx")


def test_a_zip_that_lies_about_its_sizes_is_stopped_while_unpacking():
    content = bytearray(raw_xlsx(inline("A1") + " " * 3_000_000))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    content[at + 24 : at + 28] = (500).to_bytes(4, "little")
    with pytest.raises(problems.InflatesTooMuch):
        read_sheets(bytes(content), "r.xlsx", Limits(inflated_bytes=1_000_000))


def test_one_long_text_shared_by_many_cells_is_counted_as_often_as_it_is_used():
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3001))
    content = raw_xlsx(cells, shared=f"<si><t>{'x' * 30_000}</t></si>")
    with pytest.raises(problems.InflatesTooMuch):
        read_sheets(content, "r.xlsx", Limits(inflated_bytes=50_000_000))


ROW = '<table:table-row table:number-rows-repeated="2" '
HOSTILE = {
    "unfinished cells": ("r.xlsx", raw_xlsx('<row r="1">' + '<c t="e" ' * 400_000)),
    "unfinished rows": ("r.xlsx", raw_xlsx('<row r="1" ' * 400_000)),
    "unfinished formulas": ("r.xlsx", raw_xlsx('<row r="1"><c t="e"><f ' * 200_000)),
    "no rows": ("r.xlsx", raw_xlsx("<x/>" * 1_200_000)),
    "unfinished repeated rows": ("r.ods", ods(ROW * 100_000)),
    "unclosed repeated rows": ("r.ods", ods((ROW + ">") * 100_000)),
    "unfinished repeated cells": (
        "r.ods",
        ods('<table:table-row><table:table-cell table:number-columns-repeated="2" ' * 60_000),
    ),
    "repeated row without cells": ("r.ods", ods(ROW + "><text:p>x</text:p></table:table-row>")),
    "unfinished tags": ("r.html", b"<table><tr><td>x" + b"<a " * 1_000_000),
    "unfinished comments": ("r.html", b"<table><tr><td>x" + b"<!--" * 1_000_000),
    "unfinished quotes": ("r.csv", b'"a;' * 1_000_000),
}


@pytest.mark.parametrize(("name", "content"), HOSTILE.values(), ids=HOSTILE.keys())
def test_markup_made_to_be_read_again_and_again_is_read_once(name, content):
    started = time.process_time()
    assert answer(content, name)
    assert time.process_time() - started < 10  # a few tenths; minutes where the reading grows with the square


def answer(content: bytes, name: str) -> str:
    """What the person is told; anything but a problem with the file is our mistake, and escapes."""
    try:
        return f"{len(read_sheets(content, name).sheets)} ark"
    except FileProblem as problem:
        return str(problem)


def test_every_problem_and_note_has_words_of_its_own():
    kinds = FileProblem.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds) == len({kind.what for kind in kinds})


def test_texts_are_translated_before_they_are_filled_in():
    asked = []

    def translate(text):
        asked.append(text)
        return text.upper() if "{" not in text else text

    described = describe(problems.NotASpreadsheet(filename="a.pdf", content="et bilde"), translate)
    assert ("a.pdf" in described.what, "ET BILDE" in described.what, "a.pdf" in asked) == (True, True, False)
    assert "EN EXCEL-ARBEIDSBOK" in describe_note(read_sheets(GOOD, "r.csv").notes[0], translate)


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
def test_no_damage_to_a_workbook_makes_it_fail(at, noise):
    assert answer(GOOD[:at] + noise + GOOD[at + len(noise) :], "r.xlsx")


OLD = xls(ROWS)


@settings(max_examples=25)
@given(st.integers(0, len(OLD) - 1), st.binary(min_size=1, max_size=40))
def test_no_damage_to_an_old_workbook_makes_it_fail(at, noise):
    assert answer(OLD[:at] + noise + OLD[at + len(noise) :], "r.xls")


@pytest.mark.parametrize(
    "start",
    [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"<?xml ", b"MIME-Version: 1.0"],
)
@given(noise=st.binary(max_size=700))
def test_no_content_behind_a_known_start_makes_it_fail(start, noise):
    assert answer(start + noise, "r.xls")


def test_a_zip_packed_in_another_way_is_refused():
    with pytest.raises(problems.Damaged):
        read_sheets(zipped({"xl/workbook.xml": "x" * 500}, packed=zipfile.ZIP_BZIP2), "r.xlsx")
