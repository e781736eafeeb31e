"""Reads a text as a row of items: known phrases, words, and the marks between."""

from __future__ import annotations

from dataclasses import dataclass

from aktsom.risk.screening.compounds import PLAIN, Compounds, Reading
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.tokens import Token, tokens

_JOINING = ("og", "eller", "samt", "and", "or")


@dataclass(frozen=True, slots=True)
class Item:
    """One word or phrase as written with its reading, or a mark («comma», «stop»)."""

    text: str
    reading: Reading
    mark: str = ""
    start: int = 0
    end: int = 0

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or self.text[:1].isdigit()


class Phrases:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._compounds = Compounds(lexicon)

    def items(self, text: str) -> list[Item]:
        row = tokens(text)
        found: list[Item] = []
        place = 0
        while place < len(row):
            token = row[place]
            if token.mark:
                found.append(Item(token.text, PLAIN, token.mark, token.start, token.end))
                place += 1
                continue
            length, reading = self._phrase(row, place)
            if reading is None:
                reading = self._word(row, place)
            last = row[place + length - 1]
            found.append(Item(text[token.start : last.end], reading, "", token.start, last.end))
            place += length
        return found

    def _phrase(self, row: list[Token], place: int) -> tuple[int, Reading | None]:
        for length in self._lexicon.phrase_lengths.get(row[place].low, ()):
            words = tuple(token.low for token in row[place : place + length])
            entry = self._lexicon.phrases.get(words)
            if entry and len(words) == length:
                return length, self._compounds.entry(entry)
        return 1, None

    def _word(self, row: list[Token], place: int) -> Reading:
        low = row[place].low
        if low.endswith("-"):
            return self._hanging(low[:-1], row, place)
        return self._compounds.read(low.lstrip("-"))

    def _hanging(self, first: str, row: list[Token], place: int) -> Reading:
        """«skrive-» in «skrive- og kopipapir» borrows the last part of the word it is joined to."""
        for token in row[place + 1 :]:
            if token.mark == "stop":
                return PLAIN
            if token.mark or token.low in _JOINING or token.low.endswith("-"):
                continue
            for cut in range(1, len(token.low) - 1):
                tail = self._lexicon.endings.get(token.low[cut:])
                if tail:
                    reading = self._compounds.read(first + token.low[cut:])
                    both = reading.targets and (tail.targets or self._compounds.read(first).targets)
                    return reading if both else PLAIN
            return PLAIN
        return PLAIN
