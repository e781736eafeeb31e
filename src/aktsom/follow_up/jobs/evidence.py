"""What the outbox delivers for follow-up: scanning, who sees evidence as contracts change, and tidying up."""

from typing import Any

from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.contracts.telling import CONTRACTS_CHANGED
from aktsom.core import outbox
from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import daily, handles
from aktsom.follow_up.actions.evidence import SCAN, scan_evidence
from aktsom.follow_up.actions.evidence_keys import recompute, recompute_all
from aktsom.follow_up.actions.packing import forget_packages
from aktsom.follow_up.actions.tidying import tidy
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.states import ScanState

TIDY, RECKON, SCAN_WAITING = "evidence.tidy", "evidence.readers", "evidence.scan_waiting"


@handles(SCAN)
def scan_one(payload: dict[str, Any]) -> None:
    scan_evidence(by=PLATFORM, at=timezone.now(), evidence_id=payload["evidence"])


@daily(SCAN_WAITING)
def scan_what_waits(_payload: dict[str, Any]) -> None:
    """A scanner that was away for longer than the outbox tries."""
    for public_id in Evidence.objects.filter(scan_state=ScanState.WAITING).values_list("public_id", flat=True):
        outbox.send(kind=SCAN, payload={"evidence": public_id}, at=timezone.now())


@daily(TIDY)
def tidy_up(_payload: dict[str, Any]) -> None:
    forget_packages(at=timezone.now())  # first: their files are no row's then
    tidy(at=timezone.now())


@daily(RECKON)
def reckon_readers(_payload: dict[str, Any]) -> None:
    """Contracts and mandates end by their day, without anybody doing anything."""
    recompute_all(timezone.localdate())


@handles(CONTRACTS_CHANGED)
def follow_contracts(payload: dict[str, Any]) -> None:
    """Whose evidence may concern others now: of suppliers that these contracts are with, or were with."""
    rows = Contract.objects.filter(supplier__evidence__isnull=False)
    member = payload.get("member")
    rows = rows.filter(member_id=member) if member else rows.filter(pk__in=payload["contracts"])
    suppliers = set(rows.order_by().values_list("supplier_id", flat=True).distinct()) | set(
        payload.get("suppliers", ())
    )
    recompute({one for one in suppliers if one}, timezone.localdate())
