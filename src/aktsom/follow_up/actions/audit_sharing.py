"""Who gets to see a report that is handed in: stopped while telling the employer endangers workers, confirmed where it
came through the seller, and shown to the supplier."""

from datetime import datetime

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.follow_up.actions.audit_reports import act_of, report_for_change, saved
from aktsom.follow_up.audit_states import ReportState
from aktsom.follow_up.methods import supplier_keys
from aktsom.follow_up.models import Audit, AuditReport
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in
from aktsom.sharing.audiences import is_of_supplier


@transaction.atomic
def stop_sharing(*, by: Actor, at: datetime, report_id: str, revision: int, reason: str) -> AuditReport:
    """Telling the employer now endangers workers: neither the supplier nor other buyers see it, until it is lifted.
    Also when it was shared already: what is read is read, and no more is shown."""
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.block(by, one))
    one.blocked_at, one.blocked_reason = at, reason_in("reason", reason)
    one.lifted_at, one.lifted_by_id, one.lifted_reason = None, None, ""
    one.shared_at = one.shown_at = None
    one.seen_by = frozenset(key for key in one.seen_by if not is_of_supplier(key))
    saved(one, by, at, act_of("audit_report_stopped", one))
    _follow(one)
    tell("audit_stopped", one.public_id, at)
    return one


@transaction.atomic
def lift_stop(*, by: Actor, at: datetime, report_id: str, revision: int, reason: str) -> AuditReport:
    """It is shared with those who have a contract covered again; the supplier is shown it anew by an act of its own."""
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.lift(by, one))
    one.lifted_reason = reason_in("reason", reason)
    one.blocked_at, one.lifted_at, one.lifted_by_id = None, at, by.person_id
    _share(one, at)
    saved(one, by, at, act_of("audit_report_lifted", one))
    _follow(one)
    return one


@transaction.atomic
def confirm_report(*, by: Actor, at: datetime, report_id: str, revision: int, how: str) -> AuditReport:
    """That the auditor stands by a report which the seller handed on, and how that is known."""
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.confirm(by, one))
    one.confirmed_how, one.confirmed_at = reason_in("how", how), at
    _share(one, at)
    saved(one, by, at, act_of("audit_report_confirmed", one))
    _follow(one)
    return one


@transaction.atomic
def show_supplier(*, by: Actor, at: datetime, report_id: str, revision: int) -> AuditReport:
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.show(by, one))
    one.shown_at, one.seen_by = at, one.seen_by | supplier_keys(one.follow_up)
    saved(one, by, at, act_of("audit_report_shown", one))
    audit = Audit.objects.get(pk=one.audit_id)
    audit.seen_by = audit.seen_by | supplier_keys(one.follow_up)
    audit.save(update_fields=["seen_by"])
    tell("audit_shown", one.public_id, at)
    return one


def _share(one: AuditReport, at: datetime) -> None:
    unconfirmed = one.through_seller and one.confirmed_at is None
    if one.state == ReportState.HANDED_IN and one.blocked_at is None and not unconfirmed:
        one.shared_at = at


def _follow(one: AuditReport) -> None:
    """Those who have a contract covered see the order with the report."""
    audit = Audit.objects.get(pk=one.audit_id)
    audit.shared_at = one.shared_at
    if one.shown_at is None:
        audit.seen_by = frozenset(key for key in audit.seen_by if not is_of_supplier(key))
    audit.save(update_fields=["shared_at", "seen_by"])
