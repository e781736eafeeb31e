"""The letter of what a month holds, as plain text in the reader's language."""

from datetime import date

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.letters import Letter
from aktsom.follow_up.queries.monthly import DayOf, Falls, Month


def monthly_letter(name: str, month: Month, today: date, link: str, account: str) -> Letter:
    """`link` is where the work waits, `account` where the letter is turned off."""
    title = _written(today, "LLLL yyyy")
    lines = [_("Hei %(name)s,") % {"name": name}, ""]
    if month.activities:
        lines += [_("Årshjulet for %(month)s, som er et forslag:") % {"month": title}]
        lines += [*(f"- {row.activity}" for row in month.activities), ""]
    if month.days:
        lines += [_("Dette faller på en dag i oppfølgingene dine:"), *(_line(day) for day in month.days), ""]
    lines += [
        _("Se hva som venter på deg:"),
        link,
        "",
        _("Du får dette én gang i måneden, når det er noe å si. Du kan slå det av på kontoen din:"),
        account,
    ]
    return Letter(_("Måneden din i Aktsom: %(month)s") % {"month": title}, "\n".join(lines))


def _line(day: DayOf) -> str:
    told = {
        Falls.BEGINS: _("Oppfølging begynner: %(name)s"),
        Falls.ENDS: _("Oppfølging skal være ferdig: %(name)s"),
        Falls.SELF_REPORT: _("Frist for egenrapport: %(name)s"),
        Falls.MEETING: _("Møte: %(name)s"),
        Falls.DOCUMENTS: _("Frist for dokumenter: %(name)s"),
        Falls.AUDIT: _("Frist for revisjon: %(name)s"),
    }
    return f"- {_written(day.on, 'd. MMMM')}: {told[day.what] % {'name': day.supplier}}"


def _written(day: date, form: str) -> str:
    language = translation.get_language() or "nb"
    if language == "en":
        return format_date(day, form.replace("d. ", "d "), locale="en_GB")
    return format_date(day, form, locale=language)
