"""Taking something back inward. It is free, and it leaves a trace where something had been let out."""

from collections.abc import Iterable
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.core.journal import Act
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.teams.actions.memo_loading import told
from aktsom.teams.actions.seen_by import Part
from aktsom.teams.models import Memo


def narrow(
    memo: Memo,
    parts: Iterable[Part],
    to: Audience,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    withdraws: Release | None = None,
) -> list[Act]:
    """Those of the parts that stand wider are moved in, and saved; the keys are for the caller to recompute."""
    acts = []
    for part in parts:
        before = Audience(part.audience)
        if before.width <= to.width:
            continue
        part.audience = to
        part.save(update_fields=["audience"])
        subject = part.public_id
        if before.width > Audience.CASE_TEAM.width:
            taken_back = withdraws if withdraws and withdraws.subject == subject else _last_outward(subject)
            Release.objects.create(
                subject=subject,
                owner_id=memo.owner_id,
                before=before,
                after=to,
                reason=reason,
                at=at,
                person_id=by.person_id,
                withdraws=taken_back,
            )
        acts.append(told(by, memo, "sharing_narrowed", subject, audience=[before, to]))
    return acts


def _last_outward(subject: str) -> Release | None:
    return Release.objects.filter(subject=subject, withdraws__isnull=True).first()
