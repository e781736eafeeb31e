"""Words that are written a little wrong, or without æ, ø and å.

Only long words that say nothing as they stand are asked for here. Three things are forgiven: æ, ø, å written in other
ways («skolemobler», «kjoeretoey»), letters doubled or not («konvolluter»), and one slip, which is a letter left out or
two letters swapped («vernehanskr», «kontorstloer»). A letter taken for another is not forgiven, since too many words
are told apart by one letter («melkemaskin», «merkemaskin»). Where several known words could be meant and do not say the
same, none is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aktsom.categories.entries import Effect
from aktsom.risk.screening.lexicon import Entry

_SHORTEST, _SHORTEST_SLIPPED = 7, 9
_HALF, _MOST = 5, 7  # of a word's first or last letters, so many must be right for a slip to be looked for in the rest
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåé"
_FOLDED = {"ae": "a", "oe": "o", "aa": "a", "æ": "a", "ä": "a", "å": "a", "ø": "o", "ö": "o", "é": "e", "è": "e"}


class Slips:
    def __init__(self, words: Mapping[str, Entry], endings: Mapping[str, Entry]) -> None:
        forms = [form for form in words if len(form) >= _SHORTEST and form.isalpha()]
        text = _undoubled("\n".join(forms))
        single = text.split("\n")
        self._words, self._ends = words, endings
        self._single = _table(words, forms, single)
        self._folded = _table(words, forms, _folded(text).split("\n"))
        things = [form for form, entry in endings.items() if len(form) >= _SHORTEST and _is_thing(entry)]
        self._folded_ends = _table(endings, things, _folded("\n".join(things)).split("\n"))
        self._halves = frozenset([word[:_HALF] for word in single])
        self._most = frozenset([word[:_MOST] for word in single])
        self._last = frozenset([word[-_HALF:] for word in single])

    def meant(self, word: str) -> Entry | None:
        """What a word without meaning of its own must mean, if anything."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        single = _undoubled(word)
        folded = _folded(single)
        return self._meant(single) or self._folded.get(folded) or self._ending(folded) or self._slipped(single)

    def _meant(self, single: str) -> Entry | None:
        return self._words.get(single) or self._single.get(single)

    def _ending(self, folded: str) -> Entry | None:
        for start in range(3, len(folded) - _SHORTEST + 1):
            entry = self._folded_ends.get(folded[start:]) or self._ends.get(folded[start:])
            if entry and _is_thing(entry):
                return entry
        return None

    def _slipped(self, single: str) -> Entry | None:
        meant: Entry | None = None
        if len(single) >= _SHORTEST_SLIPPED:
            for guess in self._guesses(single):
                entry = self._meant(guess)
                if entry and meant and not _same(entry, meant):
                    return None
                meant = entry or meant
        return meant

    def _guesses(self, single: str) -> Iterator[str]:
        """The first letter is taken to be right. A last «s» is never supplied: without it an English word describes."""
        first = 1 if single[-_HALF:] in self._last else _HALF
        last = _HALF - 1
        if single[:_HALF] in self._halves:
            last = len(single) if single[:_MOST] in self._most else _MOST - 1
        for at in range(first, last + 1):
            before, after = single[:at], single[at:]
            if len(after) > 1:
                yield before + after[1] + after[0] + after[2:]
            for letter in _LETTERS if after else _LETTERS.replace("s", ""):
                yield before + letter + after


def _undoubled(text: str) -> str:
    for letter in _LETTERS:
        while letter + letter in text:
            text = text.replace(letter + letter, letter)
    return text


def _folded(text: str) -> str:
    """Lines are kept apart, so that many words can be given at once."""
    for written, letter in _FOLDED.items():
        text = text.replace(written, letter)
    return _undoubled(text)


def _table(entries: Mapping[str, Entry], forms: list[str], written: list[str]) -> dict[str, Entry | None]:
    """Forms as they may be written; None where two that do not say the same are written alike."""
    table: dict[str, Entry | None] = {}
    for form, other in zip(forms, written, strict=True):
        if form != other:
            entry = entries[form]
            old = table.get(other, entry)
            table[other] = entry if old and _same(old, entry) else None
    return table


def _same(one: Entry, other: Entry) -> bool:
    return one is other or (one.targets, one.effect, one.topic) == (other.targets, other.effect, other.topic)


def _is_thing(entry: Entry) -> bool:
    return bool(entry.targets) or entry.effect is Effect.OTHER
