"""What may not be ordered under which contract now: for the owner body's own people, and for the supplier."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.sanctions.models import OrderCondition, Replacement, Suspension, Termination
from aktsom.sanctions.rules.blocks import Block, Ground, Suspended, of_suspension, widest_first
from aktsom.sanctions.step_states import (
    STOPS_ORDERS,
    STOPS_PLACE,
    OrderConditionState,
    ReplacementState,
    TerminationState,
)
from aktsom.sharing.keys import may_see


def blocks_of(viewer: Actor, contracts: Collection[int], today: date) -> dict[int, list[Block]]:
    """{contract's key: what stops orders there, the widest first}, of those where anything does. Four questions to the
    database whatever the number of contracts."""
    found: dict[int, list[Block]] = {}
    for block in _all(viewer, {"contract_id__in": list(contracts)}, today):
        found.setdefault(block.contract_id, []).append(block)
    return {key: widest_first(blocks) for key, blocks in found.items()}


def own_blocks(viewer: Actor, today: date) -> list[tuple[Contract, list[Block]]]:
    """Of all contracts of the viewer's own members, in the order of their titles."""
    found: dict[int, list[Block]] = {}
    for block in _all(viewer, {"owner_id__in": viewer.member_ids}, today):
        found.setdefault(block.contract_id, []).append(block)
    contracts = Contract.objects.filter(pk__in=found, member_id__in=viewer.member_ids).select_related("member")
    return [(one, widest_first(found[one.pk])) for one in contracts.order_by("title", "id")]


def _all(viewer: Actor, which: dict[str, object], today: date) -> Iterable[Block]:
    yield from _suspended(viewer, which, today)
    yield from _replaced(viewer, which, today)
    yield from _terminated(viewer, which, today)
    yield from _conditions(viewer, which, today)


def _suspended(viewer: Actor, which: dict[str, object], today: date) -> Iterable[Block]:
    rows = Suspension.objects.filter(may_see(viewer), state__in=STOPS_ORDERS, starts_on__lte=today, **which)
    for one in rows.order_by("id"):
        places = tuple(place["name"] for place in one.places)
        facts = Suspended(
            one.contract_id, one.public_id, one.state, one.period, one.whole, tuple(one.products), places,
            one.lift_test,
        )  # fmt: skip
        if block := of_suspension(facts, today):
            yield block


def _replaced(viewer: Actor, which: dict[str, object], today: date) -> Iterable[Block]:
    """A new place that is confirmed delivers from its own day: until then the old one is still not ordered from."""
    stops = Q(state__in=STOPS_PLACE) | Q(state=ReplacementState.CONFIRMED, delivers_from__gt=today)
    rows = Replacement.objects.filter(stops, may_see(viewer), since__isnull=False, **which)
    for one in rows.order_by("id"):
        until = one.delivers_from - timedelta(days=1) if one.delivers_from is not None else None
        yield Block(
            Ground.REPLACEMENT, one.contract_id, one.public_id, False, one.since or one.due_on, tuple(one.products),
            (one.old_name,), until,
        )  # fmt: skip


def _terminated(viewer: Actor, which: dict[str, object], today: date) -> Iterable[Block]:
    ends = [TerminationState.STANDING, TerminationState.SETTLED]
    rows = Termination.objects.filter(may_see(viewer), state__in=ends, from_on__lte=today, **which)
    for one in rows.order_by("id"):
        yield Block(Ground.TERMINATION, one.contract_id, one.public_id, True, one.from_on)


def _conditions(viewer: Actor, which: dict[str, object], today: date) -> Iterable[Block]:
    rows = OrderCondition.objects.filter(may_see(viewer), state=OrderConditionState.WAITS, due_on__lt=today, **which)
    for one in rows.order_by("id"):
        yield Block(
            Ground.CONDITION, one.contract_id, one.public_id, not one.products, one.due_on, tuple(one.products),
            lifted_by=one.text,
        )  # fmt: skip
