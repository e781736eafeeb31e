"""What need not be waited for is left out while SQLite is busy, and the page goes on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from aktsom.core.soft_writes import write_if_free


@pytest.fixture
def file(tmp_path: Path, django_db_blocker: pytest.FixtureRequest) -> Iterator[Path]:
    """A database of its own, which another connection can keep busy."""
    path = tmp_path / "busy.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("create table seen (day text)")
    made.close()
    like = {**settings.DATABASES["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    connections.databases["busy"] = {**like, "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 120}}
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield path
        connections["busy"].close()
    del connections["busy"], connections.databases["busy"]


def note() -> None:
    connections["busy"].cursor().execute("insert into seen values ('today')")


def noted(path: Path) -> int:
    with sqlite3.connect(path) as reading:
        (count,) = reading.execute("select count(*) from seen").fetchone()
    reading.close()
    return int(count)


def test_it_is_written_where_nobody_else_writes(file: Path) -> None:
    write_if_free(note, using="busy")
    assert noted(file) == 1


def test_it_is_left_out_at_once_while_another_writes_and_the_patience_is_as_before(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    write_if_free(note, using="busy")
    assert noted(file) == 0
    other.execute("rollback")
    other.close()
    write_if_free(note, using="busy")
    assert noted(file) == 1
    assert connections["busy"].cursor().execute("pragma busy_timeout").fetchone() == (120_000,)
