"""The part of a follow-up's page that tells of its self-report."""

from typing import Any

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions import run
from aktsom.follow_up.permissions import self_reports as permissions
from aktsom.follow_up.queries.self_reports import reports_of
from aktsom.follow_up.states import OPEN_TO_SUPPLIER, FollowUpState, Method
from aktsom.web.cases import report_words


def asked_of_supplier(actor: Actor, one: FollowUp) -> dict[str, Any]:
    """`dispatch_off` says why it cannot be asked now, to those who could otherwise."""
    reports = reports_of(actor, one, timezone.now())
    refusal = permissions.dispatch(actor, one)
    open_ = any(each.report.state in OPEN_TO_SUPPLIER or each.report.state == "answered" for each in reports)
    planned = Method.SELF_REPORT in one.methods and one.state != FollowUpState.PLANNED
    asks = run(actor, one) is None and planned and not open_
    return {
        "reports": reports,
        "may_dispatch": refusal is None,
        "dispatch_off": str(refusal) if refusal and asks else "",
        "report_states": report_words.STATES,
        "due_why": report_words.due_why,
        "timing_words": report_words.timing_words,
        "timing_drawn": report_words.DRAWN,
        "counted": report_words.counted,
        "open_to_supplier": OPEN_TO_SUPPLIER,
    }
