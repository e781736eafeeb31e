"""All words that the search knows, in this process: what a typed word begins, is part of, or is nearly.

The words of everybody's texts, also of those that whoever asks may not see: so a word of it is never shown, only looked
for in what the asker sees. Nor may one that only stands in what is hidden take the place of another: where not all can
be looked for, those that the asker may meet are, and what is nearly what was typed is chosen among these alone.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from aktsom.core.wall import lowered
from aktsom.knowledge.models import SearchWord
from aktsom.knowledge.rules.stemming import stem
from aktsom.knowledge.rules.words import (
    ALIKE_WORD,
    BEGINS,
    EXACT,
    INSIDE,
    INSIDE_NEAR,
    NEAR,
    OF_KIND,
    OF_THING,
    WHOLE_PART,
    alike,
    is_part,
    most_errors,
)

MOST_LIKE = 40  # words that one typed word may stand for, the shortest first
MOST_NEAR = 8
MOST_OF_NEAR = 2  # whose longer words are looked for too
MOST_LOOKED_AT = 20_000  # places of a few letters, such as "er", before we stop looking
AT_A_TIME = 200  # words that are asked whether they may be met
SHORTEST_INSIDE = 3
SHORTEST_CUT = 5  # letters that are left of a word whose ending is wrong
READ_ANEW = 600.0  # seconds; a word that was given a lower number later than its neighbours is known after that
Met = Callable[[Collection[str]], Collection[str]]  # of these words, those that the asker may meet


def all_met(words: Collection[str]) -> Collection[str]:
    return words


@dataclass
class Vocabulary:
    """`numbers` by word; all words of texts as one text, a line each, since looking through one text is a hundred times
    faster than through a list."""

    numbers: dict[str, int] = field(default_factory=dict)
    last: tuple[int, str] = (0, "")
    read_at: float = 0.0
    text: str = "\n"
    by_length: Mapping[int, list[str]] = field(default_factory=dict)

    def with_more(self, rows: Iterable[tuple[int, str]], last: tuple[int, str]) -> "Vocabulary":
        numbers = {**self.numbers, **{word: number for number, word in rows}}
        by_length: dict[int, list[str]] = defaultdict(list)
        words = [word for word in numbers if not word.startswith(OF_THING)]
        for word in words:
            by_length[len(word)].append(word)
        return Vocabulary(numbers, last, self.read_at, "\n" + "\n".join(words) + "\n", by_length)

    def meanings(self, word: str, met: Met = all_met) -> dict[str, int]:
        """What the folded word may stand for, and what each is worth."""
        root = stem(word)
        inside = self._holding(root) if len(root) >= SHORTEST_INSIDE else []
        beginning = self._beginning(word if len(word) < len(root) else root)
        found = dict.fromkeys(_first(inside, MOST_LIKE, met), INSIDE)
        found |= dict.fromkeys(_first(beginning, MOST_LIKE, met), BEGINS)
        found |= {joined: WHOLE_PART for joined in found if is_part(root, joined)}
        same = dict.fromkeys(alike().get(root, ()), ALIKE_WORD) | {root: EXACT}
        return found | same | {OF_THING + one: OF_KIND for one in same}

    def near(self, word: str, met: Met = all_met) -> dict[str, int]:
        """Words that are nearly the folded word, also where it is the ending that is wrong and was not taken off; and
        what the nearest of them stand inside. Of those that may be met, as if there were no others."""
        root = stem(word)
        found = {one: distance for part in (root, word[:-2], word[:-3]) for one, distance in self._nearly(part, root)}
        ordered = sorted(found, key=lambda one: (found[one], abs(len(one) - len(root)), one))
        nearest = _first(ordered, MOST_NEAR, met, always=True)
        longer = [one for near in nearest[:MOST_OF_NEAR] for one in _first(self._holding(near), MOST_LIKE, met)]
        return dict.fromkeys(longer, INSIDE_NEAR) | dict.fromkeys(nearest, NEAR)

    def _nearly(self, part: str, root: str) -> Iterator[tuple[str, int]]:
        errors = most_errors(root) if part == root else min(1, most_errors(part))
        if not errors or (part != root and len(part) < SHORTEST_CUT):
            return
        lengths = range(len(part) - errors, len(part) + errors + 1)
        choices = [one for length in lengths for one in self.by_length.get(length, ()) if one.isalpha()]
        for one, distance, _place in extract(part, choices, scorer=OSA.distance, score_cutoff=errors, limit=None):
            yield one, distance

    def numbers_of(self, meanings: Iterable[str]) -> set[int]:
        return {self.numbers[word] for word in meanings if word in self.numbers}

    def _beginning(self, letters: str) -> list[str]:
        return self._lines("\n" + letters, 1)

    def _holding(self, letters: str) -> list[str]:
        return self._lines(letters, 0)

    def _lines(self, letters: str, from_: int) -> list[str]:
        """The lines that hold the letters, the shortest first."""
        found: list[str] = []
        at = self.text.find(letters)
        while at >= 0 and len(found) < MOST_LOOKED_AT:
            end = self.text.find("\n", at + from_)
            found.append(self.text[self.text.rfind("\n", 0, at + from_) + 1 : end])
            at = self.text.find(letters, end)
        return sorted(found, key=lambda line: (len(line), line))


def _first(words: list[str], at_most: int, met: Met, *, always: bool = False) -> list[str]:
    """The first `at_most` that may be met. Where there are no more than that, one that is not met does no harm, and
    nobody is asked unless `always`."""
    if len(words) <= at_most and not always:
        return words
    found: list[str] = []
    for at in range(0, len(words), AT_A_TIME):
        part = words[at : at + AT_A_TIME]
        some = set(met(part))
        found += [word for word in part if word in some]
        if len(found) >= at_most:
            break
    return found[:at_most]


_known = Vocabulary()


def vocabulary() -> Vocabulary:
    """As the table has it now. What was read before is added to; where the last word read is no longer the one of its
    number, as after a backup was put back, all is read anew."""
    global _known  # noqa: PLW0603  # one for the process, as the tables are one
    before = _known if time.monotonic() - _known.read_at < READ_ANEW else Vocabulary(read_at=time.monotonic())
    rows = _rows(before.last[0])
    if before.last[0] and (not rows or rows[0] != before.last):
        before = Vocabulary(read_at=time.monotonic())
        rows = _rows(0)
    if rows and rows[-1] != before.last:
        before = before.with_more(rows, rows[-1])
    _known = before
    return before


def _rows(from_: int) -> list[tuple[int, str]]:
    with lowered():
        return list(SearchWord.objects.filter(id__gte=from_).order_by("id").values_list("id", "stem"))
