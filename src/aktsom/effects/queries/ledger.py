"""What was open when the year began, what came, what went, and what is open: of each kind of record, and the records
behind each number.

Numbers are as they were reckoned last; of a member or a team of whom nothing has been yet, they are reckoned at once.
The records behind a number are those of this moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.indicators import Narrowed, Span
from aktsom.effects.models import ReckonedLedger
from aktsom.effects.queries.figures import OWN, whose
from aktsom.effects.queries.histories import READS
from aktsom.effects.queries.scopes import Scope, narrowed
from aktsom.effects.rules.ledger import Column, Entry, History, Line, entries, for_members, in_group, line
from aktsom.effects.tables import Cut
from aktsom.members.roles import Permission, permissions_of
from aktsom.sharing.rules import Withheld

KINDS = tuple(READS)
FOR_KEEPERS = ("signals",)  # those who send them are protected: nobody else is told even how many there are


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind. `withheld`: why it is not told; `line` is then nought."""

    kind: str
    line: Line
    reckoned_at: datetime | None
    withheld: Withheld | None = None


def ledger(viewer: Actor, scope: Scope, year: int, at: datetime) -> list[Kept]:
    """One of each kind that there is for such a scope. Raises NotVisible."""
    to = narrowed(viewer, scope)
    kinds = [kind for kind in KINDS if _told(viewer, scope, kind)]
    rows = {row.kind: row for row in ReckonedLedger.objects.filter(**whose(to), year=year, group_id=to.group_id)}
    if not rows and scope.cut in OWN:
        return [Kept(kind, line(_entries(kind, to, year, at)), at) for kind in kinds]
    reckoned = max((row.reckoned_at for row in rows.values()), default=None)
    return [_kept(kind, rows.get(kind), reckoned) for kind in kinds]


def ledger_entries(viewer: Actor, scope: Scope, year: int, at: datetime, *, kind: str, column: Column) -> list[Entry]:
    """The records behind one number, the newest first: all of a member's or a team's; of what is of all, the viewer's
    members' own. Raises NotVisible."""
    to = narrowed(viewer, scope)
    if kind not in KINDS or not _told(viewer, scope, kind) or not opens(viewer, scope, kind):
        raise NotVisible
    if scope.cut not in OWN and not viewer.is_platform:
        to = Narrowed(viewer.member_ids, to.group_id)
    found = [entry for entry in _entries(kind, to, year, at) if entry.column is column]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def opens(viewer: Actor, scope: Scope, kind: str) -> bool:
    """Whether a number leads the viewer to records: those of all together to its members' own, where it has any."""
    if scope.cut in OWN or viewer.is_platform:
        return True
    return bool(viewer.member_ids) and kind not in FOR_KEEPERS


def _told(viewer: Actor, scope: Scope, kind: str) -> bool:
    if kind not in FOR_KEEPERS:
        return True
    keeps = viewer.is_platform or Permission.KEEP_NETWORK in permissions_of(viewer.roles)
    return scope.cut is Cut.TEAM or (scope.cut is Cut.NETWORK and keeps)


def _entries(kind: str, to: Narrowed, year: int, at: datetime) -> Iterator[Entry]:
    span = Span(year, timezone.localdate(at))
    return entries(cut(READS[kind](to), to), span.start, span.end)


def cut(histories: Iterator[History], to: Narrowed) -> Iterator[History]:
    if to.group_id:
        histories = in_group(histories, to.group_id)
    return histories if to.member_ids is None else for_members(histories, to.member_ids)


def _kept(kind: str, row: ReckonedLedger | None, reckoned_at: datetime | None) -> Kept:
    """Of a kind that nobody has any of there is no row."""
    if row is None:
        return Kept(kind, Line(), reckoned_at)
    found = Line(row.opening, row.added, row.reopened, row.closed, row.dropped, row.closing)
    return Kept(kind, found, row.reckoned_at, Withheld(row.withheld) if row.withheld else None)
