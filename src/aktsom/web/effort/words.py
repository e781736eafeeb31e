"""Words for hours, what they went to, what they rest on, and shares of costs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from aktsom.effects.effort_states import Activity, Basis, CostKind, ShareState
from aktsom.effects.rules.hours import Ground, Saved, Span
from aktsom.web.base.jinja import locale

ACTIVITIES: Mapping[str, Any] = {
    Activity.PLANNING: _("Planlegge"),
    Activity.ASKING: _("Spørre leverandøren"),
    Activity.READING: _("Lese egenrapport"),
    Activity.MEETING: _("Møte"),
    Activity.DOCUMENT_REVIEW: _("Gå gjennom dokumenter"),
    Activity.AUDIT: _("Revisjon"),
    Activity.FINDING: _("Funn"),
    Activity.PLAN: _("Følge opp tiltaksplan"),
    Activity.SANCTION: _("Steg på sanksjonsstigen"),
    Activity.INQUIRY: _("Felles undersøkelse"),
    Activity.RELYING: _("Lese det andre har gjort"),
    Activity.REPORT: _("Skrive rapport"),
    Activity.OTHER: _("Annet"),
    Activity.ANSWERING: _("Svare på det kundene spør om"),
}
BASES: Mapping[str, Any] = {
    Basis.TIMER: _("tidtaker"),
    Basis.SAID: _("skrevet"),
    Basis.TYPICAL: _("vanlig verdi, ikke endret"),
}
COST_KINDS: Mapping[str, Any] = {
    CostKind.AUDIT: _("Revisjon"),
    CostKind.INTERPRETER: _("Tolk eller oversettelse"),
    CostKind.TRAVEL: _("Reise"),
    CostKind.ADVICE: _("Faglig råd"),
    CostKind.OTHER: _("Annet"),
}
SHARE_STATES: Mapping[str, Any] = {
    ShareState.OPEN: _("ikke betalt"),
    ShareState.PAID: _("sagt betalt"),
    ShareState.SETTLED: _("gjort opp"),
    ShareState.VOID: _("tatt tilbake"),
}
SHARE_MARKS = {ShareState.OPEN: "wait", ShareState.PAID: "wait", ShareState.SETTLED: "ok", ShareState.VOID: "none"}
TRACES: Mapping[str, Any] = {
    "say_paid": _("sa at det er betalt"),
    "settle": _("sa at pengene er kommet"),
    "reopen": _("åpnet det igjen"),
}
_PAGES = {
    "fol": "cases_follow_up",
    "mee": "meetings_one",
    "dor": "reviews_one",
    "aud": "audits_one",
    "fnd": "findings_one",
    "apl": "plans_one",
    "sde": "sanctions_decision",
    "inq": "inquiries_one",
}
_NAMES: Mapping[str, Any] = {
    "fol": _("Oppfølging"),
    "srp": _("Egenrapport"),
    "mee": _("Møte"),
    "dor": _("Gjennomgang av dokumenter"),
    "aud": _("Revisjon"),
    "fnd": _("Funn"),
    "apl": _("Tiltaksplan"),
    "rcm": _("Anbefaling"),
    "sde": _("Avgjørelse"),
    "inq": _("Felles undersøkelse"),
}


def hours(value: Decimal | None) -> str:
    """ "2,5 t"."""
    if value is None:
        return ""
    return gettext("%(hours)s t") % {"hours": format_decimal(value, "#,##0.##", locale=locale())}


def money(amount: Decimal, currency: str) -> str:
    """To the øre where there are any: "666,67 kr", "500 kr"."""
    pattern = "#,##0.00" if amount % 1 else "#,##0"
    number = format_decimal(amount, pattern, locale=locale())
    unit = gettext("kr") if currency == "NOK" else currency
    return f"{number} {unit}"


def plain_hours(value: Decimal) -> str:
    """As it is typed in a field: "2,5"."""
    return str(format_decimal(value, "0.##", locale=locale()))


def span(low: Decimal, high: Decimal) -> str:
    if low == high:
        return hours(low)
    ends = (format_decimal(each, "#,##0.##", locale=locale()) for each in (low, high))
    return gettext("%(low)s til %(high)s t") % dict(zip(("low", "high"), ends, strict=True))


def hours_rule() -> str:
    """As `effects.rules.hours.saved` reckons, for whoever reckons after it."""
    return gettext(
        "For hver aktivitet er timene det minste av to tall: antall ganger spart, multiplisert med det én tar alene, "
        "eller alle deres avtaler i den, multiplisert med det én tar alene, minus timene dere selv har ført på den. "
        "Har dere ikke ført noe, gjelder det første. Det blir aldri mindre enn null. Slik regnes både det "
        "lave og det høye tallet."
    )


def saved_text(found: Saved | None) -> str:
    return gettext("ikke kjent") if found is None else span(found.low, found.high)


def ground_text(found: Span | None) -> str:
    """What the range rests on, as a sentence."""
    if found is None:
        return gettext("Dere har verken ført timer eller sagt hva det tok før, og for få andre har gjort det.")
    texts = {
        Ground.QUARTILES: gettext("Den midterste halvdelen av det dere selv har ført."),
        Ground.EXTREMES: gettext("Fra det minste til det meste dere selv har ført."),
        Ground.ONE: gettext("Det ene dere selv har ført."),
        Ground.BASELINE: gettext("Det dere sier at det tok før."),
        Ground.BOTH: gettext("Det dere selv har ført, og det dere sier at det tok før."),
        Ground.OTHERS: gettext("Det andre medlemmer bruker, til nærmeste halvtime: dere har ikke ført noe selv."),
    }
    text = texts[found.ground]
    if found.unchanged:
        left = ngettext(
            "%(num)s av %(total)s er den foreslåtte verdien, ikke endret.",
            "%(num)s av %(total)s er den foreslåtte verdien, ikke endret.",
            found.unchanged,
        )
        text = f"{text} {left % {'num': found.unchanged, 'total': found.count}}"
    return text


def page_of(subject: str) -> str:
    """The page of what it concerns; empty where it has none of its own."""
    name = _PAGES.get(subject.partition("-")[0])
    try:
        return reverse(name, kwargs={"public_id": subject}) if name else ""
    except NoReverseMatch:
        return ""


def kind_of(subject: str) -> str:
    return str(_NAMES.get(subject.partition("-")[0], ""))
