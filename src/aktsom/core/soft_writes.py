"""Writes that may be left out: a note of when somebody was last here is not worth waiting for."""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction


def write_if_free(write: Callable[[], object], using: str = DEFAULT_DB_ALIAS) -> None:
    """Does `write`, unless SQLite is busy with another's long write: then it is left out at once instead of keeping the
    page waiting. PostgreSQL lets both write."""
    connection = connections[using]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        write()
        return
    with connection.cursor() as cursor:
        (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            with transaction.atomic(using=using):
                write()
        except OperationalError:
            return
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
