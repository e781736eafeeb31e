"""Decisions of a member that stand apart from the ladder of steps."""

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import FollowUp, RelianceDecision
from aktsom.members.models import Member
from aktsom.records import permissions


def reliance_of(viewer: Actor, member: Member, case: FollowUp) -> list[RelianceDecision]:
    """To build on what a follow-up concluded, in the order decided."""
    if not permissions.reads(viewer, member.pk):
        raise NotVisible
    rows = RelianceDecision.objects.filter(member=member, follow_up=case).order_by("id")
    return list(rows.select_related("contract"))
