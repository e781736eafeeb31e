"""The workbook of a self-report: one sheet of questions, and one for each list."""

import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from aktsom.follow_up.answer_words import COLUMNS, SCALE, YES_NO
from aktsom.follow_up.queries.answers import Form, FormQuestion
from aktsom.follow_up.states import AnswerType
from aktsom.interop.spreadsheets.writing import neutralised, sheet_name

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Field of an answer: heading and width. The code stands first, and is what a row is read by.
HEADINGS = {
    "code": (gettext_lazy("Nummer"), 10),
    "question": (gettext_lazy("Spørsmål"), 60),
    "value": (gettext_lazy("Svar"), 50),
    "explanation": (gettext_lazy("Forklaring"), 50),
    "statement": (gettext_lazy("Nettadresse der det står"), 36),
    "place": (gettext_lazy("Hvor i dokumentet"), 24),
    "help": (gettext_lazy("Hva som er et godt svar"), 60),
}
_EMPTY_ROWS = 50  # formatted below the filled ones of a list


def write_workbook(title: str, form: Form, language: str) -> bytes:
    """In the language that is active, which `language` names. All questions that are asked as the answers stand, with
    what has been written; those that may not be written in are left out."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    styles = _Styles(book)
    shown = [one for one in form.questions if one.may_write]
    _questions(book.add_worksheet(sheet_name(_("Spørsmål"))), shown, styles, language)
    for one in shown:
        if one.question.answer_type == AnswerType.LIST:
            _list(book.add_worksheet(one.question.code), one, styles, language)
    _explain(book.add_worksheet(sheet_name(_("Slik fyller du ut"))), title, styles)
    book.set_properties({"title": title})
    book.close()
    return buffer.getvalue()


class _Styles:
    def __init__(self, book: Workbook) -> None:
        colours = {"bg_color": "#1E2B3C", "font_color": "#FFFFFF"}
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", **colours})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.fixed = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F2F4F6"})


def _questions(sheet: Worksheet, shown: list[FormQuestion], styles: _Styles, language: str) -> None:
    for column, (words, width) in enumerate(HEADINGS.values()):
        sheet.write_string(0, column, str(words), styles.heading)
        sheet.set_column(column, column, width)
    for line, one in enumerate(shown, start=1):
        cells = {
            "code": one.question.code,
            "question": getattr(one.question, f"text_{language}"),
            "value": _value(one),
            "explanation": one.said.explanation,
            "statement": one.said.statement,
            "place": one.said.place,
            "help": getattr(one.question, f"help_{language}"),
        }
        for column, (name, text) in enumerate(cells.items()):
            style = styles.fixed if name in ("code", "question", "help") else styles.text
            sheet.write_string(line, column, neutralised(text), style)
        if choices := _choices(one):
            source = [str(words) for words in choices.values()]
            place = list(HEADINGS).index("value")
            sheet.data_validation(
                line, place, line, place, {"validate": "list", "source": source, "error_type": "information"}
            )
    sheet.freeze_panes(1, 2)


def _choices(one: FormQuestion) -> dict[str, str]:
    match one.question.answer_type:
        case AnswerType.YES_NO | AnswerType.YES_NO_FILE:
            return {code: str(words) for code, words in YES_NO.items()}
        case AnswerType.SCALE:
            return {code: str(SCALE.get(code, code)) for code in one.question.columns}
        case _:
            return {}


def _value(one: FormQuestion) -> str:
    if one.question.answer_type == AnswerType.LIST:
        return _("Se arket %(name)s") % {"name": one.question.code}
    return _choices(one).get(one.said.value, one.said.value)


def _list(sheet: Worksheet, one: FormQuestion, styles: _Styles, language: str) -> None:
    sheet.write_string(0, 0, neutralised(getattr(one.question, f"text_{language}")), styles.fixed)
    for column, name in enumerate(one.question.columns):
        sheet.write_string(1, column, str(COLUMNS.get(name, name)), styles.heading)
        sheet.set_column(column, column, 24, styles.text)
    for line, row in enumerate(one.said.rows, start=2):
        for column, name in enumerate(one.question.columns):
            sheet.write_string(line, column, neutralised(row.get(name, "")), styles.text)
    for line in range(len(one.said.rows) + 2, len(one.said.rows) + 2 + _EMPTY_ROWS):
        sheet.set_row(line, None, styles.text)
    sheet.freeze_panes(2, 0)


def _explain(sheet: Worksheet, title: str, styles: _Styles) -> None:
    sheet.set_column(0, 0, 90, styles.text)
    sheet.write_string(0, 0, neutralised(title), styles.heading)
    lines = [
        _("Skriv svarene i kolonnene «Svar» og «Forklaring». Rør ikke nummeret: det sier hvilket spørsmål det er."),
        _("Står svaret i noe dere har publisert, som redegjørelsen etter åpenhetsloven, så vis dit med nettadressen."),
        _("Lister har hvert sitt ark. Skriv én rad for hvert sted, tiltak eller revisjon."),
        _("Last opp filen igjen når du vil, også om noe mangler. Tomme celler endrer ikke det som står i skjemaet."),
        _("Filer legges ved på nettsiden."),
    ]
    for at, line in enumerate(lines, start=1):
        sheet.write_string(at, 0, line)
