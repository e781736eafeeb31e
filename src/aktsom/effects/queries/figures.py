"""The figures of a year: of a member, a category, a team or the network, each with what it is made of and when it was
reckoned.

`figures` is what pages, reports and the public read. They are as they were reckoned last (`actions.reckoning`): behind
the database's wall it takes seconds to reckon them as they are asked for, for any member. Only of whom nothing has been
reckoned yet this year, such as a member that is new, they are reckoned at once. The rows behind one are
`opened.opened`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.effects.indicators import READS, Narrowed, Span
from aktsom.effects.models import Ambition, ReckonedFigure
from aktsom.effects.queries.scopes import Scope, narrowed
from aktsom.effects.rules.folding import Cut as Cell
from aktsom.effects.rules.folding import Tally, fold
from aktsom.effects.tables import Cut, Indicator, Kind, indicators
from aktsom.sharing.rules import Withheld

OWN = (Cut.MEMBER, Cut.TEAM)  # of whom nobody else has all of it


@dataclass(frozen=True, slots=True)
class Part:
    """`counted` of `of`, and `unknown` beside them. Of days `counted` is the median. Of what is split into parts, `of`
    is the same for all of them."""

    part: str
    counted: Decimal
    of: Decimal
    unknown: Decimal

    @property
    def per_cent(self) -> Decimal | None:
        """The nearest with one decimal, but 100 is said of all alone, and 0 of nothing alone; none of nothing."""
        return nearest(self.counted, self.of, Decimal("0.1")) if self.of else None


def nearest(counted: Decimal, of: Decimal, step: Decimal) -> Decimal:
    """Per cent to the nearest `step`; neither all nor nothing is said of what is only nearly so."""
    share = 100 * counted / of
    told = (share / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return told if share in (0, 100) else min(max(told, step), 100 - step)


@dataclass(frozen=True, slots=True)
class Figure:
    """`parts` has one, called "", unless the indicator is split. `unknown` is what belongs to none of its parts.
    `rounded`: made of what others have for themselves, and told roughly. `withheld`: why it is not told at all.
    `target` is what the member aims at."""

    indicator: Indicator
    parts: tuple[Part, ...]
    unknown: Decimal
    reckoned_at: datetime | None
    rounded: bool = False
    withheld: Withheld | None = None
    target: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """What a target is compared with: per cent, or days; none where there is nothing to say."""
        part = self.lowest
        if part is None:
            return None
        return part.counted if self.indicator.kind is Kind.DAYS else 100 * part.counted / part.of

    @property
    def lowest(self) -> Part | None:
        """The part that `value` is of: of several the one with the lowest share of what is known."""
        if self.withheld or self.indicator.kind not in (Kind.SHARE, Kind.DAYS):
            return None
        return min((part for part in self.parts if part.of), key=lambda part: part.counted / part.of, default=None)

    @property
    def reached(self) -> bool | None:
        """Whether the target is; none where there is none, or nothing to compare."""
        if self.target is None or self.value is None or not self.indicator.better:
            return None
        return self.value >= self.target if self.indicator.better == "up" else self.value <= self.target


def figures(viewer: Actor, scope: Scope, year: int, at: datetime) -> list[Figure]:
    """In the order of the indicators, each one that is reckoned for such a scope. `at` is now. Raises NotVisible."""
    to = narrowed(viewer, scope)
    wanted = [one for one in indicators().values() if scope.cut in one.cuts]
    today = timezone.localdate(at)
    found = _reckoned(wanted, to, year)
    if year == today.year and scope.cut in OWN and not any(one.reckoned_at for one in found.values()):
        found |= {one.id: _live(one, to, Span(year, today), at) for one in wanted if one.live}
    targets = targets_of(to, year) if scope.cut is Cut.MEMBER else {}
    return [_with_target(found[one.id], targets.get(one.id)) for one in wanted]


def figure(viewer: Actor, scope: Scope, year: int, at: datetime, indicator: str) -> Figure | None:
    return next((one for one in figures(viewer, scope, year, at) if one.indicator.id == indicator), None)


def quarter_of(today: date) -> date:
    """The first day of the quarter that runs."""
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1)


def targets_of(to: Narrowed, year: int) -> dict[str, Decimal]:
    rows = Ambition.objects.filter(
        member_id__in=to.member_ids or (), year=year, superseded_at__isnull=True, target__isnull=False
    )
    return {name: target for name, target in rows.values_list("indicator", "target") if target is not None}


def reckon(one: Indicator, to: Narrowed, span: Span) -> Mapping[Cell, Tally]:
    return fold(READS[one.id](span).narrowed(to).read(), days=one.kind is Kind.DAYS)


def _live(one: Indicator, to: Narrowed, span: Span, at: datetime) -> Figure:
    cells = reckon(one, to, span)
    mine = {cut.part: tally for cut, tally in cells.items() if cut.member_id is None and cut.group_id == to.group_id}
    parts = [Part(part, Decimal(t.counted), Decimal(t.of), Decimal(t.unknown)) for part, t in mine.items()]
    return _figure(one, parts, at)


def _reckoned(ones: Sequence[Indicator], to: Narrowed, year: int) -> dict[str, Figure]:
    rows = ReckonedFigure.objects.filter(**whose(to), group_id=to.group_id, indicator__in=[one.id for one in ones])
    by_indicator: dict[str, list[ReckonedFigure]] = {one.id: [] for one in ones}
    for row in rows.filter(quarter=newest(rows, year)).order_by("id"):
        by_indicator[row.indicator].append(row)
    totals = to.member_ids is None and to.team_id is None
    # All are reckoned at one time: what has no rows had nothing to reckon.
    at = max((row.reckoned_at for some in by_indicator.values() for row in some), default=None)
    return {one.id: figure_of(one, by_indicator[one.id], at, totals=totals) for one in ones}


def newest(rows: QuerySet[ReckonedFigure], year: int) -> date:
    """The last quarter of the year that has been reckoned: on the first morning of one, that before it."""
    last: date | None = rows.filter(quarter__year=year).aggregate(last=Max("quarter"))["last"]
    return last or date.min


def whose(to: Narrowed) -> dict[str, Any]:
    """Which of what has been reckoned is of these."""
    if to.team_id is not None:
        return {"team": to.team_id}
    return {"team__isnull": True, "member__isnull": True} if to.member_ids is None else {"member_id__in": to.member_ids}


def figure_of(
    one: Indicator, rows: Sequence[ReckonedFigure], reckoned_at: datetime | None = None, *, totals: bool
) -> Figure:
    """As it was reckoned; with no rows, at `reckoned_at`."""
    at = max((row.reckoned_at for row in rows), default=reckoned_at)
    withheld = next((Withheld(row.withheld) for row in rows if row.withheld), None)
    if withheld is not None:
        return Figure(one, (), Decimal(0), at, withheld=withheld)
    parts = [Part(row.part, row.counted, row.of, row.unknown) for row in rows]
    return _figure(one, parts, at, rounded=totals and not one.facts_open)


def _figure(one: Indicator, parts: Iterable[Part], at: datetime | None, *, rounded: bool = False) -> Figure:
    unknown, shown = Decimal(0), []
    parts = list(parts)
    if one.kind is Kind.PARTS:
        of = sum((part.of for part in parts), Decimal(0))
        unknown = sum((part.unknown for part in parts), Decimal(0))
        shown = [Part(part.part, part.counted, of, Decimal(0)) for part in parts if part.of]
    elif one.kind is Kind.FUNNEL:
        by_stage = {part.part: part.counted for part in parts}
        first = by_stage.get(ORDERS[one.id][0], Decimal(0))
        shown = [Part(stage, by_stage.get(stage, Decimal(0)), first, Decimal(0)) for stage in ORDERS[one.id] if parts]
    elif one.kind is Kind.MONEY:  # what nobody has said the sum of is in no currency
        unknown = sum((part.unknown for part in parts), Decimal(0))
        shown = [Part(part.part, part.counted, part.of, Decimal(0)) for part in parts if part.part]
    else:
        shown = parts
    return Figure(one, tuple(sorted(shown, key=lambda part: _place(one, part))), unknown, at, rounded)


def _place(one: Indicator, part: Part) -> tuple[int, str]:
    order = ORDERS.get(one.id, ())
    return (order.index(part.part) if part.part in order else len(order), part.part)


ORDERS: Mapping[str, tuple[str, ...]] = {
    "chain_told": ("raw", "component", "final"),
    "reliance": ("fully", "partly", "own"),
    "avoided": ("self_report", "meeting", "document_review", "audit"),
    "funnel": ("bought_from", "followed_up", "answered", "documents", "met", "audited"),
}


def _with_target(one: Figure, target: Decimal | None) -> Figure:
    return Figure(
        one.indicator, one.parts, one.unknown, one.reckoned_at, one.rounded, one.withheld, target
    ) if target is not None else one  # fmt: skip
