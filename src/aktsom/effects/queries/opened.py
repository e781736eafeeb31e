"""The records behind a figure, of those that the viewer may see: what they count for comes to the figure itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.indicators import READS, Narrowed, Rows, Span
from aktsom.effects.queries.described import Described, described
from aktsom.effects.queries.scopes import Scope, narrowed
from aktsom.effects.rules.folding import Number
from aktsom.effects.tables import Cut, Kind, indicators

PAGE = 50
Key = tuple[int | str, str, Number]  # of the record, its part, and what it counts for


class Side(StrEnum):
    COUNTED = "counted"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opened:
    """`total` records are seen by the viewer, of which `rows` is a page. `own_only`: the figure is of more than these,
    which are others' own. `weighed`: what each counts for is not one."""

    rows: list[tuple[Described, Number]]
    total: int
    own_only: bool
    weighed: bool
    next: int | None


def opened(
    viewer: Actor, scope: Scope, year: int, at: datetime, *, indicator: str, side: Side, part: str = "", skip: int = 0
) -> Opened:
    """As they are now. Raises NotVisible, also for an indicator that is not reckoned for such a scope."""
    to, one = narrowed(viewer, scope), indicators().get(indicator)
    if one is None or scope.cut not in one.cuts:
        raise NotVisible
    of_all = scope.cut in (Cut.CATEGORY, Cut.NETWORK)
    own_only = of_all and not one.rows_open and not viewer.is_platform
    if own_only:
        to = Narrowed(viewer.member_ids, to.group_id)
    rows = READS[one.id](Span(year, timezone.localdate(at))).narrowed(to)
    shown, total = _page(rows, side, part, skip)
    told = described(viewer, rows.record, [key for key, _part, _weight in shown], year)
    weighed = one.kind in (Kind.DAYS, Kind.MONEY, Kind.RANGE) or any(weight != 1 for _key, _part, weight in shown)
    following = skip + PAGE if total > skip + PAGE else None
    return Opened([(told[key], weight) for key, _part, weight in shown], total, own_only, weighed, following)


def _page(rows: Rows, side: Side, part: str, skip: int) -> tuple[list[Key], int]:
    """Each record once, whatever its members and categories."""
    found: list[Key] = []
    total = 0
    for count, take in _sources(rows, side, part):
        first = max(skip - total, 0)
        if len(found) < PAGE and first < count:
            found += take(first, PAGE - len(found))
        total += count
    return found, total


def _sources(rows: Rows, side: Side, part: str) -> Iterator[tuple[int, Any]]:
    said = {Side.COUNTED: 1, Side.NOT: 0, Side.UNKNOWN: None}[side]
    plain = {(row.key, row.part): row.weight for row in rows.plain if row.said == said and part in ("", row.part)}
    kept: Sequence[Key] = [(key, of, weight) for (key, of), weight in plain.items()]
    yield len(kept), lambda first, most: kept[first : first + most]
    for query in rows.queries:
        test = Q(said__isnull=True) if said is None else Q(said=said)
        keys = query.filter(test, *([Q(of_part=part)] if part else [])).order_by("key")
        distinct = keys.values_list("key", "of_part", "weight").distinct()

        def take(first: int, most: int, source: Any = distinct) -> list[Key]:
            return [(key, of, _number(weight)) for key, of, weight in source[first : first + most]]

        yield distinct.count(), take


def _number(weight: Any) -> Number:
    found: Number = weight.days if hasattr(weight, "days") else weight
    return found


def sum_of(rows: Sequence[tuple[Described, Number]]) -> Decimal:
    return sum((Decimal(weight) for _row, weight in rows), Decimal(0))
