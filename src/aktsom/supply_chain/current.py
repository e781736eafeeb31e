"""The graph as the tables have it now, kept in each process: the newest snapshot, and what the log of changes says has
come since. Looked at anew at most twice a second, so that a link is seen by all within a second of its commit.

Ids of the log are given before a commit, so that a lower one may appear after a higher. Whatever is read is kept in
mind as applied, and the log is read again from below the first gap until nobody can still be writing there.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from aktsom.core.wall import lowered
from aktsom.members.models import Member
from aktsom.supply_chain.audience_codes import AudienceCodes
from aktsom.supply_chain.gathering import Pair, all_edges, edges_of_pairs, pairs_that_turned
from aktsom.supply_chain.models import ReachChange
from aktsom.supply_chain.reach import Damaged, Graph, Shelf, Snapshot, told_with

log = logging.getLogger(__name__)
LOOK_EVERY = 0.5  # seconds
LONGEST_WRITE = timedelta(minutes=15)  # no transaction that writes links lasts longer


@dataclass(frozen=True)
class Current:
    """`generation`: of the snapshot on the shelf, 0 for one made in this process. `settled`: all of the log up to here
    is in the graph; `applied`: later entries that are too."""

    graph: Graph
    codes: AudienceCodes
    day: date
    generation: int
    settled: int
    applied: frozenset[int] = field(default_factory=frozenset)


_kept: Current | None = None
_looked = 0.0
_lock = threading.Lock()


def shelf() -> Shelf:
    """Of this database: another one in the same folder has other links."""
    name = f"{connection.vendor}:{connection.settings_dict.get('HOST')}:{connection.settings_dict['NAME']}"
    return Shelf(Path(settings.VAR) / "reach" / sha256(name.encode()).hexdigest()[:12])


def current(day: date) -> Current:
    """Within a transaction it is read for this once and not kept: what is not committed is seen by nobody else."""
    global _kept, _looked  # noqa: PLW0603  one graph a process
    if connection.in_atomic_block:
        with lowered():
            return _brought_up(None, day)
    with _lock:
        kept = _kept
        if kept is not None and kept.day == day and time.monotonic() - _looked < LOOK_EVERY:
            return kept
        with lowered():
            _kept = _brought_up(kept, day)
        _looked = time.monotonic()
        return _kept


def forget() -> None:
    """So that the next who asks begins from the shelf."""
    global _kept, _looked
    with _lock:
        _kept, _looked = None, 0.0


def _brought_up(kept: Current | None, day: date) -> Current:
    newest = shelf().newest_number()
    if kept is None or newest > kept.generation:
        kept = _opened(newest, day) or (kept if kept is not None else _from_tables(day))
    if kept.day != day:
        kept = replace(_with(kept, pairs_that_turned(kept.day, day), day), day=day)
    return _followed(kept)


def _opened(generation: int, day: date) -> Current | None:
    """From the shelf. None where there is nothing whole on it, or what is there is of a database that was set back."""
    try:
        snapshot = shelf().newest() if generation else None
    except Damaged as damage:
        log.warning("reach: no snapshot is whole, reading the tables: %s", damage)
        return None
    if snapshot is None:
        return None
    told = told_with(snapshot)
    if told.get("database") != database_id() or snapshot.high_water > last_change():
        log.warning("reach: the snapshot does not belong to these tables; reading them")
        snapshot.close()
        return None
    built = date.fromisoformat(told["day"])
    graph = Graph(snapshot)
    found = Current(graph, AudienceCodes(told["audiences"]), built, generation, snapshot.high_water)
    return replace(_with(found, pairs_that_turned(built, day), day), day=day) if built != day else found


def _from_tables(day: date) -> Current:
    codes, settled = AudienceCodes(), settled_change(timezone.now())
    snapshot = Snapshot.build(all_edges(day, codes), high_water=settled)
    return Current(Graph(snapshot), codes, day, 0, settled)


def _followed(kept: Current) -> Current:
    """With the log read on. What has been read is kept in mind, so that a page of it may come again."""
    rows = ReachChange.objects.filter(id__gt=kept.settled).order_by("id").values_list("id", "source", "target", "at")
    read = list(rows)
    fresh = {(source, target) for id_, source, target, _ in read if id_ not in kept.applied}
    if not read:
        return kept
    kept = _with(kept, fresh, kept.day)
    settled = _settled([(id_, at) for id_, _, _, at in read], kept.settled, timezone.now())
    return replace(kept, settled=settled, applied=frozenset(id_ for id_, *_ in read if id_ > settled))


def _settled(read: Iterable[tuple[int, datetime]], settled: int, now: datetime) -> int:
    """The last entry below which none can still appear: there is no gap, or it is too old to be filled."""
    for id_, at in read:
        if id_ == settled + 1 or at < now - LONGEST_WRITE:
            settled = id_
        else:
            break
    return settled


def _with(kept: Current, pairs: Iterable[Pair], day: date) -> Current:
    changed = set(pairs)
    if not changed:
        return kept
    now, ended = edges_of_pairs(changed, day, kept.codes)
    delta = kept.graph.delta.then(now=now, ended=ended, high_water=kept.settled)
    return replace(kept, graph=Graph(kept.graph.snapshot, delta))


def database_id() -> str:
    """What no other database has: the id that its first member was given by chance."""
    return Member.objects.order_by("id").values_list("public_id", flat=True).first() or ""


def last_change() -> int:
    return ReachChange.objects.aggregate(last=Max("id"))["last"] or 0


def settled_change(now: datetime) -> int:
    """The last entry below which none can still appear. To be asked before the tables are read: what is committed
    meanwhile stands after it. From the log alone: an earlier snapshot may be of a database that was set back since."""
    first = ReachChange.objects.filter(at__lt=now - LONGEST_WRITE).aggregate(last=Max("id"))["last"] or 0
    rows = ReachChange.objects.filter(id__gt=first).order_by("id").values_list("id", "at")
    return _settled(rows.iterator(), first, now)
