"""Columns of lists and steps of scales in words, for forms and spreadsheets. Other codes are shown as they are."""

from collections.abc import Mapping
from functools import cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("nb", "nn", "en")

COLUMNS: Mapping[str, str | Promise] = {
    "product": _("Produkt"),
    "contract_reference": _("Avtalens referanse"),
    "buyer": _("Oppdragsgiver"),
    "tier": _("Ledd"),
    "site_name": _("Navn på stedet"),
    "address": _("Adresse"),
    "country": _("Land"),
    "process": _("Hva som gjøres der"),
    "risk": _("Risiko"),
    "right": _("Rettighet"),
    "stage": _("Ledd"),
    "severity": _("Hvor alvorlig"),
    "reason": _("Begrunnelse"),
    "date": _("Dato"),
    "site": _("Sted"),
    "description": _("Hva som ble funnet"),
    "status": _("Status"),
    "measure": _("Tiltak"),
    "owner": _("Ansvarlig"),
    "due_date": _("Frist"),
    "method": _("Metode"),
    "scope": _("Omfang"),
    "frequency": _("Hvor ofte"),
    "standard": _("Standard"),
    "announced": _("Varslet på forhånd"),
    "payer": _("Hvem betalte"),
    "findings": _("Antall avvik"),
    "closed": _("Antall lukket"),
    "topic": _("Tema"),
    "received": _("Mottatt"),
    "solved": _("Løst"),
    "question_id": _("Spørsmål"),
    "passage": _("Avsnitt"),
    "until": _("Gjelder til"),
}
SCALE: Mapping[str, str | Promise] = {
    "none": _("Ikke sporet"),
    "final": _("Til den som lager den ferdige varen"),
    "component": _("Til dem som lager delene"),
    "raw": _("Til råvaren"),
}
YES_NO: Mapping[str, str | Promise] = {"yes": _("Ja"), "no": _("Nei")}


@cache
def columns_by_heading() -> Mapping[str, tuple[str, ...]]:
    """{heading in any language, lower case: the columns that may be called so}, with their codes."""
    found: dict[str, list[str]] = {}
    for code, words in COLUMNS.items():
        names = {code}
        for language in LANGUAGES:
            with translation.override(language):
                names.add(str(words).lower())
        for name in names:
            found.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def headings_of(columns: tuple[str, ...]) -> dict[str, str]:
    """{heading in any language, lower case: which of these columns}."""
    return {name: code for name, codes in columns_by_heading().items() for code in codes if code in columns}
