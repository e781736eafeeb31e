"""The database's own wall (row-level security, PostgreSQL only) put up around a stretch of code, and taken down for the
few things that must see past it.

Behind the wall the connection speaks as a role that owns nothing and sees only what the policies of the migration
`0006_wall` let through, by settings that say who asks: `aktsom_network` for whoever takes part in the cooperation, else
`aktsom_app`. With no settings that is nothing. Commands, the worker and migrations never put it up: they are the
platform itself. On SQLite there is no wall, and all of this is without effect.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

ROLE, NETWORK_ROLE = "aktsom_app", "aktsom_network"
# What the policies ask for, read once a statement; lists are written as PostgreSQL writes arrays.
SETTINGS = ("person", "members", "represented", "teams", "suppliers", "keys", "people_of", "keeps_network")
_standing: ContextVar[Mapping[str, str] | None] = ContextVar("wall", default=None)


@contextmanager
def raised(settings: Mapping[str, str], *, network: bool = False) -> Iterator[None]:
    """Behind the wall as whoever the settings say; those left out are empty, and open nothing. `network` says whether
    facts of the network lie open."""
    with _as({**settings, "role": NETWORK_ROLE if network else ROLE}):
        yield


@contextmanager
def lowered() -> Iterator[None]:
    """As the platform itself. An architecture test lists who may do this."""
    with _as(None):
        yield


def standing() -> Mapping[str, str] | None:
    return _standing.get()


@contextmanager
def _as(settings: Mapping[str, str] | None) -> Iterator[None]:
    before = _standing.get()
    if settings == before:
        yield
        return
    token = _standing.set(settings)
    try:
        _say(settings)
        yield
    finally:
        _standing.reset(token)
        _say_again(before)


def _say(settings: Mapping[str, str] | None) -> None:
    if connection.vendor != "postgresql" or connection.connection is None:
        return  # a connection made later is told by `_tell_new`
    _tell(transaction.get_connection(), settings)


def _say_again(settings: Mapping[str, str] | None) -> None:
    """What stood before must stand again, or the connection is given up: nothing of one request may reach the next."""
    try:
        _say(settings)
    except DatabaseError:
        database = transaction.get_connection()
        if database.in_atomic_block:
            database.needs_rollback = True  # which takes the settings back to what they were at its start
        else:
            database.close()


def _tell(database: BaseDatabaseWrapper, settings: Mapping[str, str] | None) -> None:
    said = settings or {"role": "none"}
    names = ["role", *(f"aktsom.{name}" for name in SETTINGS)]
    values = [said["role"], *(said.get(name, "") for name in SETTINGS)]
    asked = ", ".join(["set_config(%s, %s, false)"] * len(names))
    with database.cursor() as cursor:
        try:
            cursor.execute(f"select {asked}", [part for pair in zip(names, values, strict=True) for part in pair])
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") in {"22023", "42501"}:  # no such role, or not allowed to be it
                raise ImproperlyConfigured(how_to_mend(database)) from error
            raise


def how_to_mend(database: BaseDatabaseWrapper) -> str:
    user = database.settings_dict.get("USER") or "the log-in role"
    return (
        f"The database's log-in role may not act as {ROLE} and {NETWORK_ROLE}, which pages are served by. Let a "
        f"superuser run: create role {ROLE} nologin; create role {NETWORK_ROLE} nologin; "
        f'grant {ROLE}, {NETWORK_ROLE} to "{user}";'
    )


@register(Tags.database)
def may_act_as_the_roles(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Told when the platform starts, not first by a page. Roles that are not there yet are the migration's to make."""
    if connection.vendor != "postgresql" or "default" not in (databases or ()):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname from pg_roles where rolname = any(%s) and not pg_has_role(current_user, oid, 'member')",
            [[ROLE, NETWORK_ROLE]],
        )
        barred = cursor.fetchall()
    return [Error(how_to_mend(transaction.get_connection()), id="aktsom.E001")] if barred else []


def _tell_new(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A connection that breaks and is made anew in the middle of a request stands behind the same wall."""
    settings = _standing.get()
    if settings is not None and connection.vendor == "postgresql":
        _tell(connection, settings)


connection_created.connect(_tell_new, dispatch_uid="wall")
