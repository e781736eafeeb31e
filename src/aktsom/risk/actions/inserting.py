"""Adding very many plain rows at once, where Django's objects would cost most of the time."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model


def insert_rows(model: type[Model], fields: Sequence[str], rows: Iterable[tuple[str | int, ...]]) -> None:
    """Add rows of texts and whole numbers, in the order of `fields`, which must be all but the key."""
    quoted = connection.ops.quote_name
    column_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = ", ".join(quoted(column_of[name]) for name in fields)
    places = ", ".join(["%s"] * len(fields))
    values = list(rows)
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"insert into {quoted(model._meta.db_table)} ({columns}) values ({places})", values)  # noqa: S608 - names from our own models
