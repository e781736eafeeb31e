"""Which texts say the same to the screen, so that a batch reads each kind of text once.

A text is cut at its spaces into pieces, and each piece gets the letter of its shape. Two pieces have the same shape
when the screen cannot tell them apart: words without meaning to the list are alike, and so are two words for the same
single product; all else is told apart by its letters. Texts with the same row of shapes get the same matches, but for
the words that are quoted in the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from itertools import pairwise

from aktsom.categories.entries import Effect
from aktsom.risk.screening.compounds import Compounds, Reading
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.tokens import Token, tokens

ALONE = "\x01"
"""A piece that borrows from its neighbours or holds white space of its own: its text is read by itself."""

_FIRST, _SURROGATES, _AFTER = 0x20, 0xD800, 0xE000
_DIGITS = re.compile(r"\d+")
_STANDS_APART = re.compile(r"\s|-(?:$|[\W_])|^-")
_MAY_BEGIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789"  # a sentence, to `tokens`
_TOLD_APART = (Effect.UNDER, Effect.JOINS, Effect.BESIDE, Effect.DENIES)  # few words, and the grammar hears which
_SILENT = (None, Effect.UNDER, Effect.JOINS, Effect.BESIDE, Effect.CARRIES, Effect.OTHER)


_REMEMBERED = 300_000


class Shapes:
    """`longest_number`: digits beyond so many in a row may be left out of a piece before its shape is asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases, self._lengths = lexicon.phrases, lexicon.phrase_lengths
        self._phrase_words = frozenset(word for phrase in lexicon.phrases for word in phrase)
        self._neighbours = frozenset(pair for phrase in lexicon.phrases for pair in pairwise(phrase))
        self._touching: dict[str, bool] = {}
        self._compounds = Compounds(lexicon)
        self._letters: dict[Hashable, str] = {None: ALONE}
        self._examples: dict[str, str] = {}
        self._borrowed: set[str] = set()  # letters whose example is so far a word that stands in phrases
        self._loose: dict[str, str] = {}
        self._silent = ""
        self._may_begin_compound: set[str] = set()
        self._words_of: dict[str, list[str]] = {}
        self._seen: dict[str, str] = {}
        self._lengths_of: dict[str, int] = {}
        runs = [len(run) for form in (*lexicon.words, *self._phrase_words) for run in _DIGITS.findall(form)]
        self.longest_number = max(runs, default=0) + 1

    def letter(self, piece: str) -> str:
        """One letter that stands for the shape of a piece, the same for pieces of the same shape."""
        if _STANDS_APART.search(piece):
            return ALONE
        row = tokens(piece)
        letter = self._known(piece, row, self._phrase_words)
        if any(token.low in self._phrase_words for token in row):
            self._loose[letter] = self._known(piece, row, frozenset())
        return letter

    @property
    def quiet(self) -> str:
        """Letters that say nothing and stand in no phrase: of those at the end of a row only the first may matter."""
        return "".join(letter for letter in self._silent if letter not in self._loose)

    def settled(self, shapes: str) -> str:
        """A row of shapes that says the same as the one given and is the same for more texts. None may be `ALONE`."""
        in_phrase: frozenset[int] = frozenset()
        if not self._loose.keys().isdisjoint(shapes):
            in_phrase = self._in_phrase(shapes)
            loose = "".join([x if at in in_phrase else self._loose.get(x, x) for at, x in enumerate(shapes)])
            if self._in_phrase(loose) != in_phrase:
                return shapes
            shapes = loose
        # What follows the last word that speaks governs nothing; only next to goods that may describe it may it tell.
        end = max(len(shapes.rstrip(self._silent)), *(at + 1 for at in in_phrase), 0)
        return shapes[: end + (end - 1 in in_phrase or shapes[end - 1 : end] in self._may_begin_compound)]

    def cut(self, text: str) -> str:
        """The text without what trails off: it gives the same matches, word for word."""
        pieces = text.split(" ")
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
            self._lengths_of.clear()
        seen = self._seen
        row = "".join(
            [seen[piece] if piece in seen else seen.setdefault(piece, self.letter(piece)) for piece in pieces]
        )
        if ALONE in row:
            return text
        length = self._lengths_of.get(row)
        if length is None:
            length = self._lengths_of[row] = len(self.settled(row))
        return " ".join(pieces[:length])

    def _see(self, piece: str) -> str:
        letter = self._seen[piece] = self.letter(piece)
        return letter

    def example(self, shapes: str) -> str:
        """A text of these shapes. It says what each of them says, but for the words that reasons quote."""
        return " ".join([self._examples[letter] for letter in shapes])

    def _known(self, piece: str, row: list[Token], verbatim: frozenset[str]) -> str:
        # What the neighbours look at: whether a sentence may end or begin here, and whether words come first.
        edges = (piece[-1:] in ".!?", piece[:1] == "«", bool(row) and row[0].start == 0)
        shape = (edges, *(token.mark or self._word(token, verbatim) for token in row))
        letter = self._letters.get(shape)
        if letter in self._borrowed and verbatim:
            self._borrowed.discard(letter)
            self._set_example(letter, piece, row)
        if letter is None:
            place = len(self._letters) + _FIRST
            letter = self._letters[shape] = chr(place if place < _SURROGATES else place - _SURROGATES + _AFTER)
            self._set_example(letter, piece, row)
            if not verbatim:
                self._borrowed.add(letter)
            if row and not any(_speaks(self._compounds.read(token.low)) for token in row):
                self._silent += letter
            if any(self._compounds.read(token.low).modifies for token in row):
                self._may_begin_compound.add(letter)
        return letter

    def _set_example(self, letter: str, piece: str, row: list[Token]) -> None:
        self._examples[letter] = piece
        self._words_of[letter] = [token.low for token in row]
        self._touching.clear()

    def _word(self, token: Token, verbatim: frozenset[str]) -> Hashable:
        reading = self._compounds.read(token.low)
        first = token.text[0]
        start = (first.isupper(), first.isdigit(), first in _MAY_BEGIN)
        # Two words for the same choice of products point twice, one word said twice only once.
        alike = len(reading.targets) < 2 and reading.effect not in _TOLD_APART
        if not alike or token.low in verbatim:
            return token.low, start
        return reading, start

    def _in_phrase(self, shapes: str) -> frozenset[int]:
        """The places in the row whose words the screen takes together as a phrase."""
        if not any(self._may_touch(shapes[at : at + 2]) for at in range(len(shapes))):
            return frozenset()
        words = [(at, word) for at, letter in enumerate(shapes) for word in self._words_of[letter]]
        found: set[int] = set()
        place = 0
        while place < len(words):
            length = self._phrase_length(words, place)
            found.update(at for at, _word in words[place : place + length])
            place += length or 1
        return frozenset(found)

    def _may_touch(self, pair: str) -> bool:
        """Whether two pieces side by side, or one by itself, hold two words that follow each other in some phrase."""
        found = self._touching.get(pair)
        if found is None:
            words = [word for letter in pair for word in self._words_of[letter]]
            found = self._touching[pair] = not self._neighbours.isdisjoint(pairwise(words))
        return found

    def _phrase_length(self, words: list[tuple[int, str]], place: int) -> int:
        for length in self._lengths.get(words[place][1], ()):
            if tuple(word for _at, word in words[place : place + length]) in self._phrases:
                return length
        return 0


def _speaks(reading: Reading) -> bool:
    return bool(reading.targets or reading.described or reading.effect not in _SILENT)
