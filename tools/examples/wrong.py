"""Small files, each wrong in one way, for trying what the import says."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from examples.protected import protected
from examples.suppliers import all_suppliers, wrong_number

HEADINGS = ("Avtalenummer", "Avtalenavn", "Leverandør", "Org.nr.", "CPV-kode", "Verdi", "Startdato", "Sluttdato")
PASSWORD = "aktsom"
Rows = list[list[object]]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def _good_rows() -> Rows:
    textile, office, furniture, cleaning = (
        next(supplier for supplier in all_suppliers() if trade in supplier.trades)
        for trade in ("textile", "office", "furniture", "clean")
    )
    return [
        [
            "A-1",
            "Arbeidsjakker og vernesko",
            textile.full_name,
            textile.number,
            "18110000",
            1_200_000,
            *_years(2024, 2027),
        ],
        ["A-2", "Kopipapir og konvolutter", office.full_name, office.number, "30197644", 640_000, *_years(2025, 2028)],
        ["A-3", "Kontorstoler", furniture.full_name, furniture.number, "39112000", 2_900_000, *_years(2023, 2026)],
        ["A-4", "Renhold av rådhuset", cleaning.full_name, cleaning.number, "90911200", 4_100_000, *_years(2025, 2029)],
    ]


def _years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


def write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _number(folder / "feil-organisasjonsnummer.csv")
    _dates(folder / "slutt-foer-start.xlsx")
    _reference(folder / "samme-referanse-to-ganger.csv")
    _sums(folder / "negativ-og-umulig-verdi.csv")
    _formula(folder / "formelfeil.xlsx")
    _csv(folder / "formler-i-tekst.csv", _injected())
    _xlsx(folder / "bare-overskrifter.xlsx", [])
    _empty(folder / "tomt-ark.xlsx")
    (folder / "tom-fil.csv").write_bytes(b"")
    _word(folder / "word-dokument.xlsx")
    _locked(folder / "med-passord.xlsx")


def _number(path: Path) -> None:
    rows = _good_rows()
    rows[1][3] = wrong_number(str(rows[1][3]))
    _csv(path, rows)


def _dates(path: Path) -> None:
    rows = _good_rows()
    rows[2][6], rows[2][7] = rows[2][7], rows[2][6]
    _xlsx(path, rows)


def _reference(path: Path) -> None:
    rows = _good_rows()
    again = [*rows[0]]
    again[1], again[5] = "Regntøy og vinterjakker", 350_000
    _csv(path, [*rows, again])


def _sums(path: Path) -> None:
    rows = _good_rows()
    rows[0][5], rows[1][5] = -1_200_000, 640_000_000_000_000
    _csv(path, rows)


def _injected() -> Rows:
    rows = _good_rows()
    rows[0][1] = '=HYPERLINK("http://eksempel.example";"Kontormøbler")'
    rows[1][1] = "+47 Kopipapir"
    rows[2][1] = "-20 % rabatt på kontorstoler"
    rows[3][1] = "@SUM(1+1) Renhold"
    return rows


def _formula(path: Path) -> None:
    book, sheet = _book(path)
    for at, row in enumerate([HEADINGS, *_good_rows()]):
        sheet.write_row(at, 0, row)
    sheet.write_formula(2, 5, "=#REF!*12", None, "#REF!")
    sheet.write_formula(3, 7, "=1/0", None, "#DIV/0!")
    book.close()


def _csv(path: Path, rows: Sequence[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADINGS)
    table.writerows([f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell for cell in row] for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _xlsx(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book, sheet = _book(path)
    for at, row in enumerate([HEADINGS, *rows]):
        sheet.write_row(at, 0, row)
    book.close()


def _book(path: Path) -> tuple[xlsxwriter.Workbook, xlsxwriter.workbook.Worksheet]:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"})
    book.set_properties({"created": datetime(2026, 11, 20, 9, 0)})  # noqa: DTZ001 - no zone in the file
    return book, book.add_worksheet("Kontrakter")


def _empty(path: Path) -> None:
    book, _sheet = _book(path)
    book.close()


def _word(path: Path) -> None:
    """A Word document that somebody has given the wrong ending."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>Oversikt over kontrakter, se vedlegg.</w:t></w:r></w:p></w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')


def _locked(path: Path) -> None:
    """Stored without compression first, for compressed bytes differ between builds of zlib."""
    _xlsx(path, _good_rows())
    stored = io.BytesIO()
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(stored, "w") as archive:
        for name in packed.namelist():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), packed.read(name))
    path.write_bytes(protected(stored.getvalue(), PASSWORD))
