"""What each day asks for."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from aktsom.core.outbox import daily
from aktsom.follow_up.states import PackageState
from aktsom.follow_up.tables import evidence_limit
from aktsom.records.actions.exporting import forget_exports
from aktsom.records.models import CaseExport

FORGET = "records.forget_exports"


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
