"""What was open when a period began, what came and went in it, and what is open when it ends, of any records, from
their dated histories alone. What it adds up to is never written down apart from them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Column(StrEnum):
    OPENING = "opening"
    ADDED = "added"
    CLOSED = "closed"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Turn:
    """From this moment on the record is open, or is not. `dropped`: it went because it was withdrawn or counts no
    more, and not because it was done."""

    at: datetime
    is_open: bool
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """A member that a record concerns, from when until when."""

    member_id: int
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Of one record. `turns` in any order; those that change nothing are none."""

    key: str
    turns: tuple[Turn, ...]
    concerns: tuple[Concern, ...] = ()
    group_id: str = ""
    team_id: int | None = None
    supplier_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in one column. `at`: when it came or went, or the bound of the period; `since`: of one that is open,
    when it was opened. `again`: it had been open before; `dropped` as of a turn."""

    key: str
    column: Column
    at: datetime
    again: bool = False
    dropped: bool = False
    since: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """`reopened` are among those added, `dropped` among those closed."""

    opening: int = 0
    added: int = 0
    reopened: int = 0
    closed: int = 0
    dropped: int = 0
    closing: int = 0

    @property
    def adds_up(self) -> bool:
        return self.opening + self.added - self.closed == self.closing


def entries(histories: Iterable[History], start: datetime, end: datetime) -> Iterator[Entry]:
    """From `start` (with it) to `end` (without it). A record that comes and goes several times stands several times."""
    for one in histories:
        was_open, before = False, False  # now, and at any time before now
        told = False
        since: datetime | None = None
        for turn in _changes(one.turns):
            if turn.at >= end:
                break
            if turn.at >= start and not told:
                told = True
                if was_open:
                    yield Entry(one.key, Column.OPENING, start, since=since)
            if turn.at >= start:
                column = Column.ADDED if turn.is_open else Column.CLOSED
                again = turn.is_open and before
                yield Entry(one.key, column, turn.at, again, turn.dropped and not turn.is_open)
            was_open, before, since = turn.is_open, before or turn.is_open, turn.at
        if was_open and not told:
            yield Entry(one.key, Column.OPENING, start, since=since)
        if was_open:
            yield Entry(one.key, Column.CLOSING, end, since=since)


def line(found: Iterable[Entry]) -> Line:
    counts = dict.fromkeys(Column, 0)
    reopened = dropped = 0
    for entry in found:
        counts[entry.column] += 1
        reopened += entry.again
        dropped += entry.dropped
    return Line(
        counts[Column.OPENING], counts[Column.ADDED], reopened, counts[Column.CLOSED], dropped, counts[Column.CLOSING]
    )


def for_members(histories: Iterable[History], member_ids: frozenset[int]) -> Iterator[History]:
    """As these members have met them: open from when the record is and concerns one of them, until either ends."""
    for one in histories:
        ours = [concern for concern in one.concerns if concern.member_id in member_ids]
        if ours:
            yield replace(one, turns=_both(_changes(one.turns), _concerned(ours)))


def by_member(histories: Iterable[History]) -> dict[int, list[History]]:
    """As each member that they concern has met them."""
    found: dict[int, list[History]] = {}
    for one in histories:
        for member_id in {concern.member_id for concern in one.concerns}:
            found.setdefault(member_id, []).extend(for_members([one], frozenset({member_id})))
    return found


def in_group(histories: Iterable[History], group_id: str) -> Iterator[History]:
    return (one for one in histories if one.group_id == group_id)


def _changes(turns: Sequence[Turn]) -> list[Turn]:
    """In order, and only those that change something; of several in one moment the last said stands."""
    found: list[Turn] = []
    for turn in sorted(turns, key=lambda turn: turn.at):
        if found and found[-1].at == turn.at:
            found.pop()
        found.append(turn)
    is_open = False
    changes = []
    for turn in found:
        if turn.is_open != is_open:
            changes.append(turn)
        is_open = turn.is_open
    return changes


def _concerned(concerns: Sequence[Concern]) -> list[Turn]:
    """When one of several concerns holds: they may overlap."""
    steps = sorted(
        [(concern.since, 1) for concern in concerns] + [(one.until, -1) for one in concerns if one.until is not None],
        key=lambda step: (step[0], -step[1]),
    )
    held, found = 0, []
    for at, change in steps:
        held += change
        found.append(Turn(at, held > 0, dropped=True))
    return _changes(found)


def _both(one: Sequence[Turn], other: Sequence[Turn]) -> tuple[Turn, ...]:
    """When both hold."""
    moments = sorted({turn.at for turn in (*one, *other)})
    found = []
    for at in moments:
        first, second = _at(one, at), _at(other, at)
        both = bool(first and first.is_open and second and second.is_open)
        ended = first if first is not None and not first.is_open else second
        found.append(Turn(at, both, dropped=not both and ended is not None and ended.dropped))
    return tuple(found)


def _at(turns: Sequence[Turn], at: datetime) -> Turn | None:
    return next((turn for turn in reversed(turns) if turn.at <= at), None)
