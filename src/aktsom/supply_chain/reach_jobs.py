"""The snapshot of the chains is built anew: once a day, after many changes, and on command."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from aktsom.core.outbox import daily
from aktsom.core.wall import lowered
from aktsom.supply_chain.audience_codes import AudienceCodes
from aktsom.supply_chain.current import database_id, last_change, settled_change, shelf
from aktsom.supply_chain.gathering import all_edges
from aktsom.supply_chain.models import ReachChange
from aktsom.supply_chain.reach import BeingWritten, Damaged, Snapshot

log = logging.getLogger(__name__)
BUILD = "supply_chain.reach"
MANY_CHANGES = 20_000  # a delta this long still walks fast; a longer one costs memory in each process


@dataclass(frozen=True)
class Built:
    generation: int
    nodes: int
    links: int


@daily(BUILD)
def build_daily(_payload: dict[str, Any]) -> None:
    try:
        build(at=timezone.now())
    except BeingWritten:
        log.info("reach: another process builds the snapshot")


def build_after_many_changes(at: datetime) -> Built | None:
    """Asked by the worker now and then. None when there was no need."""
    if last_change() - _in_the_newest() < MANY_CHANGES:
        return None
    return build(at=at)


def build(*, at: datetime) -> Built:
    """Whatever is committed while it reads stands in the log after its high water, and is laid on by every process.
    Raises BeingWritten when another process is at it."""
    before = _in_the_newest()
    with lowered():
        day, codes, settled = timezone.localdate(at), AudienceCodes(), settled_change(at)
        snapshot = Snapshot.build(all_edges(day, codes), high_water=settled)
        told = {"day": day.isoformat(), "audiences": codes.to_json(), "database": database_id()}
        generation = shelf().put(snapshot, told=told)
        # The generation before is what is fallen back on: the log reaches back to it. The last entry always stays, so
        # that ids tell a database that was set back.
        ReachChange.objects.filter(id__lte=min(before, settled)).exclude(id=settled).delete()
    return Built(generation, len(snapshot), snapshot.links)


_known: dict[tuple[str, int], int] = {}


def _in_the_newest() -> int:
    """To open a snapshot is to read it whole, so that it is done once for each."""
    generation = (str(shelf().folder), shelf().newest_number())
    if generation not in _known:
        _known.clear()
        _known[generation] = _high_water()
    return _known[generation]


def _high_water() -> int:
    try:
        newest = shelf().newest()
    except Damaged:
        return 0
    if newest is None:
        return 0
    with newest:
        return newest.high_water
