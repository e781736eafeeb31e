"""Writes that may be left out: a note of when somebody was last here is not worth waiting for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction


@contextmanager
def if_free() -> Iterator[None]:
    """What stands inside is written, unless SQLite is busy with another's long write: then it is left out at once
    instead of keeping the page waiting. PostgreSQL lets both write."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            with transaction.atomic():
                yield
        except OperationalError:
            return
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
