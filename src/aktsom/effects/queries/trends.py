"""How a figure has been from quarter to quarter, and how one is spread over members and categories."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.effects.models import ReckonedFigure
from aktsom.effects.queries.figures import Figure, figure_of, newest, quarter_of, whose
from aktsom.effects.queries.scopes import Scope, narrowed
from aktsom.effects.tables import Cut, Indicator, figure_limit, indicators
from aktsom.members.models import Member

MEMBERS = 40  # rows of the heat map at once


@dataclass(frozen=True, slots=True)
class Point:
    quarter: date
    figure: Figure


def trend(viewer: Actor, scope: Scope, one: Indicator, at: datetime) -> list[Point]:
    """The last quarters, the oldest first; those of which nothing was reckoned are left out, and there are none of what
    is not reckoned for such a scope."""
    to = narrowed(viewer, scope)
    if scope.cut not in one.cuts:
        return []
    now = quarter_of(timezone.localdate(at))
    rows = ReckonedFigure.objects.filter(
        **whose(to), indicator=one.id, group_id=to.group_id, quarter__gt=_back(now, figure_limit("trend_quarters"))
    ).order_by("quarter", "id")
    by_quarter: dict[date, list[ReckonedFigure]] = defaultdict(list)
    for row in rows:
        by_quarter[row.quarter].append(row)
    totals = to.member_ids is None and to.team_id is None
    return [Point(quarter, figure_of(one, found, totals=totals)) for quarter, found in by_quarter.items()]


def _back(quarter: date, count: int) -> date:
    years, month = divmod(quarter.year * 12 + quarter.month - 1 - 3 * count, 12)
    return date(years, month + 1, 1)


@dataclass(frozen=True, slots=True)
class HeatCell:
    counted: Decimal
    of: Decimal
    unknown: Decimal


@dataclass(frozen=True, slots=True)
class Heat:
    """Of members, those with most contracts first; `cells` by (member, category), "" being all of them."""

    members: Sequence[Member]
    groups: Sequence[str]
    cells: Mapping[tuple[int, str], HeatCell]
    reckoned_at: datetime | None
    more: int


def heat(viewer: Actor, indicator: str, year: int, skip: int = 0, most: int | None = MEMBERS) -> Heat:
    """Of an indicator that is made of facts of the network; of another's own figures nothing else is told. Of so many
    members, or all of them."""
    narrowed(viewer, Scope(Cut.NETWORK))
    one = indicators()[indicator]
    rows = ReckonedFigure.objects.filter(indicator=one.id, member__isnull=False)
    rows = rows.filter(quarter=newest(rows, year))
    if not one.facts_open:
        rows = rows.filter(member_id__in=viewer.member_ids)
    largest = rows.filter(group_id="").annotate(all=Sum("of") + Sum("unknown")).order_by("-all", "member_id")
    ids = list(largest.values_list("member_id", flat=True))
    shown = ids[skip:] if most is None else ids[skip : skip + most]
    cells, last = {}, None
    for row in rows if most is None else rows.filter(member_id__in=shown):
        cells[row.member_id or 0, row.group_id] = HeatCell(row.counted, row.of, row.unknown)
        last = max(last, row.reckoned_at) if last else row.reckoned_at
    members = Member.objects.in_bulk(shown)
    groups = sorted({group for _member, group in cells if group})
    return Heat([members[id_] for id_ in shown], groups, cells, last, max(len(ids) - skip - len(shown), 0))
