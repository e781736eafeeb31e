"""A column of audience keys that the database itself can compare: an array on PostgreSQL, a text on SQLite."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.sharing.audiences import keys_held

if TYPE_CHECKING:
    _Field = models.Field[frozenset[int], frozenset[int]]
    _Lookup = models.Lookup[Any]
else:  # Django's classes take no type parameters at run time
    _Field, _Lookup = models.Field, models.Lookup


class AudienceKeys(_Field):
    """Who may see the row, as `sharing.audiences` computes it. On SQLite ",12,23," so that each key stands apart."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "editable": False, "default": frozenset})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bigint[]" if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, _expression: object, _connection: BaseDatabaseWrapper) -> frozenset[int]:
        if isinstance(value, str):
            return frozenset(int(key) for key in value.split(",") if key)
        return frozenset(value or ())

    # Django calls it with these.
    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: ARG002
        if value is None or isinstance(value, str):
            return value
        keys = sorted(value)
        return keys if connection.vendor == "postgresql" else f",{','.join(map(str, keys))},"


@AudienceKeys.register_lookup
class HoldsAny(_Lookup):
    """True where the row carries one of the given keys."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> frozenset[int]:
        return frozenset(self.rhs)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} && %s::bigint[]", [*params, sorted(self.rhs)]

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        column, params = self.process_lhs(compiler, connection)
        if not self.rhs:
            return "0 = 1", []
        tests = " or ".join([f"{column} like %s"] * len(self.rhs))
        return f"({tests})", [p for key in sorted(self.rhs) for p in (*params, f"%,{key},%")]


def may_see(viewer: Actor | None, prefix: str = "") -> Q:
    """The filter for rows with a column `seen_by` that the viewer may see; nobody stands for the public."""
    if viewer is not None and viewer.is_platform:
        return Q()
    return Q(**{f"{prefix}seen_by__any_of": keys_held(viewer)})
