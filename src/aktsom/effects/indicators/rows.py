"""What every indicator is: rows of single records, each with whom it is for, in which category, and whether it counts.

One function an indicator, named as it is in `reference/indicators.csv`, marked `@indicator`. It says no more than which
records and what counts; how they are put together is `rules.folding`, and who is shown which of them is
`queries.opened`. Of what is shared between members it takes only what is shared by now, so that the platform and
somebody who may see it reckon alike.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from aktsom.effects.rules.folding import Row

COLUMNS = ("key", "of_member", "of_group", "of_part", "said", "weight")


class Record(StrEnum):
    """What the keys are ids of."""

    CONTRACT = "contract"
    SUPPLIER = "supplier"
    REPORTED = "reported"  # a contract that a self-report was asked for
    FINDING = "finding"
    ENTITLEMENT = "entitlement"
    COVERED = "covered"  # a contract in a follow-up
    DECISION = "decision"
    REVIEW = "review"
    ACTIVITY = "activity"  # the key is its public id and the member's id, with a space between
    CATEGORY = "category"  # the key is the group's id


@dataclass(frozen=True, slots=True)
class Span:
    """What a figure is of: the year, up to `today` where that is in it. `start` with it, `end` without it."""

    year: int
    today: date

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def start(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        return midnight(min(date(self.year + 1, 1, 1), self.today + timedelta(days=1)))


def midnight(day: date) -> datetime:
    """When the day begins, in Norway."""
    return timezone.make_aware(datetime.combine(day, time()))


def months_ago(today: date, months: int) -> date:
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, month + 1, min(today.day, 28))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """To some members, one category, or what one team follows up; none of them where it is not said."""

    member_ids: frozenset[int] | None = None
    group_id: str = ""
    team_id: int | None = None


@dataclass(frozen=True)
class Rows:
    """`queries` carry annotations named as `COLUMNS`, and `of_team` narrows them to what one team follows up. `plain`
    are rows put together in memory, with the team of each in `teams`."""

    record: Record
    queries: tuple[QuerySet[Any], ...] = ()
    of_team: Callable[[int], Q] | None = None
    plain: tuple[Row, ...] = ()
    teams: Mapping[int | str, int | None] = field(default_factory=dict)

    def narrowed(self, to: Narrowed) -> "Rows":
        conditions = []
        if to.member_ids is not None:
            conditions.append(Q(of_member__in=to.member_ids))
        if to.group_id:
            conditions.append(Q(of_group=to.group_id))
        if to.team_id is not None and self.of_team is not None:
            conditions.append(self.of_team(to.team_id))
        queries = tuple(query.filter(*conditions) for query in self.queries)
        plain = tuple(row for row in self.plain if self._within(row, to))
        return replace(self, queries=queries, plain=plain)

    def _within(self, row: Row, to: Narrowed) -> bool:
        return (
            (to.member_ids is None or row.member_id in to.member_ids)
            and to.group_id in ("", row.group_id)
            and to.team_id in (None, self.teams.get(row.key))
        )

    def read(self) -> Iterator[Row]:
        """In order of their keys, each once; a length of time as whole days."""
        yield from self.plain
        for query in self.queries:
            rows = query.order_by("key").values_list(*COLUMNS).distinct()
            for key, member_id, group_id, part, said, weight in rows.iterator(chunk_size=10_000):
                days = weight.days if isinstance(weight, timedelta) else weight
                yield Row(key, member_id, group_id or "", part, said, days)


Reads = Callable[[Span], Rows]
READS: dict[str, Reads] = {}


def indicator(read: Reads) -> Reads:
    READS[read.__name__] = read
    return read
