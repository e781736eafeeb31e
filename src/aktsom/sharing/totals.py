"""Totals over members. The one place that reads other members' exact values: with the database's wall lowered, as one
sum a member, from which only what `sharing.rules` lets be seen is given out."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.sharing.rules import SeenTotal, total_as_seen
from aktsom.sharing.viewing import sees_values

Sums = QuerySet[Any, tuple[int, int, Decimal | None]]


def seen_totals(viewer: Actor, sums: Sums, keys: Collection[int]) -> dict[int, SeenTotal]:
    """A total for each of the keys. `sums` yields (key, member's id, the member's sum in kroner) and is asked here, not
    before: what it holds is seen by nobody. Whoever sees no values is answered without asking."""
    parts: dict[int, dict[int, Decimal]] = defaultdict(dict)
    shown = sees_values(viewer)
    if shown:
        with lowered():
            rows = list(sums)
        for key, member_id, total in rows:
            parts[key][member_id] = total or Decimal(0)
    return {key: total_as_seen(parts[key], viewer_members=viewer.member_ids, sees_values=shown) for key in keys}
