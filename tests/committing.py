"""A database of its own for tests in which several connections write at once, on PostgreSQL.

What the other tests roll back has to be committed here to be seen by another connection, and the journal lets nobody
clear it away afterwards. So the test's database is copied, and the copy is dropped.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg import sql

from aktsom.core.errors import DomainError


@contextmanager
def a_copy_of_the_database() -> Iterator[None]:
    settings = connection.settings_dict
    name = str(settings["NAME"])
    copy = f"{name}_committing"
    connections.close_all()
    _admin(sql.SQL("drop database if exists {}").format(sql.Identifier(copy)))
    _admin(sql.SQL("create database {} template {}").format(sql.Identifier(copy), sql.Identifier(name)))
    settings["NAME"] = copy
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = name
        _admin(sql.SQL("drop database {}").format(sql.Identifier(copy)))


def _admin(statement: sql.Composed) -> None:
    said = connection.settings_dict
    with psycopg.connect(
        host=said["HOST"], port=said["PORT"], user=said["USER"], password=said["PASSWORD"], dbname="postgres",
        autocommit=True,
    ) as admin:  # fmt: skip
        admin.execute(statement)


def at_once(*acts: Callable[[], Any]) -> list[object]:
    """What came of each act, all begun at the same moment, each with a connection of its own. A domain error is a
    result as well."""
    start, results = Barrier(len(acts)), dict[int, object]()

    def run(number: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[number] = act()
        except DomainError as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [results[number] for number in range(len(acts))]
