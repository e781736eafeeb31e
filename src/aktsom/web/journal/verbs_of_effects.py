"""Verbs of effort, of what was done before, and of joint costs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EFFORT: dict[str, str | Promise] = {
    "effort_written": _("Skrev ned tid"),
    "effort_corrected": _("Rettet tid som var skrevet ned"),
    "effort_struck": _("Strøk tid som var skrevet ned"),
    "timer_started": _("Startet en tidtaker"),
    "timer_dropped": _("Kastet en tidtaker"),
    "baseline_said": _("Skrev hva virksomheten gjorde før"),
    "baseline_struck": _("Strøk hva virksomheten gjorde før"),
    "hourly_cost_said": _("Skrev hva en time koster"),
    "hourly_cost_struck": _("Strøk hva en time koster"),
    "joint_cost_recorded": _("Førte en felles kostnad"),
    "joint_cost_taken_back": _("Tok tilbake en felles kostnad"),
    "cost_share_owed": _("Fikk en del av en felles kostnad"),
    "cost_share_void": _("Skylder ikke lenger en del av en felles kostnad"),
    "cost_share_paid": _("Sa at en del av en felles kostnad er betalt"),
    "cost_share_settled": _("Sa at en del av en felles kostnad er kommet"),
    "cost_share_reopened": _("Åpnet en del av en felles kostnad igjen"),
}
