"""Where words stand, and which of them stand anywhere: the questions that are asked past the database's wall, since
from behind it no index of words is used. They answer with ids alone, by the keys of the one who asks; what they lead to
is read from behind the wall."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from aktsom.core.wall import lowered
from aktsom.knowledge.found_kinds import FoundKind

MOST_WEIGHED = 5_000  # of a word that stands in very many; the best of those are looked at
Words = Sequence[Collection[int]]  # of each word, the numbers of what it may stand for
Way = tuple[Collection[int] | None, Words]  # keys, none for the platform; and the words to be held
_MET_POSTGRES = (
    "select number from unnest(%s::bigint[]) as number where exists (select 1 from aktsom_searchdocument "
    "where words && array[2 * number, 2 * number + 1] and seen_by && %s::bigint[])"
)
_MET_SQLITE = "select 1 from aktsom_searchfound where aktsom_searchfound match %s limit 1"
_PLACED = (
    "select %s, kind, subject, place from (select kind, subject, row_number() over "
    "(partition by kind order by at desc, id desc) as place from ({found}) as found) as placed where place <= %s"
)
_POSTGRES = "select id, kind, subject, at from aktsom_searchdocument where {tests} limit %s"
_SQLITE = (
    "select * from (select d.id, d.kind, d.subject, d.at from aktsom_searchfound f "
    "join aktsom_searchdocument d on d.id = f.rowid where aktsom_searchfound match %s limit %s)"
)


def places(ways: Sequence[Way], of_each: int) -> dict[FoundKind, dict[str, None]]:
    """Things that hold one of each of the sets of words: those of the first way first, of each way the newest `of_each`
    kind."""
    asked = [(number, *way) for number, way in enumerate(ways) if way[1] and all(way[1])]
    if not asked:
        return {}
    one = _postgres if connection.vendor == "postgresql" else _sqlite
    parts = [one(number, keys, words, of_each) for number, keys, words in asked]
    with lowered(), connection.cursor() as cursor:
        cursor.execute(" union all ".join(sql for sql, _ in parts), [each for _, values in parts for each in values])
        rows = sorted(cursor.fetchall(), key=lambda row: (row[0], row[3]))
    found: dict[FoundKind, dict[str, None]] = defaultdict(dict)
    for _way, kind, subject, _place in rows:
        found[FoundKind(kind)][subject] = None
    return found


def met(numbers: Collection[int], keys: Collection[int]) -> set[int]:
    """Of these words, those that stand in something that somebody with these keys may see."""
    if not numbers or not keys:
        return set()
    with lowered(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_MET_POSTGRES, [sorted(numbers), sorted(keys)])
            return {number for (number,) in cursor.fetchall()}
        return {number for number in numbers if _stands(cursor, number, keys)}


def _stands(cursor: Any, number: int, keys: Collection[int]) -> bool:
    cursor.execute(_MET_SQLITE, [f"seen_by : ({_any(keys)}) AND words : ({_any((2 * number, 2 * number + 1))})"])
    return cursor.fetchone() is not None


def _postgres(number: int, keys: Collection[int] | None, words: Words, of_each: int) -> tuple[str, list[Any]]:
    tests = ([] if keys is None else ["seen_by && %s::bigint[]"]) + ["words && %s::bigint[]"] * len(words)
    sets = ([] if keys is None else [sorted(keys)]) + [sorted(some) for some in words]
    found = _POSTGRES.format(tests=" and ".join(tests))
    return _PLACED.format(found=found), [number, *sets, MOST_WEIGHED, of_each]


def _sqlite(number: int, keys: Collection[int] | None, words: Words, of_each: int) -> tuple[str, list[Any]]:
    tests = ([] if keys is None else [f"seen_by : ({_any(keys)})"]) + [f"words : ({_any(some)})" for some in words]
    return _PLACED.format(found=_SQLITE), [number, " AND ".join(tests), MOST_WEIGHED, of_each]


def _any(numbers: Collection[int]) -> str:
    return " OR ".join(map(str, sorted(numbers)))
