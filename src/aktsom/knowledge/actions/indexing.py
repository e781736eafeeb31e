"""Telling the search what there is to be found. The worker does it, as it follows the journal: an act and its entry are
one transaction, so that nothing that happened is missed; and pages never wait for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.knowledge.found_kinds import words_of_kinds
from aktsom.knowledge.models import SearchDocument, SearchPlace, SearchWord
from aktsom.knowledge.rules.words import MOST_KEPT, words_of
from aktsom.knowledge.sources import BY_PREFIX, SOURCES, Told
from aktsom.knowledge.vocabulary import vocabulary

BATCH = 500  # things at a time
ENTRIES = 500  # of the journal, whose things are written as one batch
PART = 5_000  # things of one piece of work, so that letters need not wait for all of it
_Facts = tuple[int, frozenset[int], frozenset[int], datetime]


def follow_journal() -> int:
    """What has happened since the last time; returns how many entries it took. One process at a time; another that asks
    meanwhile has nothing to do. The first time everything that there is, a batch at a time and in no transaction of
    its own: two that begin at once do it twice, to the same end."""
    with lowered():
        begun = SearchPlace.objects.filter(number__gte=0).exists()
        last = 0 if begun else _last_entry()
        if not begun:
            tell_of_all()
        with transaction.atomic():
            place = _place()
            if place is None:
                return 0
            return _follow(place) if begun else _come_to(place, max(last, place.number))


def _last_entry() -> int:
    return JournalEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _follow(place: SearchPlace) -> int:
    entries = JournalEntry.objects.filter(number__gt=place.number).order_by("number")
    rows = list(entries.values_list("number", "subject")[:ENTRIES])
    if not rows:
        return 0
    tell_of({subject for _number, subject in rows})
    return _come_to(place, rows[-1][0])


def _come_to(place: SearchPlace, number: int) -> int:
    """Returns how many entries that was."""
    taken = number - max(place.number, 0)
    place.number = number
    place.save(update_fields=["number"])
    return taken


def _place() -> SearchPlace | None:
    """Locked; none while another holds it."""
    skips = connection.features.has_select_for_update_skip_locked
    found = SearchPlace.objects.select_for_update(skip_locked=skips).order_by("pk").first()
    if found is None and not SearchPlace.objects.exists():
        SearchPlace.objects.bulk_create([SearchPlace(pk=1)], ignore_conflicts=True)
        found = SearchPlace.objects.select_for_update(skip_locked=skips).order_by("pk").first()
    return found


def tell_of_all() -> int:
    """Everything anew: what differs is written. Returns how many documents there are. Also whom things are seen by,
    which may change without an entry of their own."""
    told = 0
    for source in SOURCES:
        ids = source.every("")
        while batch := list(islice(ids, BATCH)):
            told += _write(source.tells(batch), batch)
    return told


def tell_of_part(number: int, after: str) -> str:
    """Of `SOURCES[number]` the things that came after this one, anew; returns the last, "" when there are no more."""
    source, last = SOURCES[number], ""
    ids = islice(source.every(after), PART)
    while batch := list(islice(ids, BATCH)):
        _write(source.tells(batch), batch)
        last = batch[-1]
    return last


def tell_of(subjects: Iterable[str]) -> None:
    """Of things by public id, of whatever kind, as one batch; of those the search does not find, nothing."""
    by_source: dict[int, set[str]] = defaultdict(set)
    for subject in subjects:
        if (source := BY_PREFIX.get(subject.partition("-")[0])) is not None:
            by_source[SOURCES.index(source)].add(subject)
    whole = [(SOURCES[number], SOURCES[number].ids(ids)) for number, ids in by_source.items()]
    told = (one for source, ids in whole for one in source.tells(ids))
    _write(told, [id_ for _source, ids in whole for id_ in ids])


@transaction.atomic
def _write(tells: Iterable[Told], ids: Collection[str]) -> int:
    """Of all the things with these ids, what they tell. One batch is one transaction, in which words and then documents
    are taken in one order by whoever writes: two who write at once wait for each other, and neither for both."""
    with lowered():
        told = list(tells)
        numbers = _numbers({word for one in told for word in _words(one)})
        wanted = {(one.subject, one.part): one for one in told}
        facts = {key: _facts(one, numbers) for key, one in wanted.items()}
        rows = SearchDocument.objects.filter(subject__in=ids).order_by("subject", "part").select_for_update()
        known = {(row.subject, row.part): (row.pk, (row.kind, row.seen_by, row.words, row.at)) for row in rows}
        gone = [pk for key, (pk, _now) in known.items() if key not in wanted]
        SearchDocument.objects.filter(pk__in=gone).delete()
        new = sorted(key for key, now in facts.items() if key not in known or known[key][1] != now)
        SearchDocument.objects.bulk_create(
            [_row(wanted[key], facts[key]) for key in new],
            update_conflicts=True,
            unique_fields=["subject", "part"],
            update_fields=["kind", "seen_by", "words", "at"],
        )
        return len(wanted)


def _words(one: Told) -> set[str]:
    return set(islice(dict.fromkeys(_in_order(one)), MOST_KEPT))


def _in_order(one: Told) -> Iterator[str]:
    yield from words_of_kinds()[one.kind]
    yield from words_of(one.title)
    yield from words_of(one.text)


def _facts(one: Told, numbers: dict[str, int]) -> _Facts:
    words = {numbers[word] * 2 for word in _words(one)} | {numbers[word] * 2 + 1 for word in words_of(one.title)}
    return int(one.kind), one.keys, frozenset(words), one.at


def _row(one: Told, facts: _Facts) -> SearchDocument:
    kind, seen_by, words, at = facts
    return SearchDocument(subject=one.subject, part=one.part, kind=kind, seen_by=seen_by, words=words, at=at)


def _numbers(words: Collection[str]) -> dict[str, int]:
    """Of these words, new ones given a number."""
    known = vocabulary().numbers
    if new := sorted(word for word in words if word not in known):
        SearchWord.objects.bulk_create([SearchWord(stem=word) for word in new], ignore_conflicts=True)
        rows = SearchWord.objects.filter(stem__in=new).values_list("stem", "id")
        return {**{word: known[word] for word in words if word in known}, **dict(rows)}
    return {word: known[word] for word in words}
