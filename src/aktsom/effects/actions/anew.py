"""Somebody asks that a member's figures are reckoned anew: the worker does it."""

from datetime import datetime

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.outbox import send, waits
from aktsom.members.models import Member

KIND = "effects.figures_of_member"


@transaction.atomic
def ask_anew(*, by: Actor, at: datetime, member: Member) -> bool:
    """Whether it was asked for; not where it waits already. Nothing is changed, and so nothing is told in the
    journal."""
    payload = {"member": member.pk}
    if not (by.is_platform or member.pk in by.member_ids) or waits(kind=KIND, payload=payload):
        return False
    send(kind=KIND, payload=payload, at=at)
    return True
