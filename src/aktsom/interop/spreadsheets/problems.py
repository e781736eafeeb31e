"""Why a file could not be read, in words for the person who chose it, and what they can do about it.

The texts are Norwegian message ids; whoever shows them passes a translating function to `describe`. They speak of rows
and files alone: who reads a register, a supplier's chain or a list of places says so in words of its own (`mends`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from aktsom.interop.spreadsheets.cells import Note


def _(text: str) -> str:
    """Marks a text for translation without translating it here."""
    return text


@dataclass(frozen=True, slots=True)
class Described:
    """`what` is wrong, and how to `mend` it."""

    what: str
    mend: str


class FileProblem(Exception):
    """The file cannot be read as it is. `code` is stable; `params` fill the text."""

    code: ClassVar[str] = "file"
    what: ClassVar[str] = _("Vi fikk ikke lest filen.")
    mend: ClassVar[str] = _("Åpne den i Excel eller LibreOffice, lagre den som .xlsx og prøv igjen.")

    def __init__(self, **params: str | int) -> None:
        super().__init__(self.code)
        self.params = params

    def __str__(self) -> str:
        return in_words(self)


class NotASpreadsheet(FileProblem):
    code = "not_a_spreadsheet"
    what = _("«{filename}» er ikke et regneark. Innholdet ser ut til å være {content}.")
    mend = _("Velg et regneark: Excel (.xlsx, .xls), OpenDocument (.ods) eller CSV.")


class UnsupportedSpreadsheet(FileProblem):
    code = "unsupported_spreadsheet"
    what = _("«{filename}» er et regneark i formatet {content}, som vi ikke leser.")
    mend = _("Åpne det i programmet det kommer fra, og lagre eller eksporter det som .xlsx.")


class EmptyFile(FileProblem):
    code = "empty_file"
    what = _("«{filename}» er tom.")
    mend = _("Se etter om eksporten ble fullført, og hent filen på nytt.")


class NoRows(FileProblem):
    code = "no_rows"
    what = _("Vi fant ingen utfylte celler i «{filename}».")
    mend = _("Se etter om radene ligger i en annen fil, og om filen ble lagret.")


class OnlyHeader(FileProblem):
    code = "only_header"
    what = _("Arket «{sheet}» har overskrifter, men ingen rader under.")
    mend = _("Se etter om et filter var på da filen ble eksportert, eller velg et annet ark.")


class PasswordProtected(FileProblem):
    code = "password_protected"
    what = _("«{filename}» er beskyttet med passord.")
    mend = _("Åpne filen i Excel, fjern passordet under Fil > Info > Beskytt arbeidsbok, lagre og last opp på nytt.")


class MacroFile(FileProblem):
    code = "macro_file"
    what = _("«{filename}» inneholder makroer. Slike filer tar vi ikke imot, for makroer kan skjule skadelig kode.")
    mend = _("Åpne filen i Excel, velg Lagre som og «Excel-arbeidsbok (.xlsx)», og last opp den nye filen.")


class InflatesTooMuch(FileProblem):
    code = "inflates_too_much"
    what = _("«{filename}» pakkes ut til mye mer enn den gir seg ut for, og vi åpnet den derfor ikke.")
    mend = _("Kopier radene til en ny, tom arbeidsbok og lagre den som .xlsx.")


class DangerousMarkup(FileProblem):
    code = "dangerous_markup"
    what = _("«{filename}» inneholder en dokumenttype-erklæring, som regneark ikke skal ha. Vi åpnet den ikke.")
    mend = _("Kopier radene til en ny, tom arbeidsbok og lagre den som .xlsx.")


class FileTooLarge(FileProblem):
    code = "file_too_large"
    what = _("«{filename}» er på {size} MB. Grensen er {limit} MB.")
    mend = _("Slett bilder og ark som ikke trengs, eller lagre radene som CSV.")


class TooManySheets(FileProblem):
    code = "too_many_sheets"
    what = _("«{filename}» har {found} ark. Grensen er {limit}.")
    mend = _("Kopier arket det gjelder, til en ny arbeidsbok.")


class TooManyRows(FileProblem):
    code = "too_many_rows"
    what = _("Arket «{sheet}» går til rad {found}. Grensen er {limit} rader.")
    mend = _("Del arket i flere filer. Har det færre rader enn dette, så slett de tomme radene nederst og lagre.")


class TooManyColumns(FileProblem):
    code = "too_many_columns"
    what = _("Arket «{sheet}» går til kolonne {found}. Grensen er {limit} kolonner.")
    mend = _("Slett tomme kolonner til høyre og lagre.")


class TooManyCells(FileProblem):
    code = "too_many_cells"
    what = _("«{filename}» er for stor: {found} celler. Grensen er {limit}.")
    mend = _("Slett tomme rader og kolonner og ark som ikke trengs, og lagre.")


class CellTooLong(FileProblem):
    code = "cell_too_long"
    what = _("Rad {row} i «{filename}» har en celle på mer enn {limit} tegn.")
    mend = _("Se etter et anførselstegn uten make, eller tekst som er limt inn ved et uhell, og lagre på nytt.")


class UnevenRows(FileProblem):
    code = "uneven_rows"
    what = _("Rad {row} i «{filename}» har {cells} celler, men bare {width} kolonner har overskrift.")
    mend = _("Se etter løse anførselstegn eller skilletegn i teksten, eller lagre filen som .xlsx.")


class StrayQuote(FileProblem):
    code = "stray_quote"
    what = _("«{filename}» har et anførselstegn uten make, så vi ser ikke hvor cellene slutter.")
    mend = _("Rett anførselstegnene, eller åpne filen i Excel og lagre den som .xlsx.")


class Damaged(FileProblem):
    code = "damaged"
    what = _("«{filename}» er skadet eller ikke fullstendig, så vi får ikke lest den.")
    mend = _("Hent eller eksporter den på nytt. Lar den seg åpne i Excel, så lagre den som en ny .xlsx.")


class BinaryText(FileProblem):
    code = "binary_text"
    what = _("«{filename}» er ikke tekst: den inneholder tegn som ikke finnes i en CSV-fil.")
    mend = _("Eksporter filen på nytt som CSV eller Excel.")


class NoSuchSheet(FileProblem):
    code = "no_such_sheet"
    what = _("«{filename}» har ikke noe ark som heter «{sheet}».")
    mend = _("Filen har disse arkene: {sheets}.")


class NoTableInPage(FileProblem):
    code = "no_table_in_page"
    what = _("«{filename}» er en nettside uten tabell.")
    mend = _("Eksporter filen på nytt som Excel eller CSV. Kanskje var du logget ut da den ble hentet.")


NOTES = {
    "content_not_extension": _("Filen heter «{filename}», men innholdet er {content}. Vi leste den som det."),
    "encoding": _("Teksten er lest som {encoding}."),
    "mixed_encoding": _(
        "Filen blander tegnsett. {count} tegn er lest som Windows-1252. Se etter at æ, ø og å er riktige."
    ),
    "double_encoding": _("Æ, ø og å var lagret feil i filen. Vi rettet dem."),
    "null_characters": _("{count} usynlige nulltegn er fjernet."),
    "unbalanced_quote": _("Et anførselstegn på rad {row} mangler sin make. Anførselstegnene er lest som vanlige tegn."),
    "formulas_without_values": _(
        "{count} formler har ikke noe utregnet svar i filen, og er lest som tomme. Åpne den i Excel og lagre."
    ),
    "formula_errors": _("{count} celler i arket «{sheet}» viser en formelfeil, for eksempel {example}."),
    "hidden_sheets": _("{count} skjulte ark er lest, men er ikke valgt uten at du ber om det."),
    "register_not_read": _("Arket «{sheet}» ligner også et register og har {count} rader. Det er ikke lest."),
    "second_table": _("Nettsiden har {count} tabeller. Hver av dem er lest som et eget ark."),
}

Translate = Callable[[str], str]


def describe(problem: FileProblem, translate: Translate = str, mends: Mapping[str, str] | None = None) -> Described:
    """The problem in the reader's language. `mends` by code are the reader's own words for what one can do, where it
    knows better than "the rows" what the file should hold."""
    mend = (mends or {}).get(problem.code, problem.mend)
    return Described(
        translate(problem.what).format(**translated(problem.params, translate)),
        translate(mend).format(**translated(problem.params, translate)),
    )


def in_words(problem: FileProblem, translate: Translate = str) -> str:
    """What is wrong and how to mend it, in one line."""
    described = describe(problem, translate)
    return f"{described.what} {described.mend}"


def describe_note(note: Note, translate: Translate = str) -> str:
    """The note in the reader's language."""
    return translate(NOTES[note.code]).format(**translated(note.params, translate))


def translated(params: dict[str, str | int], translate: Translate) -> dict[str, str | int]:
    """Names of contents ("et bilde") are message ids too; what came from the file is left alone."""
    return {
        key: translate(value) if key == "content" and isinstance(value, str) else value for key, value in params.items()
    }
