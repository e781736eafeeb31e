"""What is wrong with a template or a Word file, in words that say where, for whoever is to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.core.errors import DomainError
from aktsom.sanctions.letter_tables import called, letter_limit
from aktsom.sanctions.writing.package import NotFit, Unfit
from aktsom.sanctions.writing.words import Broken, Fault


class TemplateBroken(DomainError):
    """`field` is the field of the form at fault, "subject", "body" or "layout"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class FactMissing(DomainError):
    """The letter cannot be sent before this is said. `field` is an id of a field."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


_FAULTS: dict[Fault, str | Promise] = {
    Fault.UNKNOWN_FIELD: gettext_lazy(
        "%(where)s: vi kjenner ikke feltet «%(text)s». Bruk et av navnene i listen over felt."
    ),
    Fault.UNCLOSED: gettext_lazy("%(where)s: et felt er åpnet med {{ og ikke lukket med }}: «%(text)s»."),
    Fault.UNOPENED: gettext_lazy("%(where)s: her står }} uten at feltet er åpnet med {{: «%(text)s»."),
    Fault.NO_SUBJECT: gettext_lazy("Skriv hva brevet gjelder."),
    Fault.NO_TEXT: gettext_lazy("Skriv brevet."),
    Fault.MISSING_FIELD: gettext_lazy("Brevet må ha feltet «%(text)s». Uten det sier brevet for lite til å gjelde."),
    Fault.TOO_LONG: gettext_lazy("Teksten er for lang. Den kan ha høyst %(text)s tegn."),
}
_UNFIT: dict[Unfit, str | Promise] = {
    Unfit.TOO_LARGE: gettext_lazy("Filen er for stor. Den kan være høyst %(limit)s MB, og uten store bilder."),
    Unfit.NOT_WORD: gettext_lazy("Dette er ikke et Word-dokument vi kan lese. Lagre det som .docx og prøv igjen."),
    Unfit.OLD_OFFICE: gettext_lazy(
        "Filen er i et gammelt Word-format eller låst med passord. Lagre den som .docx uten."
    ),
    Unfit.DAMAGED: gettext_lazy("Filen er skadet (%(where)s). Åpne den i Word, lagre den på nytt og prøv igjen."),
    Unfit.LOCKED: gettext_lazy("Filen er låst med passord. Lagre den uten."),
    Unfit.MACROS: gettext_lazy("Filen har makroer. Lagre den som .docx uten makroer."),
    Unfit.FETCHES: gettext_lazy(
        "Filen henter noe fra et annet sted: «%(where)s». Legg bildet eller teksten i selve filen i stedet."
    ),
    Unfit.EMBEDDED: gettext_lazy("Filen har noe lagt inn i seg som ikke er tekst eller bilde: %(where)s. Ta det bort."),
    Unfit.PICTURE_KIND: gettext_lazy("Bildet %(where)s er av et slag vi ikke tar inn. Bruk PNG, JPEG eller GIF."),
    Unfit.TRACKED: gettext_lazy("Filen har endringer som ikke er godtatt. Godta eller avvis dem i Word først."),
    Unfit.COMMENTS: gettext_lazy("Filen har kommentarer, og de ville fulgt med brevet. Ta dem bort først."),
    Unfit.NO_SUBJECT_STYLE: gettext_lazy(
        "Vi finner ikke linjen med stilen «BrevTittel». Begynn med filen du laster ned her, og behold stilene."
    ),
    Unfit.NO_END_STYLE: gettext_lazy(
        "Vi finner ikke linjen med stilen «BrevSlutt» etter brevteksten. Den sier hvor hilsenen begynner."
    ),
    Unfit.TABLE: gettext_lazy(
        "Det er en tabell i selve brevteksten. Skriv den som tekst, eller flytt den til brevhodet."
    ),
    Unfit.PICTURE: gettext_lazy("Det er et bilde i selve brevteksten. Flytt det til brevhodet."),
}


def broken_wording(error: Broken, language: str, *, in_head: bool = False) -> TemplateBroken:
    """With the place of it: the subject, the paragraph, or the head of a Word file."""
    text = called(error.text, language) if error.fault is Fault.MISSING_FIELD else error.text
    field = "subject" if error.place == 0 else "body"
    return TemplateBroken(field, str(_FAULTS[error.fault]) % {"where": _where(error.place, in_head), "text": text})


def _where(place: int | None, in_head: bool) -> str:
    if in_head or place is None:
        return _("I brevhodet eller bunnteksten")
    return _("I overskriften") if place == 0 else _("Avsnitt %(num)s") % {"num": place}


def unfit_file(error: NotFit) -> TemplateBroken:
    limit = letter_limit("layout_bytes") // 1_000_000
    return TemplateBroken("layout", str(_UNFIT[error.unfit]) % {"where": error.where or _("filen"), "limit": limit})
