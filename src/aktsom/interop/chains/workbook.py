"""The workbook that a supplier fills in: what is known already, drop-downs, and what each column is for."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from aktsom.interop.chains.products import product_names
from aktsom.interop.chains.words import EXPLAINED, HEADINGS, NUMBER, STAGES, YES
from aktsom.interop.spreadsheets.writing import neutralised, sheet_name
from aktsom.supply_chain.rules.rows import FIELDS
from aktsom.supply_chain.tables import limit, worker_bands

_EMPTY_ROWS = 100  # formatted below the filled ones
_WIDTHS = {"stage": 14, "product": 22, "name": 34, "address": 34, "delivers_to": 30, "document": 30, "site": 18}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    title: str, rows: Sequence[tuple[int, Mapping[str, str]]], products: Sequence[str], language: str
) -> bytes:
    """In the language that is active, which `language` names. Rows are (number, words by field); texts that look like
    formulas stay texts."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    heading = book.add_format(
        {"bold": True, "bg_color": "#1E2B3C", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
    )
    text = book.add_format({"num_format": "@", "valign": "top"})
    sheet = book.add_worksheet(sheet_name(_("Kjeden")))
    choices = book.add_worksheet(sheet_name(_("Valg")))
    _explain(book.add_worksheet(sheet_name(_("Slik fyller du ut"))), title, heading, book)
    _fill(sheet, rows, heading, text)
    named = product_names(products, language)
    lists = {
        "stage": [str(name) for name in STAGES.values()],
        "product": [named[id_] for id_ in products],
        "unknown": [str(YES)],
        "workers": [band.name(language) for band in worker_bands().values()],
    }
    last = max(len(rows) + _EMPTY_ROWS, limit("declaration_rows"))
    for column, (field, words) in enumerate(lists.items()):
        if words:
            _drop_down(sheet, choices, column=column, field=field, words=words, last=last)
    choices.hide()
    book.set_properties({"title": title})
    book.close()
    return buffer.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[tuple[int, Mapping[str, str]]], heading: Format, text: Format) -> None:
    sheet.write_string(0, 0, str(NUMBER), heading)
    sheet.set_column(0, 0, 6)
    for at, field in enumerate(FIELDS, start=1):
        needed = " *" if field in ("stage", "name", "country") else ""
        sheet.write_string(0, at, f"{HEADINGS[field]}{needed}", heading)
        sheet.set_column(at, at, _WIDTHS.get(field, 16), text)
    for line, (number, words) in enumerate(rows, start=1):
        sheet.write_number(line, 0, number)
        for at, field in enumerate(FIELDS, start=1):
            if words.get(field):
                sheet.write_string(line, at, neutralised(words[field]), text)
    sheet.freeze_panes(1, 6)


def _drop_down(
    sheet: Worksheet, choices: Worksheet, *, column: int, field: str, words: Sequence[str], last: int
) -> None:
    """The words stand in a sheet of their own: a list in the cell itself may not be long. Others may be written, and
    are told of when the file is read."""
    for line, word in enumerate(words):
        choices.write_string(line, column, neutralised(word))
    letter = "ABCDEFGH"[column]
    at = FIELDS.index(field) + 1
    source = f"='{choices.get_name()}'!${letter}$1:${letter}${len(words)}"
    sheet.data_validation(1, at, last, at, {"validate": "list", "source": source, "error_type": "information"})


def _explain(sheet: Worksheet, title: str, heading: Format, book: Workbook) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28, wrapped)
    sheet.set_column(1, 1, 90, wrapped)
    sheet.write_string(0, 0, neutralised(title), heading)
    lines = [
        _("Skriv én rad for hvert sted som er med på å lage varen, fra råvaren til den ferdige varen."),
        _("Vet dere ikke hvor et ledd er, så skriv en rad med leddet og «ja» i kolonnen «Vi vet ikke»."),
        _("Kolonner med * må være fylt ut. Radnummeret lar vi stå; nye rader har ikke noe."),
        _("Last opp filen når du er ferdig, også om noe mangler. Det som er galt, kan rettes på siden."),
    ]
    for at, line in enumerate(lines, start=1):
        sheet.write_string(at, 1, line)
    sheet.write_string(len(lines) + 2, 0, _("Kolonne"), heading)
    sheet.write_string(len(lines) + 2, 1, _("Hva som skal stå der"), heading)
    for at, (field, words) in enumerate(EXPLAINED.items(), start=len(lines) + 3):
        sheet.write_string(at, 0, str(HEADINGS[field]))
        sheet.write_string(at, 1, str(words))
