"""Links that several connections write at once, and a snapshot built meanwhile. PostgreSQL alone, where an id may be
given before another and be seen after it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from aktsom.supply_chain import current as kept
from aktsom.supply_chain import reach_jobs
from aktsom.supply_chain.current import current, forget
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.reach import Direction, reach
from tests.cast import actor
from tests.committing import a_copy_of_the_database, at_once
from tests.factories.links import link, site
from tests.supply_chain.test_reach_of_tables import key

pytestmark = [pytest.mark.postgres]


@pytest.fixture
def committing(settings: Any, tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    settings.VAR = tmp_path
    forget()
    with django_db_blocker.unblock(), a_copy_of_the_database():
        actor("olga")  # with her member, that both would make
        yield
    forget()


def seen_from(start: Site) -> int:
    now = current(timezone.localdate())
    return len(reach(now.graph, [key(start)], Direction.DOWNSTREAM, allowed=now.codes.mask(actor("olga")))) - 1


def test_what_is_committed_late_is_seen_though_its_id_is_low(committing: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(kept, "LOOK_EVERY", 0.0)
    start, early, late = site(), site(), site()
    written, may_end = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            link(start, early)
            written.set()
            may_end.wait(10)
        connections.close_all()

    writer = Thread(target=slow)
    writer.start()
    written.wait(10)
    link(start, late)
    assert not connection.in_atomic_block
    assert seen_from(start) == 1
    reach_jobs.build(at=timezone.now())
    assert seen_from(start) == 1
    may_end.set()
    writer.join()
    assert seen_from(start) == 2
    forget()  # another process, that begins from the snapshot
    assert seen_from(start) == 2


def test_links_that_come_while_the_snapshot_is_built_are_seen_by_all(committing: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(kept, "LOOK_EVERY", 0.0)
    start = site()
    ends = [site() for _ in range(40)]
    seen: list[int] = []

    def write() -> None:
        for number, one in enumerate(ends, start=1):
            link(start, one)
            seen.append(seen_from(start) - number)

    def build() -> int:
        return sum(reach_jobs.build(at=timezone.now()).generation for _ in range(6))

    at_once(write, build)
    assert seen == [0] * len(ends)  # each at once, whatever generation was in use
    assert seen_from(start) == len(ends)
