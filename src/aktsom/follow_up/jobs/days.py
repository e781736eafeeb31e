"""What each day asks for about self-reports: reminders, days that are past, and who reads them as contracts change."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from aktsom.contracts.telling import CONTRACTS_CHANGED
from aktsom.core.outbox import daily, handles
from aktsom.follow_up.actions.reminding import send_reminders, tell_of_days_past
from aktsom.follow_up.actions.report_keys import recompute_all, recompute_contracts
from aktsom.suppliers.telling import SAMENESS_CHANGED

REMIND, DAYS_PAST, READERS = "self_reports.remind", "self_reports.days_past", "self_reports.readers"


@daily(REMIND)
def remind(_payload: dict[str, Any]) -> None:
    send_reminders(at=timezone.now())


@daily(DAYS_PAST)
def tell_of_days(_payload: dict[str, Any]) -> None:
    tell_of_days_past(at=timezone.now())


@daily(READERS)
def reckon_readers(_payload: dict[str, Any]) -> None:
    """Mandates end by their day, without anybody doing anything."""
    recompute_all(timezone.localdate())


@handles(CONTRACTS_CHANGED)
def follow_contracts(payload: dict[str, Any]) -> None:
    member = payload.get("member")
    which = Q(contracts__member_id=member) if member else Q(contracts__contract_id__in=payload["contracts"])
    recompute_contracts(which, timezone.localdate())


@handles(SAMENESS_CHANGED)
def follow_sameness(payload: dict[str, Any]) -> None:
    """Contracts count as the company's by its records, which were judged to be one or came apart."""
    ids = payload["suppliers"]
    recompute_contracts(Q(supplier_id__in=ids) | Q(contracts__contract__supplier_id__in=ids), timezone.localdate())
