"""What the rules of release need to know of a title or a passage."""

from datetime import date

from django.utils import timezone

from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import secrecy_ground
from aktsom.sharing.releasing import ReleaseFacts
from aktsom.teams.models import Memo, MemoPassage


def facts_of_title(memo: Memo, today: date, reason: str = "") -> ReleaseFacts:
    return ReleaseFacts(
        audience=Audience(memo.audience),
        today=today,
        reason=reason,
        concerns_supplier=memo.supplier_id is not None,
        shown_on=timezone.localdate(memo.supplier_shown_at) if memo.supplier_shown_at else None,
        endangers_workers=memo.endangers_workers,
        ground=secrecy_ground(memo.secrecy_ground),
    )


def facts_of_passage(memo: Memo, passage: MemoPassage, today: date, reason: str = "") -> ReleaseFacts:
    return ReleaseFacts(
        audience=Audience(passage.audience),
        today=today,
        reason=reason,
        concerns_supplier=memo.supplier_id is not None,
        shown_on=timezone.localdate(passage.supplier_shown_at) if passage.supplier_shown_at else None,
        endangers_workers=memo.endangers_workers,
        names_sub_supplier=passage.names_sub_supplier,
        tells_price=passage.tells_price,
        is_deviation=passage.is_deviation,
        plan_due_on=passage.plan_due_on,
        found_on=timezone.localdate(passage.written_at),
        ground=secrecy_ground(passage.secrecy_ground),
    )
