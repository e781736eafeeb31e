"""The parts of a contract in words: what each is called, and how its plain value is written."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from aktsom.contracts.rules.facts import DATE_FIELDS
from aktsom.web.base.jinja import country_name, write_date, write_money, write_number


def labels() -> dict[str, str]:
    return {
        "title": _("Tittel"),
        "reference": _("Referanse"),
        "description": _("Beskrivelse"),
        "products": _("Produkter"),
        "supplier_name": _("Leverandør"),
        "supplier_number": _("Organisasjonsnummer"),
        "supplier_country": _("Leverandørens land"),
        "cpv": _("CPV-koder"),
        "origins": _("Opprinnelsesland"),
        "value": _("Verdi"),
        "currency": _("Valuta"),
        "signed_on": _("Signert"),
        "starts_on": _("Starter"),
        "ends_on": _("Slutter"),
        "option_until": _("Siste dag med opsjoner"),
        "options": _("Opsjoner"),
        "term_set": _("Vilkår om menneskerettigheter"),
        "term_deviations": _("Avvik fra vilkårene"),
    }


def written(name: str, plain: Any) -> str:
    """A plain value as the journal and the import keep it (texts and lists) or as the contract has it."""
    if plain is None or plain in ("", [], ()):
        return ""
    if isinstance(plain, list | tuple):
        return ", ".join(country_name(str(one)) if name == "origins" else str(one) for one in plain)
    if name in DATE_FIELDS:
        return write_date(plain if isinstance(plain, date) else date.fromisoformat(str(plain)))
    if name == "value":
        return _amount(plain)
    return country_name(str(plain)) if name == "supplier_country" else str(plain)


def _amount(plain: Any) -> str:
    try:
        return write_number(Decimal(str(plain)))
    except InvalidOperation:
        return str(plain)


def money(value: Decimal | None, currency: str) -> str:
    return write_money(value, currency)


def change_lines(changes: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(what, before, now) for each part of a contract that changed, in the order people read a contract."""
    named = labels()
    pairs = ((name, changes[name]) for name in named if isinstance(changes.get(name), list) and len(changes[name]) == 2)
    return [(named[name], written(name, old), written(name, new)) for name, (old, new) in pairs]
