"""Which follow-ups lie open as cases of sanctions: to those who run them, and to those who have a contract covered."""

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import CoveredContract, FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for, own


def case(viewer: Actor, follow_up_id: str) -> FollowUp:
    """Raises NotVisible, also for who knows that the follow-up exists and has no part in it."""
    covered = CoveredContract.objects.filter(left_at__isnull=True, member_id__in=viewer.member_ids)
    part = own(viewer) | Q(pk__in=covered.values("follow_up_id"))
    found = follow_ups_for(viewer).filter(part, announced_at__isnull=False, public_id=follow_up_id).first()
    if found is None:
        raise NotVisible
    return found
