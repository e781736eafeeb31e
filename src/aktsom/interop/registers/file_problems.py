"""What one can do about a file that should hold a contract register, where the register's own words say more than the
spreadsheet reader's."""

from aktsom.interop.spreadsheets.problems import Described, FileProblem, Translate, _
from aktsom.interop.spreadsheets.problems import describe as describe_any_file

_MENDS = {
    "not_a_spreadsheet": _("Velg filen med avtaleregisteret: Excel (.xlsx, .xls), OpenDocument (.ods) eller CSV."),
    "no_rows": _("Se etter om registeret ligger i en annen fil, og om filen ble lagret."),
    "only_header": _("Se etter om et filter var på da registeret ble eksportert, eller velg et annet ark."),
    "inflates_too_much": _("Kopier avtalene til en ny, tom arbeidsbok og lagre den som .xlsx."),
    "dangerous_markup": _("Kopier avtalene til en ny, tom arbeidsbok og lagre den som .xlsx."),
    "file_too_large": _("Slett bilder og ark som ikke trengs, eller lagre registeret som CSV."),
    "too_many_sheets": _("Kopier arket med avtalene til en ny arbeidsbok."),
    "too_many_rows": _(
        "Del registeret i flere filer. Har det færre rader enn dette, så slett de tomme radene nederst og lagre."
    ),
    "too_many_columns": _("Slett kolonnene til høyre for registeret og lagre."),
    "too_many_cells": _("Slett tomme rader og kolonner rundt registeret og ark som ikke trengs, og lagre."),
    "binary_text": _("Eksporter registeret på nytt som CSV eller Excel."),
    "no_table_in_page": _(
        "Eksporter registeret på nytt som Excel eller CSV. Kanskje var du logget ut da filen ble hentet."
    ),
}


def describe_file(problem: FileProblem, translate: Translate = str) -> Described:
    """In the reader's language."""
    return describe_any_file(problem, translate, _MENDS)
