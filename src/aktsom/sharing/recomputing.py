"""Keys that are reckoned anew as what they follow from changes: the rows that differ, mended or only told of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction

from aktsom.core.wall import lowered

_Row = TypeVar("_Row", bound=models.Model)
Differing = Iterable[tuple[_Row, frozenset[int]]]  # rows with the keys that they should have


@dataclass
class Checked:
    """`differing`: each row's public id, how many keys it lacks, and how many it has too many."""

    parts: int = 0
    differing: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, rows: Iterable[tuple[Any, frozenset[int]]]) -> None:
        """`rows` have a `public_id` and keys in `seen_by`."""
        for one, keys in rows:
            self.differing.append((one.public_id, len(keys - one.seen_by), len(one.seen_by - keys)))


def mended(rows: "models.QuerySet[_Row]", differing: "Callable[[models.QuerySet[_Row]], Differing[_Row]]") -> list[Any]:
    """Past the wall, each row locked before it is looked at; returns those that were changed."""
    with lowered(), transaction.atomic():
        list(rows.select_for_update(of=("self",)).order_by("id").values_list("id"))
        changed = []
        for one, keys in list(differing(rows.order_by("id"))):
            one.seen_by = keys  # type: ignore[attr-defined]  # every row that is kept so has the column
            one.save(update_fields=["seen_by"])
            changed.append(one)
    return changed
