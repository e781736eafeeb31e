"""Reads of what contracts ask to be shown for orders to go on."""

from datetime import date

from django.db.models import QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.sanctions.models import OrderCondition
from aktsom.sanctions.step_states import OrderConditionState
from aktsom.sharing.keys import may_see


def conditions_for(viewer: Actor) -> QuerySet[OrderCondition]:
    return OrderCondition.objects.filter(may_see(viewer)).select_related("owner")


def condition(viewer: Actor, public_id: str) -> OrderCondition:
    """Raises NotVisible."""
    found = conditions_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def conditions_of(viewer: Actor, contract: Contract) -> list[OrderCondition]:
    return list(conditions_for(viewer).filter(contract=contract))


def conditions_due(viewer: Actor, until: date) -> list[OrderCondition]:
    """Of the viewer's own, those not shown that are due by that day or were."""
    rows = conditions_for(viewer).filter(owner_id__in=viewer.member_ids, state=OrderConditionState.WAITS)
    return list(rows.filter(due_on__lte=until).select_related("contract").order_by("due_on", "id"))


def conditions_asked_of(viewer: Actor) -> list[OrderCondition]:
    """For the supplier's own list."""
    keys = conditions_for(viewer).exclude(owner_id__in=viewer.member_ids)
    return list(keys.order_by("due_on", "id"))
