"""The fixed words of a letter, in the letter's own language."""

from datetime import date

from babel import Locale
from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.terms.grammar import Duration, Near, parse

_COUNTRIES = {"HK": "Hongkong", "MO": "Macao"}  # where CLDR's name is not what people write


def labels() -> dict[str, str]:
    return {"greeting": _("Vennlig hilsen"), "page": _("Side"), "of": _("av"), "and": _("og")}


def day_words(day: date) -> str:
    language = translation.get_language() or "nb"
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


def time_words(rule: str) -> str:
    """How long after the receipt the rule says, of the first that it has: "2 uker". Empty for no rule."""
    if not rule:
        return ""
    when = parse(rule).alternatives[-1].when
    return duration_words(when.duration) if isinstance(when, Near) else ""


def duration_words(duration: Duration) -> str:
    if duration.months and duration.months % 12 == 0:
        return ngettext("%(num)s år", "%(num)s år", duration.months // 12) % {"num": duration.months // 12}
    if duration.months:
        return ngettext("%(num)s måned", "%(num)s måneder", duration.months) % {"num": duration.months}
    if duration.days and duration.days % 7 == 0:
        return ngettext("%(num)s uke", "%(num)s uker", duration.days // 7) % {"num": duration.days // 7}
    return ngettext("%(num)s dag", "%(num)s dager", duration.days) % {"num": duration.days}


def number_line(number: str) -> tuple[str, str]:
    return _("Vår referanse"), number or _("får nummer når det sendes")


def registered_number(number: str) -> str:
    """As people write an organisation number."""
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}" if number.isdigit() and len(number) == 9 else number
    return _("Org.nr. %(number)s") % {"number": spaced}


def sent_words(page: str) -> str:
    return _("Brevet er sendt elektronisk gjennom Aktsom. Bekreft at dere har mottatt det, og svar, på %(page)s") % {
        "page": page
    }


def sent_otherwise_words() -> str:
    return _("Brevet er satt opp i Aktsom og undertegnet der.")


def draft_mark() -> str:
    return _("Utkast. Brevet er ikke sendt.")


def example_mark() -> str:
    return _("Eksempel med oppdiktede opplysninger.")


def finding_words(title: str, place: str, day: date) -> str:
    facts = {"title": title.rstrip("."), "place": place, "day": day_words(day)}
    if place:
        return _("%(title)s. Sted: %(place)s. Funnet %(day)s.") % facts
    return _("%(title)s. Funnet %(day)s.") % facts


def country_words(code: str) -> str:
    return _COUNTRIES.get(code) or Locale.parse(translation.get_language() or "nb").territories.get(code, code)


def period_words(first: date, last: date) -> str:
    return _("fra %(first)s til og med %(last)s") % {"first": day_words(first), "last": day_words(last)}


def from_day_words(day: date) -> str:
    return _("fra og med %(day)s") % {"day": day_words(day)}


def everything_words() -> str:
    return _("hele leveransen etter avtalen")


def those_places_words() -> str:
    return _("alt som kommer fra stedene nedenfor")


def replaced_words(place: str, products: str) -> str:
    return _("%(place)s. Det gjelder: %(products)s") % {"place": place, "products": products} if products else place


def lifted_words(reason: str, rests_on: str) -> str:
    """What was decided of its test, and on what."""
    facts = {"reason": reason.rstrip("."), "rests_on": rests_on.rstrip(".")}
    return _("Prøven er bestått i sin helhet. %(reason)s. Vi bygger på: %(rests_on)s.") % facts


def clause_words(number: str, text: str) -> str:
    return _("Punkt %(number)s: %(text)s") % {"number": number, "text": text}


def earlier_words(number: str, kind: str, received: date | None, sent: date) -> str:
    facts = {"number": number, "kind": kind, "day": day_words(received or sent)}
    if received:
        return _("%(number)s, %(kind)s, mottatt %(day)s") % facts
    return _("%(number)s, %(kind)s, sendt %(day)s") % facts
