"""Figures are written down each day, for all members and all of them together: pages of many members read what stands
here instead of asking a million contracts.

A quarter is whole when its last day is over: it is reckoned once more on the first day after, or on the first one on
which there is a worker again, and then stays. Of a ledger, every year that is stored is reckoned again from the same
histories, so that one always ends as the next begins, also where a contract has left a follow-up since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from aktsom.core.bulk import insert_rows
from aktsom.effects.indicators import Narrowed, Span, midnight
from aktsom.effects.models import ReckonedFigure, ReckonedLedger
from aktsom.effects.queries.figures import quarter_of, reckon
from aktsom.effects.queries.histories import READS
from aktsom.effects.queries.ledger import FOR_KEEPERS
from aktsom.effects.rules.folding import Cut as Cell
from aktsom.effects.rules.folding import Number, Tally
from aktsom.effects.rules.ledger import History, Line, by_member, entries, for_members, in_group, line
from aktsom.effects.rules.telling import Told, exactly, kept_back, may_tell, told
from aktsom.effects.tables import Cut, Indicator, Kind, indicators
from aktsom.sharing.rules import Withheld
from aktsom.teams.models import CategoryTeam
from aktsom.teams.states import TeamState

_COLUMNS = tuple(one.attname for one in ReckonedFigure._meta.concrete_fields if one.name != "id")


def reckon_all(at: datetime) -> int:
    """Of the quarter that runs, of that just over where it is not whole yet, and of the years; returns how many
    figures. Each indicator by itself, so that no page waits for all of them; what a day missed is as it stood the day
    after."""
    today = timezone.localdate(at)
    made = sum(_reckon_one(one, day, at) for one in indicators().values() for day in _days(_totals(one), today))
    teams = CategoryTeam.objects.exclude(state=TeamState.CLOSED).order_by("id")
    for team in teams:
        for one in indicators().values():
            made += sum(_reckon_team(one, team, day, at) for day in _days(_teams(one, team), today))
    return made + sum(_reckon_ledger(kind, today, at) for kind in READS)


def reckon_member(member_id: int, at: datetime) -> int:
    """One member's own alone."""
    today, to = timezone.localdate(at), Narrowed(frozenset({member_id}))
    made = sum(_reckon_one(one, today, at, to) for one in indicators().values() if Cut.MEMBER in one.cuts)
    return made + sum(_reckon_ledger_of(member_id, kind, today, at) for kind in READS if kind not in FOR_KEEPERS)


def _days(stored: QuerySet[ReckonedFigure], today: date) -> list[date]:
    """By which to reckon: the last day of the quarter just over, where it is not whole yet, and today. A quarter in
    which nothing was reckoned is not made up afterwards, from what has become of its records."""
    begun = quarter_of(today)
    last = begun - timedelta(days=1)
    over = stored.filter(quarter=quarter_of(last))
    whole = over.filter(reckoned_at__gte=midnight(begun)).exists()
    return [last, today] if not whole and (today == begun or over.exists()) else [today]


def _totals(one: Indicator) -> QuerySet[ReckonedFigure]:
    return ReckonedFigure.objects.filter(indicator=one.id, team__isnull=True)


def _teams(one: Indicator, team: CategoryTeam) -> QuerySet[ReckonedFigure]:
    return ReckonedFigure.objects.filter(indicator=one.id, team=team)


@transaction.atomic
def _reckon_one(one: Indicator, today: date, at: datetime, to: Narrowed | None = None) -> int:
    cells = reckon(one, to or Narrowed(), Span(today.year, today))
    before = _totals(one).filter(quarter=quarter_of(today))
    if to is not None:
        before.filter(member_id__in=to.member_ids or ()).delete()
        return _write(one, _of_members(one, cells), today, at)
    before.delete()
    return _write(one, [*_of_members(one, cells), *_of_all(one, cells)], today, at)


@transaction.atomic
def _reckon_team(one: Indicator, team: CategoryTeam, today: date, at: datetime) -> int:
    """What it follows up: all of it lies in its category."""
    if Cut.TEAM not in one.cuts:
        return 0
    cells = reckon(one, Narrowed(group_id=team.group_id, team_id=team.pk), Span(today.year, today))
    _teams(one, team).filter(quarter=quarter_of(today)).delete()
    whole = [(cell, exactly(tally)) for cell, tally in cells.items() if cell.member_id is None and not cell.group_id]
    return _write(one, whole, today, at, team.pk)


def _write(
    one: Indicator, rows: Iterable[tuple[Cell, Told]], today: date, at: datetime, team_id: int | None = None
) -> int:
    quarter = quarter_of(today)
    return insert_rows(
        ReckonedFigure,
        _COLUMNS,
        (
            (one.id, quarter, cell.member_id, team_id, cell.group_id, cell.part, one.facts_open, said.counted, said.of,
             said.unknown, said.withheld or "", at)
            for cell, said in rows
        ),
    )  # fmt: skip


def _of_members(one: Indicator, cells: Mapping[Cell, Tally]) -> Iterator[tuple[Cell, Told]]:
    if Cut.MEMBER in one.cuts:
        yield from ((cell, exactly(tally)) for cell, tally in cells.items() if cell.member_id is not None)


def _of_all(one: Indicator, cells: Mapping[Cell, Tally]) -> Iterator[tuple[Cell, Told]]:
    """What everybody may know as it is; of what members have for themselves what may be told."""
    totals = {cell: tally for cell, tally in cells.items() if cell.member_id is None and _cut(cell) in one.cuts}
    if one.facts_open:
        yield from ((cell, exactly(tally)) for cell, tally in totals.items())
        return
    sizes = _sizes(one, cells)
    for cell, tally in totals.items():
        parts = sizes[_pooled(one, cell)].values()
        yield cell, told(tally, parts, days=one.kind is Kind.DAYS, open_unknown=one.kind is Kind.RANGE)


def _cut(cell: Cell) -> Cut:
    return Cut.CATEGORY if cell.group_id else Cut.NETWORK


def _pooled(one: Indicator, cell: Cell) -> tuple[str, str]:
    """Parts of one whole are told together or not at all; those in different units each by itself."""
    return (cell.group_id, "" if one.kind is Kind.PARTS else cell.part)


def _sizes(one: Indicator, cells: Mapping[Cell, Tally]) -> dict[tuple[str, str], dict[int, Number]]:
    found: dict[tuple[str, str], dict[int, Number]] = defaultdict(lambda: defaultdict(int))
    for cell, tally in cells.items():
        if cell.member_id is not None:
            unknown = 0 if one.kind is Kind.RANGE else tally.unknown  # of a range: requests beside hours
            found[_pooled(one, cell)][cell.member_id] += tally.of + unknown
    return found


@transaction.atomic
def _reckon_ledger(kind: str, today: date, at: datetime) -> int:
    histories, stored = list(READS[kind](Narrowed())), ReckonedLedger.objects.filter(kind=kind)
    members = by_member(histories) if kind not in FOR_KEEPERS else {}
    teams, spans = _by_team(histories), _years(stored, today)
    made: list[ReckonedLedger] = []
    for span in spans:
        made += _of_network(kind, histories, span, at)
        for member_id, own in members.items():
            made += _in_groups(kind, own, span, at, member_id=member_id)
        for team_id, its in teams.items():
            made.append(_row(kind, "", span, _line(its, "", span), at, team_id=team_id))
    stored.filter(year__in=[span.year for span in spans]).delete()
    return len(ReckonedLedger.objects.bulk_create(made, batch_size=1_000))


@transaction.atomic
def _reckon_ledger_of(member_id: int, kind: str, today: date, at: datetime) -> int:
    only, stored = frozenset({member_id}), ReckonedLedger.objects.filter(kind=kind, member=member_id)
    own, spans = list(for_members(READS[kind](Narrowed(only)), only)), _years(stored, today)
    made = [row for span in spans for row in _in_groups(kind, own, span, at, member_id=member_id)]
    stored.filter(year__in=[span.year for span in spans]).delete()
    return len(ReckonedLedger.objects.bulk_create(made))


def _years(stored: QuerySet[ReckonedLedger], today: date) -> list[Span]:
    """That which runs, all that are stored, and on the first day of a year that just over."""
    years = {today.year, (today - timedelta(days=1)).year, *stored.values_list("year", flat=True).distinct()}
    return [Span(year, today) for year in sorted(years) if year <= today.year]


def _by_team(histories: Iterable[History]) -> dict[int, list[History]]:
    found: dict[int, list[History]] = defaultdict(list)
    for one in histories:
        if one.team_id is not None:
            found[one.team_id].append(one)
    return found


def _in_groups(
    kind: str, histories: Sequence[History], span: Span, at: datetime, *, member_id: int
) -> list[ReckonedLedger]:
    groups = sorted({one.group_id for one in histories} | {""})
    return [_row(kind, group, span, _line(histories, group, span), at, member_id=member_id) for group in groups]


def _of_network(kind: str, histories: Sequence[History], span: Span, at: datetime) -> Iterator[ReckonedLedger]:
    """Of all and of each category: follow-ups are known to all, signals to those who keep the network, and of all else
    what leaves nobody, neither a member nor a supplier."""
    groups = {one.group_id for one in histories} | {""}
    lines = {group: _line(histories, group, span) for group in sorted(groups)}
    withheld: dict[str, Withheld] = {}
    if kind not in OPEN and kind not in FOR_KEEPERS:
        withheld = {group: why for group in groups if (why := _withheld(histories, group, span)) is not None}
        if "" not in withheld:
            sizes = {group: one.opening + one.added for group, one in lines.items() if group}
            withheld = kept_back(sizes, withheld)
    for group, found in lines.items():
        yield _row(kind, group, span, withheld.get(group, found), at)


OPEN = ("follow_ups",)


def _line(histories: Iterable[History], group: str, span: Span) -> Line:
    return line(entries(in_group(histories, group) if group else histories, span.start, span.end))


def _withheld(histories: Iterable[History], group: str, span: Span) -> Withheld | None:
    """By members and, where the records are of suppliers, by those: that somebody supplies the category is known."""
    members: dict[int, int] = defaultdict(int)
    suppliers: dict[int, int] = defaultdict(int)
    for one in in_group(histories, group) if group else histories:
        if next(entries([one], span.start, span.end), None) is None:
            continue
        for member_id in {concern.member_id for concern in one.concerns}:
            members[member_id] += 1
        if one.supplier_id is not None:
            suppliers[one.supplier_id] += 1
    if not members:
        return None
    return may_tell(members.values()) or (may_tell(suppliers.values()) if suppliers else None)


def _row(kind: str, group: str, span: Span, said: Line | Withheld, at: datetime, **whose: int) -> ReckonedLedger:
    shown, withheld = (Line(), said) if isinstance(said, Withheld) else (said, "")
    return ReckonedLedger(
        kind=kind, year=span.year, group_id=group, opening=shown.opening, added=shown.added, reopened=shown.reopened,
        closed=shown.closed, dropped=shown.dropped, closing=shown.closing, withheld=withheld, reckoned_at=at, **whose,
    )  # fmt: skip
