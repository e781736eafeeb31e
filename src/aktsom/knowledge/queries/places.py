"""Where words stand: the one question that is asked past the database's wall, since from behind it no index of words is
used. It answers with ids alone, by the keys of the one who asks; what they lead to is read from behind the wall."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import connection

from aktsom.core.wall import lowered
from aktsom.knowledge.found_kinds import FoundKind

MOST_WEIGHED = 5_000  # of a word that stands in very many; the best of those are looked at
_PLACED = (
    "select kind, subject from (select kind, subject, row_number() over "
    "(partition by kind order by at desc, id desc) as place from ({found}) as found) as placed where place <= %s"
)
_POSTGRES = "select id, kind, subject, at from aktsom_searchdocument where {tests} limit %s"
_SQLITE = (
    "select d.id, d.kind, d.subject, d.at from aktsom_searchfound f join aktsom_searchdocument d on d.id = f.rowid "
    "where aktsom_searchfound match %s limit %s"
)


def places(
    keys: Collection[int] | None, words: Sequence[Collection[int]], of_each: int
) -> dict[FoundKind, dict[str, None]]:
    """Things that hold one of each of the sets of words, the newest `of_each` kind. `keys` is none for the platform."""
    if not words or not all(words):
        return {}
    with lowered(), connection.cursor() as cursor:
        cursor.execute(*(_postgres if connection.vendor == "postgresql" else _sqlite)(keys, words, of_each))
        found: dict[FoundKind, dict[str, None]] = defaultdict(dict)
        for kind, subject in cursor.fetchall():
            found[FoundKind(kind)][subject] = None
    return found


def _postgres(keys: Collection[int] | None, words: Sequence[Collection[int]], of_each: int) -> tuple[str, list[object]]:
    tests = ([] if keys is None else ["seen_by && %s::bigint[]"]) + ["words && %s::bigint[]"] * len(words)
    sets = ([] if keys is None else [sorted(keys)]) + [sorted(some) for some in words]
    found = _POSTGRES.format(tests=" and ".join(tests))
    return _PLACED.format(found=found), [*sets, MOST_WEIGHED, of_each]


def _sqlite(keys: Collection[int] | None, words: Sequence[Collection[int]], of_each: int) -> tuple[str, list[object]]:
    tests = ([] if keys is None else [f"seen_by : ({_any(keys)})"]) + [f"words : ({_any(some)})" for some in words]
    return _PLACED.format(found=_SQLITE), [" AND ".join(tests), MOST_WEIGHED, of_each]


def _any(numbers: Collection[int]) -> str:
    return " OR ".join(map(str, sorted(numbers)))
