"""Which passages of a text should be looked at before it is given out, and the text without those that are kept back.
Plain values in and out: a suggestion is never a verdict, and a person decides on each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aktsom.findings.rules.leaking import Looked, amount_spans, name_spans
from aktsom.records.states import PassageKind
from aktsom.sharing.workers import names_of_workers

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\d/-])(?:\+\d{1,3}[ ]?)?(?:\d{2}[ ]\d{2}[ ]\d{2}[ ]\d{2}|\d{3}[ ]\d{2}[ ]\d{3}|\d{8})(?![\d/-])"
)
_NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ ]?\d{5}(?!\d)")
_MORE_OF_A_SUM = re.compile(
    r"[\d\s.,'’]*\d(?:\s*(?:tusen|mill(?:ioner|ionar|\.)?|mrd\.?|kr\.?|kroner|NOK|EUR|USD)\b)?", re.I
)
_NAMES = (PassageKind.WORKER, PassageKind.PERSON, PassageKind.NAME, PassageKind.OWN)
_GENITIVE = re.compile(r"(?:['’]s?|s)$")
_LONG_ENOUGH = 4  # letters: «Hans» without its s is a word
# What outweighs what where two suggestions meet.
_ORDER: list[str] = list(PassageKind)


@dataclass(frozen=True, slots=True)
class Suggested:
    """From `starts` and up to `ends`, counted in characters."""

    starts: int
    ends: int
    kind: PassageKind
    marked: bool = False  # by the supplier, all of it or some


def suggested(
    text: str, *, names: Iterable[str] = (), people: Iterable[str] = (), secrets: Iterable[str] = ()
) -> list[Suggested]:
    """In order, none of them meeting another. `names` are of sub-suppliers and places, `people` of persons in the case,
    `secrets` what the supplier has marked, word for word."""
    found = [Suggested(*span, PassageKind.WORKER) for span in names_of_workers(text)]
    found += [
        Suggested(*one.span(), PassageKind.PERSON)
        for form in (_NATIONAL_ID, _MAIL, _PHONE)
        for one in form.finditer(text)
    ]
    found += [Suggested(*span, PassageKind.PERSON) for span in name_spans(text, people)]
    found += [Suggested(*span, PassageKind.NAME) for span in name_spans(text, names)]
    found += [Suggested(*_whole_sum(text, span), PassageKind.PRICE) for span in amount_spans(text)]
    found += [Suggested(*span, PassageKind.SECRET, marked=True) for span in places_of(text, secrets)]
    return _apart(text, found)


def places_of(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    """Where these stand in the text, each as often as it does; how it is broken into lines is no matter."""
    found: list[tuple[int, int]] = []
    for quote in quotes:
        parts = [re.escape(part) for part in quote.split()]
        if parts:
            found += [one.span() for one in re.finditer(r"\s+".join(parts), text, re.I)]
    return sorted(found)


def names_within(text: str, known: Iterable[str]) -> list[tuple[int, int]]:
    """Where names stand in a text: of workers, and those that are known in the case."""
    return sorted({*names_of_workers(text), *name_spans(text, known)})


def names_held_back(text: str, start: int, end: int, kind: PassageKind, within: Iterable[tuple[int, int]]) -> list[str]:
    """What to look for elsewhere when this passage is kept back: none for a sum or a secret. Its own words, also where
    they stand in the genitive, and such names as stand in it: one that was pasted in may hold several."""
    if kind not in _NAMES:
        return []
    words = " ".join(text[start:end].split())
    found = [words, *(text[at:to] for at, to in within if start <= at and to <= end)]
    bare = [_GENITIVE.sub("", each) for each in found]
    found += [each for each in bare if len(each) >= _LONG_ENOUGH]
    return [each for each in dict.fromkeys(found) if any(sign.isalnum() for sign in each)]


def places_of_each(text: str, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """(name, from, up to) of each place where one stands, as the one finder of names finds them."""
    looked = Looked(text)
    for name in names:
        for start, end in looked.spans(name):
            yield name, start, end


def holds_one_of(words: str, names: Iterable[str]) -> bool:
    return next(places_of_each(words, names), None) is not None


def _whole_sum(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """What finds a sum may stop at its first figure."""
    start, end = span
    if more := _MORE_OF_A_SUM.match(text, end):
        end = more.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _apart(text: str, found: Iterable[Suggested]) -> list[Suggested]:
    """Those that meet are one, of the kind that outweighs."""
    kept: list[Suggested] = []
    for one in sorted(found, key=lambda one: (one.starts, -one.ends)):
        if one.starts >= one.ends or not text[one.starts : one.ends].strip():
            continue
        last = kept[-1] if kept else None
        if last is not None and one.starts < last.ends:
            kind, marked = graver(last.kind, one.kind), last.marked or one.marked
            kept[-1] = Suggested(last.starts, max(last.ends, one.ends), kind, marked)
        else:
            kept.append(one)
    return kept


def graver(*kinds: str) -> PassageKind:
    """What outweighs the others where several meet in one passage."""
    return PassageKind(min(kinds, key=_ORDER.index))


def without(text: str, kept_back: Iterable[tuple[int, int, str]]) -> str:
    """The text with each of these (from, up to, what stands instead) taken out. They may meet: what stands instead of
    the first of them is shown."""
    parts: list[str] = []
    at = 0
    for start, end, instead in sorted(kept_back):
        if start >= at:
            parts += [text[at:start], instead]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def around(text: str, start: int, end: int, room: int = 60) -> tuple[str, str]:
    """What stands before and after, on the same line, for whoever decides."""
    before = text[max(0, start - room) : start].rpartition("\n")[2]
    after = text[end : end + room].partition("\n")[0]
    return before, after


def whole_outcome(outcomes: Mapping[str, int]) -> str:
    """Of a request, from how many of its documents are given, in part or not: "" where one is not decided."""
    if outcomes.get("") or not any(outcomes.values()):
        return ""
    said = {name for name, count in outcomes.items() if count}
    return said.pop() if len(said) == 1 else "partly"
