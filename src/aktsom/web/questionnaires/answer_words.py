"""Columns, steps of scales and conditions of questions in words. A column that the secretariat has written itself is
shown as it is written."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.follow_up.rules.conditions import Part, RuleError, condition
from aktsom.terms.grammar import parse_duration

COLUMNS: Mapping[str, str | Promise] = {
    "address": gettext_lazy("Adresse"),
    "announced": gettext_lazy("Varslet eller uvarslet"),
    "buyer": gettext_lazy("Oppdragsgiver"),
    "closed": gettext_lazy("Funn som er lukket"),
    "component": gettext_lazy("Til og med komponentene"),
    "contract_reference": gettext_lazy("Avtalens referanse"),
    "country": gettext_lazy("Land"),
    "date": gettext_lazy("Dato"),
    "description": gettext_lazy("Beskrivelse"),
    "due_date": gettext_lazy("Frist"),
    "final": gettext_lazy("Bare sluttproduktet"),
    "findings": gettext_lazy("Antall funn"),
    "frequency": gettext_lazy("Hvor ofte"),
    "measure": gettext_lazy("Tiltak"),
    "method": gettext_lazy("Hvordan"),
    "none": gettext_lazy("Ingen ledd"),
    "owner": gettext_lazy("Ansvarlig"),
    "passage": gettext_lazy("Hvilken del av svaret"),
    "payer": gettext_lazy("Hvem betalte"),
    "process": gettext_lazy("Hva som gjøres der"),
    "product": gettext_lazy("Produkt"),
    "question_id": gettext_lazy("Spørsmål"),
    "raw": gettext_lazy("Helt til råvarene"),
    "reason": gettext_lazy("Grunn"),
    "received": gettext_lazy("Mottatt"),
    "right": gettext_lazy("Rettighet"),
    "risk": gettext_lazy("Risiko"),
    "scope": gettext_lazy("Omfang"),
    "severity": gettext_lazy("Hvor alvorlig"),
    "site": gettext_lazy("Sted"),
    "site_name": gettext_lazy("Navn på stedet"),
    "solved": gettext_lazy("Løst"),
    "stage": gettext_lazy("Ledd"),
    "standard": gettext_lazy("Standard"),
    "status": gettext_lazy("Status"),
    "tier": gettext_lazy("Hvor langt bak i kjeden"),
    "topic": gettext_lazy("Tema"),
    "until": gettext_lazy("Til når"),
}
_VALUES: Mapping[str, str | Promise] = {"yes": gettext_lazy("ja"), "no": gettext_lazy("nei")}


def column_words(code: str) -> str:
    return str(COLUMNS.get(code, code))


def condition_words(text: str) -> str:
    """As a sentence begins in the middle: "svaret er nei, eller listen er tom". Unreadable ones as they are written."""
    try:
        read = condition(text)
    except RuleError:
        return text
    either = [_(" og ").join(_part(part) for part in parts) for parts in read]
    return _(", eller ").join(either)


def _part(part: Part) -> str:
    facts = {
        "past_due": _("et tiltak er over fristen"),
        "open_findings": _("det finnes funn som ikke er lukket"),
        "certificate_expired": _("det som er lagt ved, er gått ut på dato"),
    }
    if part.about in facts:
        return facts[part.about]
    match part.about:
        case "answer":
            return _answer(part)
        case "rows":
            return _rows(part)
        case "file":
            return _("ingenting er lagt ved") if part.value == "none" else _("noe er lagt ved")
        case "age":
            return _("datoen er mer enn %(period)s tilbake") % {"period": _period(part.value)}
    return _("svaret på %(code)s er %(value)s") % {"code": part.about, "value": _value(part.value)}


def _answer(part: Part) -> str:
    if part.value == "empty":
        return _("det ikke er svart")
    said = {"value": _value(part.value)}
    if part.sign == "<":
        return _("svaret er lavere enn «%(value)s»") % said
    return (_("svaret er høyere enn «%(value)s»") if part.sign == ">" else _("svaret er %(value)s")) % said


def _rows(part: Part) -> str:
    count = int(part.value)
    if (part.sign, count) == ("=", 0):
        return _("listen er tom")
    if (part.sign, count) == (">", 0):
        return _("listen har rader")
    said = {
        "=": ngettext("listen har %(num)s rad", "listen har %(num)s rader", count),
        "<": ngettext("listen har færre enn %(num)s rad", "listen har færre enn %(num)s rader", count),
        ">": ngettext("listen har flere enn %(num)s rad", "listen har flere enn %(num)s rader", count),
    }
    return said[part.sign] % {"num": count}


def _value(code: str) -> str:
    return str(_VALUES.get(code) or COLUMNS.get(code, code))


def _period(text: str) -> str:
    duration = parse_duration(text)
    if duration.days:
        return ngettext("%(num)s dag", "%(num)s dager", duration.days) % {"num": duration.days}
    if duration.months % 12 == 0:
        years = duration.months // 12
        return ngettext("%(num)s år", "%(num)s år", years) % {"num": years}
    return ngettext("%(num)s måned", "%(num)s måneder", duration.months) % {"num": duration.months}
