"""What a kind of thing tells the search, and how it is read by whoever finds it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.follow_up.models import CoveredContract
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.sharing.audiences import member_key

# Of the search alone, for those who keep the network: of some things they see all, and things carry no key of theirs.
KEEPERS_KEY = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What the search is told of a thing, or of a part of it with readers of its own. `keys` may be too many or too
    old: what is found is read anew by whoever asks."""

    kind: FoundKind
    subject: str
    title: str
    text: str
    keys: frozenset[int]
    at: datetime
    part: str = ""


class Read(NamedTuple):
    """A thing as the one who asks may read it now; `row` is what its line on the page needs."""

    kind: FoundKind
    subject: str
    title: str
    text: str
    own: bool
    at: datetime
    row: Any


def in_order(rows: QuerySet[Any], after: str) -> Iterator[str]:
    """Public ids of those that came after the one with this id; of all of them, after none."""
    if after:
        rows = rows.filter(pk__gt=rows.model._default_manager.filter(public_id=after).values("pk")[:1])
    return rows.order_by("pk").values_list("public_id", flat=True).iterator()


def covered_keys(follow_up_ids: Iterable[int]) -> dict[int, set[int]]:
    """{follow-up: keys of those who have a contract covered}: who reads what is shared with them."""
    keys: dict[int, set[int]] = defaultdict(set)
    left = CoveredContract.objects.filter(follow_up_id__in=list(follow_up_ids), left_at__isnull=True)
    for follow_up_id, member_id in left.values_list("follow_up_id", "member_id"):
        keys[follow_up_id].add(member_key(member_id))
    return keys


@dataclass(frozen=True)
class Source:
    """`prefix` begins the public ids that the journal tells of, `ids` turns them into those of the things; `every` are
    the ids of all things that came after one (of all, after none) in the order that they came, and `tells` what there
    is to be found of them. `reads` must go by what the reader may see and nothing else."""

    prefixes: tuple[str, ...]
    kinds: tuple[FoundKind, ...]
    every: Callable[[str], Iterator[str]]
    tells: Callable[[Collection[str]], Iterable[Told]]
    reads: Callable[[Actor, Collection[str], date], Iterable[Read]]
    ids: Callable[[Collection[str]], Collection[str]] = lambda ids: ids
