"""Keyset pages: a page is found by where the last one ended, so page 500 costs what page 1 does."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

_BEYOND_IDS = 2**63


@dataclass(frozen=True)
class Key:
    """How a list is sorted: by `field`, then by `tie`, which is unique; both in the same direction."""

    field: str
    tie: str
    descending: bool
    read: Callable[[str], Any]  # the field's value from its text; ValueError for what the field cannot hold


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this row, or when `back` before it."""

    value: Any
    tie: int
    back: bool


def write_place(value: Any, tie: int, *, back: bool) -> str:
    text = json.dumps(["b" if back else "f", str(value), tie], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_place(text: str | None, key: Key) -> Place | None:
    """The place in an address; one that was cut or made up is no place, and the list begins at its start."""
    if not text:
        return None
    try:
        direction, value, tie = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        place = Place(key.read(value), int(tie), back=direction == "b")
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        return None
    return place if abs(place.tie) < _BEYOND_IDS else None


def page_of(rows: QuerySet[Any, Any], key: Key, place: Place | None, limit: int) -> tuple[list[Any], bool, bool]:
    """The rows of the page in reading order, whether there are rows before it, and whether there are after it.

    `rows` yields tuples and is not yet ordered or sliced.
    """
    back = place is not None and place.back
    descending = key.descending != back
    if place:
        step = "lt" if descending else "gt"
        beyond = Q(**{f"{key.field}__{step}": place.value})
        rows = rows.filter(beyond | Q(**{key.field: place.value, f"{key.tie}__{step}": place.tie}))
        # Said twice so that the index on the first part can be used.
        rows = rows.filter(**{f"{key.field}__{step}e": place.value})
    sign = "-" if descending else ""
    found = list(rows.order_by(f"{sign}{key.field}", f"{sign}{key.tie}")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if back:
        return found[::-1], more, True
    return found, place is not None, more


def around(found: Sequence[tuple[Any, int]], before: bool, after: bool) -> tuple[str | None, str | None]:
    """(previous, next) as address texts, from the (value, tie) of the page's rows."""
    previous = write_place(*found[0], back=True) if found and before else None
    following = write_place(*found[-1], back=False) if found and after else None
    return previous, following
