"""What each day asks for: reminders before the last day of a request, word of those that are late, and files taken out
whose days are over. A worker that was down for some days makes up for them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import timezone

from aktsom.core.outbox import daily
from aktsom.follow_up.states import PackageState
from aktsom.follow_up.tables import evidence_limit
from aktsom.follow_up.telling import tell_once
from aktsom.records.actions.exporting import forget_exports
from aktsom.records.models import AccessRequest, CaseExport
from aktsom.records.queries.requests import WAITING
from aktsom.records.rules.clocks import remind_on
from aktsom.records.tables import access_laws
from aktsom.sanctions.letter_tables import days_off

FORGET, REMIND = "records.forget_exports", "records.remind"


@daily(FORGET)
def forget_what_is_over(_payload: dict[str, Any]) -> None:
    now = timezone.now()
    forget_exports(at=now)
    old = (now - timedelta(hours=evidence_limit("orphan_hours"))).timestamp()
    open_ = CaseExport.objects.filter(state__in=[PackageState.MAKING, PackageState.STOPPED, PackageState.FAILED])
    kept = set(open_.values_list("public_id", flat=True))
    for path in Path(settings.UPLOADS).glob("utt-*.*"):
        if path.stem not in kept and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


@daily(REMIND)
def remind(payload: dict[str, Any]) -> None:
    """Once for each last day, and once when it has gone."""
    today = date.fromisoformat(payload["day"])
    rows = AccessRequest.objects.filter(state__in=WAITING).annotate(last=Coalesce("extended_to", "due_on"))
    for one in rows.filter(last__lt=today, told_late_on__isnull=True):
        tell_once(
            AccessRequest.objects.filter(pk=one.pk), "told_late_on", today, "access_due", one.public_id, late=True
        )
    for one in rows.filter(last__gte=today, reminded_on__isnull=True):
        if remind_on(one.answer_by, access_laws()[one.law].remind_days, days_off) <= today:
            tell_once(AccessRequest.objects.filter(pk=one.pk), "reminded_on", today, "access_due", one.public_id)
