"""Why an actor may not ask a supplier for a self-report, or call it back; or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.states import REPORT, UNDER_WAY, FollowUpState, Method


def dispatch(actor: Actor, one: FollowUp) -> Refusal | None:
    """Once at a time, after it has been announced: what is asked before others know of it may be asked twice."""
    if refusal := run(actor, one):
        return refusal
    if one.state == FollowUpState.PLANNED:
        return Refusal(_("Varsle oppfølgingen først, så ingen andre spør leverandøren om det samme."))
    if one.state not in (FollowUpState.ANNOUNCED, FollowUpState.RUNNING):
        return Refusal(_("Oppfølgingen er avsluttet."))
    if Method.SELF_REPORT not in one.methods:
        return Refusal(_("Egenrapport er ikke med i planen. Endre planen først."))
    if one.self_reports.filter(state__in=UNDER_WAY).exists():
        return Refusal(_("Leverandøren er allerede spurt."))
    return None


def withdraw(actor: Actor, report: SelfReport) -> Refusal | None:
    return run(actor, report.follow_up) or REPORT.refusal(report.state, "withdraw")
