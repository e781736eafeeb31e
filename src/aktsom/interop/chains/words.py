"""The words of a declaration: headings, stages and what each column is for. Bokmål here, the rest translated."""

from collections.abc import Iterator
from functools import cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.supply_chain.states import Stage

LANGUAGES = ("nb", "nn", "en")

HEADINGS: dict[str, str | Promise] = {
    "stage": _("Ledd"),
    "product": _("Produkt"),
    "material": _("Hva som leveres"),
    "unknown": _("Vi vet ikke"),
    "name": _("Navn på stedet"),
    "country": _("Land"),
    "town": _("By"),
    "address": _("Adresse"),
    "postcode": _("Postnummer"),
    "latitude": _("Breddegrad"),
    "longitude": _("Lengdegrad"),
    "local_name": _("Navn på stedets eget språk"),
    "processes": _("Hva som gjøres der"),
    "workers": _("Ansatte"),
    "delivers_to": _("Leverer til"),
    "document": _("Dokument som viser det"),
    "valid_from": _("Fra"),
    "valid_to": _("Til"),
    "os_id": _("OS ID"),
    "site": _("Vår id for stedet"),
}
EXPLAINED: dict[str, str | Promise] = {
    "stage": _("Råvare, komponent eller ferdig vare."),
    "product": _("Varen kunden kjøper. Tomt når stedet gjelder alle varene."),
    "material": _("For eksempel bomull, garn, stoff eller ferdig plagg."),
    "unknown": _("Skriv «ja» når dere ikke vet hvor dette leddet er. Det er et gyldig svar."),
    "name": _("Fabrikken, gården eller verkstedet, slik det er registrert."),
    "country": _("Navn på norsk eller engelsk, eller landkoden."),
    "latitude": _("Grader, for eksempel 23,8103. Tomt når dere ikke vet."),
    "longitude": _("Grader, for eksempel 90,4125."),
    "workers": _("Velg et bånd. Et nøyaktig antall gjør vi om til bånd."),
    "delivers_to": _("Navnet på et annet sted i arket. Tomt når stedet leverer til dere."),
    "document": _("Fraktbrev, faktura, sertifikat eller revisjon som viser leveransen. Da regnes den som dokumentert."),
    "os_id": _("Stedets id i Open Supply Hub, hvis dere vet den."),
    "site": _("Settes av oss. La den stå, så vet vi at det er samme sted."),
}
NUMBER: str | Promise = _("Rad")
STAGES: dict[str, str | Promise] = {
    Stage.RAW: _("Råvare"),
    Stage.COMPONENT: _("Komponent"),
    Stage.FINAL: _("Sluttprodukt"),
}
YES: str | Promise = _("ja")
# As people write them beside the words of the drop-down.
_STAGE_SYNONYMS = {
    "råmateriale": Stage.RAW,
    "raw material": Stage.RAW,
    "halvfabrikat": Stage.COMPONENT,
    "ferdigvare": Stage.FINAL,
    "ferdig vare": Stage.FINAL,
    "final product": Stage.FINAL,
    "finished product": Stage.FINAL,
}
_YES_WORDS = {"ja", "yes", "x", "1", "true", "sann", "j", "y"}
_NO_WORDS = {"nei", "no", "0", "false", "usann", "n"}


def in_every_language(text: str | Promise) -> Iterator[str]:
    for language in LANGUAGES:
        with translation.override(language):
            yield str(text)


def folded(text: str) -> str:
    return " ".join(text.casefold().replace("*", " ").split())


@cache
def field_of_heading() -> dict[str, str]:
    """From a folded heading in any language, and our own name of it, to the field; `number` is the row's number."""
    named = {**HEADINGS, "number": NUMBER}
    return {folded(word): field for field, text in named.items() for word in (*in_every_language(text), field)}


@cache
def stage_of_words() -> dict[str, str]:
    found: dict[str, str] = {word: stage.value for word, stage in _STAGE_SYNONYMS.items()}
    for stage, text in STAGES.items():
        found |= {folded(word): Stage(stage).value for word in (*in_every_language(text), stage)}
    return found


def says_yes(text: str) -> bool | None:
    """None for words that are neither."""
    word = folded(text)
    if not word or word in _NO_WORDS:
        return False
    return True if word in _YES_WORDS | {folded(one) for one in in_every_language(YES)} else None
