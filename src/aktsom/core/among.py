"""To ask for rows by very many ids at once: one value in the question, where a list of them is written out id by id."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

if TYPE_CHECKING:
    _Lookup = models.Lookup[Any]
else:  # Django's class takes no type parameters at run time
    _Lookup = models.Lookup


def among(field: str, numbers: Iterable[int]) -> Q:
    """The same rows as `field__in`. For some thousands or more; of a few the database plans `in` better."""
    return Q(**{f"{field}__among": ",".join(map(str, numbers))})


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class Among(_Lookup):
    """Takes the numbers as one text, which nothing on the way to the database goes through number by number."""

    lookup_name = "among"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = any(%s::bigint[])", [*params, f"{{{self.rhs}}}"]

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} in (select value from json_each(%s))", [*params, f"[{self.rhs}]"]  # noqa: S608  the column is Django's own words
