"""Which follow-ups lie open as cases of sanctions: to those who run them, and to those who have a contract covered."""

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for, own


def case(viewer: Actor, follow_up_id: str) -> FollowUp:
    """Raises NotVisible, also for who knows that the follow-up exists and has no part in it."""
    covered = CoveredContract.objects.filter(left_at__isnull=True, member_id__in=viewer.member_ids)
    rows = follow_ups_for(viewer).filter(announced_at__isnull=False, public_id=follow_up_id)
    found = rows.first()
    if found is None:
        raise NotVisible
    if FollowUp.objects.filter(own(viewer), pk=found.pk).exists() or covered.filter(follow_up=found).exists():
        return found
    raise NotVisible
