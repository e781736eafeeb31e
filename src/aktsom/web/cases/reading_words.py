"""The reading of self-reports in words."""

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.follow_up.judging_tables import answer_scale
from aktsom.follow_up.rules.reading import FIRST, SECOND, ReadStanding
from aktsom.follow_up.states import ReportState

STATES: Mapping[str, str | Promise] = {
    ReportState.ASKED: _("Venter på svar"),
    ReportState.ANSWERED: _("Leses"),
    ReportState.RETURNED: _("Noen svar er sendt tilbake"),
    ReportState.JUDGED: _("Ferdig lest"),
    ReportState.WITHDRAWN: _("Trukket tilbake"),
}
STANDINGS: Mapping[str, str | Promise] = {
    ReadStanding.UNREAD: _("Ikke lest"),
    ReadStanding.HALF: _("Lest av én"),
    ReadStanding.DISAGREED: _("Uenige"),
    ReadStanding.AGREED: _("Enige"),
    ReadStanding.SETTLED: _("Avgjort"),
    ReadStanding.EMPTY: _("Ikke besvart"),
}
MARKS = {
    ReadStanding.DISAGREED: "late",
    ReadStanding.HALF: "wait",
    ReadStanding.AGREED: "ok",
    ReadStanding.SETTLED: "ok",
}
PLACES: Mapping[int, str | Promise] = {FIRST: _("Første leser"), SECOND: _("Andre leser")}


def scale() -> list[tuple[int, str, str]]:
    """(score, name, guidance) in the language."""
    at = {"nn": 1, "en": 2}.get(translation.get_language() or "nb", 0)
    return [(step.score, step.name[at], step.guidance[at]) for step in answer_scale()]


def hours_text(hours: Decimal) -> str:
    return str(format_decimal(hours, format="0.##", locale=translation.get_language() or "nb"))
