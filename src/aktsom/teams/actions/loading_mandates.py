"""Mandates loaded for a change: locked, and within the actor's reach or answered as if they did not exist."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.teams.models import Mandate
from aktsom.teams.rules.mandates import OSLO


def own_mandates_for_change(by: Actor, public_ids: Collection[str]) -> Sequence[Mandate]:
    """Mandates of members that the actor reaches, locked in one order. Raises NotVisible when one is missing."""
    reached = Mandate.objects.all() if by.is_platform else Mandate.objects.filter(member_id__in=by.member_ids)
    locked = reached.select_for_update(of=("self",)).select_related("contract", "team", "request").order_by("id")
    found = list(locked.filter(public_id__in=list(public_ids)))
    if not found or len(found) != len(set(public_ids)):
        raise NotVisible
    return found


def day_of(at: datetime) -> date:
    return at.astimezone(OSLO).date()
