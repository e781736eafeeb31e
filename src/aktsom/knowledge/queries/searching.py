"""One search over all that the asker may see.

What may answer is looked up by numbers of words; then each kind is read where it stands, as the asker may read it now,
and whatever does not hold the words in what the asker reads is left out. So neither an old index nor one that says too
much can show anything, and nothing is counted but what is shown.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice

from aktsom.categories.entries import Group, Product
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.knowledge.found_kinds import FoundKind, words_of_kinds
from aktsom.knowledge.queries.looked_through import Entries, answering, entries
from aktsom.knowledge.queries.places import Way, met, places
from aktsom.knowledge.rules.words import WHOLE_PART, asked_words, words_of, worth
from aktsom.knowledge.sources import SOURCES, Read
from aktsom.knowledge.sources.base import KEEPERS_KEY
from aktsom.knowledge.vocabulary import Met, Vocabulary, all_met, vocabulary
from aktsom.members.permissions import keeps_network
from aktsom.risk.queries.search import MOST_SHOWN, SHORTEST, listed
from aktsom.sharing.audiences import NETWORK_KEY, PUBLIC_KEY, keys_held

LOOKED_AT = 30  # of each kind and way in
MOST_READ = 45  # of each kind, the likeliest first
Meanings = Sequence[Mapping[str, int]]
_Answers = Callable[[str, str, Collection[str]], int]


@dataclass(frozen=True)
class Hit:
    """`by_chance`: it may be that the words only begin, or are in the middle of, words that mean something else."""

    read: Read
    worth: int
    by_chance: bool = False


@dataclass(frozen=True)
class Found:
    """By kind in the page's order, the best first, at most `MOST_SHOWN` of each. `asked` is what each word may stand
    for, to mark it by; `nearly` when nothing was found as it was written and what is nearly so was looked for."""

    hits: dict[FoundKind, list[Hit]] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    texts: Entries = field(default_factory=Entries)
    asked: Meanings = ()
    nearly: bool = False

    @property
    def count(self) -> int:
        return sum(map(len, self.hits.values())) + len(self.groups) + len(self.products) + self.texts.count


def search(viewer: Actor, text: str, today: date) -> Found:
    words = asked_words(text)
    if len(text.strip()) < SHORTEST or not words:
        return Found()
    known, texts = vocabulary(), entries(viewer, today)
    named = _words_of_tables(texts)
    may_meet = _met_by(viewer, known)
    as_written = [{**named.meanings(word), **known.meanings(word, may_meet)} for word in words]
    found = _found(viewer, known, as_written, today, texts)
    if found.count:
        return found
    near = [{**named.near(word), **known.near(word, may_meet)} for word in words]
    if not any(near):
        return found
    both = [{**n, **m} for n, m in zip(near, as_written, strict=True)]
    nearly = _found(viewer, known, both, today, texts, nearly=True)
    return nearly if nearly.count else found


def _met_by(viewer: Actor, known: Vocabulary) -> Met:
    """Those words that stand in something of the viewer's: what stands in hidden things alone must change nothing."""
    if viewer.is_platform:
        return all_met
    keys = _keys_of(viewer)

    def some(words: Collection[str]) -> Collection[str]:
        numbers = met({known.numbers[word] for word in words}, keys)
        return {word for word in words if known.numbers[word] in numbers}

    return some


def _keys_of(viewer: Actor) -> frozenset[int]:
    return keys_held(viewer) | ({KEEPERS_KEY} if keeps_network(viewer) else set())


def _words_of_tables(texts: Entries) -> Vocabulary:
    """Those of the terms and of texts for tenders, and those that the high-risk list names its groups and products by,
    which no thing of the search need hold."""
    catalogue = current_catalogue()
    names = [*(one.name for one in catalogue.groups), *(one.name for one in catalogue.products)]
    return _named((*(f"{name.nb} {name.nn} {name.en}" for name in names), *texts.texts))


@lru_cache(maxsize=4)
def _named(names: tuple[str, ...]) -> Vocabulary:
    words = {word for name in names for word in words_of(name)}
    return Vocabulary().with_more(enumerate(sorted(words), start=1), (len(words), ""))


def _found(
    viewer: Actor, known: Vocabulary, asked: Meanings, today: date, texts: Entries, *, nearly: bool = False
) -> Found:
    def answers(title: str, text: str = "", kind: Collection[str] = ()) -> int:
        return worth(asked, title, text, kind)

    groups, products = listed(answers)
    hits = _hits(viewer, known, asked, today, answers)
    return Found(hits, groups, products, answering(texts, answers), asked, nearly)


def _hits(
    viewer: Actor, known: Vocabulary, asked: Meanings, today: date, answers: _Answers
) -> dict[FoundKind, list[Hit]]:
    candidates = _candidates(viewer, [known.numbers_of(meanings) for meanings in asked])
    hits: dict[FoundKind, dict[str, Hit]] = {}
    for source in SOURCES:
        subjects = [subject for kind in source.kinds for subject in candidates.get(kind, ())]
        for read in source.reads(viewer, subjects, today) if subjects else ():
            if value := answers(read.title, read.text, words_of_kinds()[read.kind]):
                hits.setdefault(read.kind, {})[read.subject] = Hit(read, value, value < WHOLE_PART * len(asked))
    return {kind: sorted(hits[kind].values(), key=_order)[:MOST_SHOWN] for kind in sorted(hits)}


def _order(hit: Hit) -> tuple[bool, bool, int, float]:
    """What holds the words before what may hold them by chance; then one's own, what answers best, and the newest."""
    return hit.by_chance, not hit.read.own, -hit.worth, -hit.read.at.timestamp()


def _candidates(viewer: Actor, words: list[set[int]]) -> dict[FoundKind, dict[str, None]]:
    """What is one's own first, then what is called so, then what says so: of a word that stands everywhere the newest
    alone would be others'."""
    keys = None if viewer.is_platform else _keys_of(viewer)
    anywhere = [{2 * number for number in some} for some in words]
    titles = [{2 * number + 1 for number in some} for some in words]
    ways: list[Way] = [(keys, titles), (keys, anywhere)]
    if keys is not None and (own := keys - {NETWORK_KEY, PUBLIC_KEY, KEEPERS_KEY}):
        ways.insert(0, (own, anywhere))
    found = places(ways, LOOKED_AT)
    return {kind: dict.fromkeys(islice(subjects, MOST_READ)) for kind, subjects in found.items()}
