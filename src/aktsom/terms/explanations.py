"""Due rules in plain words, in the language of the page."""

from datetime import date

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from aktsom.terms.rules import Due

# What the days that rules count from are called inside a sentence.
ANCHORS: dict[str, str | Promise] = {
    "contract_start": _("avtalestart"),
    "contract_signature": _("signering"),
    "dispatch": _("utsending av skjemaet"),
    "request": _("forespørselen"),
    "submission": _("innsending"),
    "plan_due": _("fristen i tiltaksplanen"),
    "material_change": _("en vesentlig endring"),
    "activity_date": _("aktiviteten"),
    "document_date": _("datoen på dokumentet"),
    "assessment_date": _("vurderingen"),
}
CONDITIONS: dict[str, str | Promise] = {
    "covered_by_apenhetsloven": _("leverandøren er omfattet av åpenhetsloven"),
}
_SENTENCES: dict[str, str | Promise] = {
    "on_anchor": _("ved {anchor}"),
    "after_anchor": _("{duration} etter {anchor}"),
    "before_anchor": _("{duration} før {anchor}"),
    "every": _("hver gang det har gått {duration}"),
    "yearly": _("hvert år innen {day}"),
    "always": _("så lenge avtalen gjelder"),
    "on_request": _("når dere ber om det"),
    "without_delay": _("uten ugrunnet opphold"),
    "on_decision": _("når dere bestemmer det"),
    "contract_decides": _("etter det avtalen selv sier"),
}


def explain(due: Due) -> str:
    """One sentence part: "6 uker etter utsending av skjemaet"; with an unknown condition both ways it can go."""
    said = _sentence(due)
    if not due.depends_on:
        return said
    condition = CONDITIONS.get(due.depends_on, due.depends_on)
    otherwise = explain(due.otherwise) if due.otherwise else ""
    return gettext("{said} hvis {condition}, ellers {otherwise}").format(
        said=said, condition=condition, otherwise=otherwise
    )


def _sentence(due: Due) -> str:
    anchor = str(due.params.get("anchor", ""))
    day = _day_of_year(due) if due.code == "yearly" else ""
    return str(_SENTENCES[due.code]).format(anchor=ANCHORS.get(anchor, anchor), duration=_duration(due), day=day)


def _duration(due: Due) -> str:
    counts = {unit: int(count) for unit, count in due.params.items() if unit in ("years", "months", "weeks", "days")}
    said = {
        "years": ngettext("{count} år", "{count} år", counts.get("years", 0)),
        "months": ngettext("{count} måned", "{count} måneder", counts.get("months", 0)),
        "weeks": ngettext("{count} uke", "{count} uker", counts.get("weeks", 0)),
        "days": ngettext("{count} dag", "{count} dager", counts.get("days", 0)),
    }
    return gettext(" og ").join(said[unit].format(count=count) for unit, count in counts.items())


def _day_of_year(due: Due) -> str:
    day = date(2024, int(due.params["month"]), int(due.params["day"]))
    language = get_language() or "nb"
    return format_date(
        day, "d MMMM" if language == "en" else "d. MMMM", locale="en_GB" if language == "en" else language
    )
