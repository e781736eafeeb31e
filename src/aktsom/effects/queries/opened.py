"""The records behind a figure, of those that the viewer may see: what they count for comes to the figure itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.indicators import READS, Narrowed, Rows, Span
from aktsom.effects.queries.described import Described, described
from aktsom.effects.queries.scopes import Scope, narrowed
from aktsom.effects.rules.folding import Number
from aktsom.effects.tables import Cut, Indicator, Kind, indicators

PAGE = 50
COUNTED = 200  # records that are counted; of more it is said that they are more, since all take seconds to count
AT_ONCE = 1_000  # rows that are described together on the way to a sheet
Key = tuple[int | str, str, Number]  # of the record, its part, and what it counts for


class Side(StrEnum):
    COUNTED = "counted"
    NOT = "not"
    UNKNOWN = "unknown"


_SAID = {Side.COUNTED: 1, Side.NOT: 0, Side.UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Opened:
    """`total` records are seen by the viewer, or `more` than that, of which `rows` is a page. `own_only`: the
    figure is of more than these, which are others' own. `weighed`: what each counts for is not one."""

    rows: list[tuple[Described, Number]]
    total: int
    own_only: bool
    weighed: bool
    next: int | None
    more: bool = False


def opened(
    viewer: Actor, scope: Scope, year: int, at: datetime, *, indicator: str, side: Side, part: str = "", skip: int = 0
) -> Opened:
    """As they are now. Raises NotVisible, also for an indicator that is not reckoned for such a scope."""
    one, rows, own_only = _behind(viewer, scope, year, at, indicator)
    shown, total = _page(rows, side, part, skip)
    told = described(viewer, rows.record, [key for key, _part, _weight in shown], year)
    weighed = one.kind in (Kind.DAYS, Kind.MONEY, Kind.RANGE) or any(weight != 1 for _key, _part, weight in shown)
    following, most = skip + PAGE if total > skip + PAGE else None, _most(skip)
    found = [(replace(told[key], part=of), weight) for key, of, weight in shown]
    return Opened(found, min(total, most), own_only, weighed, following, total > most)


def every_row(
    viewer: Actor, scope: Scope, year: int, at: datetime, *, indicator: str, side: Side, part: str = ""
) -> Iterator[tuple[Described, Number]]:
    """All that `opened` leafs through, in one reading, so that none is left out or told twice where others come and go
    meanwhile, and the last costs no more than the first. Raises NotVisible at once."""
    _one, rows, _own_only = _behind(viewer, scope, year, at, indicator)
    return _in_turn(viewer, rows, side, part, year)


def _in_turn(viewer: Actor, rows: Rows, side: Side, part: str, year: int) -> Iterator[tuple[Described, Number]]:
    keys = _keys(rows, side, part)
    while batch := list(islice(keys, AT_ONCE)):
        told = described(viewer, rows.record, [key for key, _part, _weight in batch], year)
        yield from ((replace(told[key], part=of), weight) for key, of, weight in batch)


def _behind(
    viewer: Actor, scope: Scope, year: int, at: datetime, indicator: str
) -> tuple[Indicator, Rows, bool]:  # fmt: skip
    """The indicator, its records that the viewer may open, and whether they are its own alone."""
    to, one = narrowed(viewer, scope), indicators().get(indicator)
    if one is None or scope.cut not in one.cuts:
        raise NotVisible
    of_all = scope.cut in (Cut.CATEGORY, Cut.NETWORK)
    own_only = of_all and not one.rows_open and not viewer.is_platform
    if own_only:
        to = Narrowed(viewer.member_ids, to.group_id)
    return one, READS[one.id](Span(year, timezone.localdate(at))).narrowed(to), own_only


def _page(rows: Rows, side: Side, part: str, skip: int) -> tuple[list[Key], int]:
    """Each record once, whatever its members and categories; and how many there are, or one more than `_most`."""
    found: list[Key] = []
    total, enough = 0, _most(skip) + 1
    for count, take in _sources(rows, side, part, enough):
        first = max(skip - total, 0)
        if len(found) < PAGE and first < count:
            found += take(first, PAGE - len(found))
        total += count
        if total >= enough:
            break
    return found, total


def _most(skip: int) -> int:
    """How many are counted: always those of the page, so that it is known whether there is a next."""
    return max(COUNTED, skip + PAGE)


def _sources(rows: Rows, side: Side, part: str, enough: int) -> Iterator[tuple[int, Any]]:
    kept = _plain(rows, side, part)
    yield len(kept), lambda first, most: kept[first : first + most]
    for distinct in _distinct(rows, side, part):

        def take(first: int, most: int, source: Any = distinct) -> list[Key]:
            return [(key, of, _number(weight)) for key, of, weight in source[first : first + most]]

        # Read in their order, by its index: a count of them would sort all there are before it stops.
        yield sum(1 for _row in distinct[:enough]), take


def _keys(rows: Rows, side: Side, part: str) -> Iterator[Key]:
    yield from _plain(rows, side, part)
    for distinct in _distinct(rows, side, part):
        for key, of, weight in distinct.iterator(chunk_size=AT_ONCE):
            yield key, of, _number(weight)


def _plain(rows: Rows, side: Side, part: str) -> Sequence[Key]:
    said = _SAID[side]
    plain = {(row.key, row.part): row.weight for row in rows.plain if row.said == said and part in ("", row.part)}
    return [(key, of, weight) for (key, of), weight in plain.items()]


def _distinct(rows: Rows, side: Side, part: str) -> Iterator[Any]:
    said = _SAID[side]
    for query in rows.queries:
        test = Q(said__isnull=True) if said is None else Q(said=said)
        keys = query.filter(test, *([Q(of_part=part)] if part else [])).order_by("key")
        yield keys.values_list("key", "of_part", "weight").distinct()


def _number(weight: Any) -> Number:
    found: Number = weight.days if hasattr(weight, "days") else weight
    return found
