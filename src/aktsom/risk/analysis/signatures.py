"""Turns a column of texts into numbers, the same number for texts of the same shapes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import polars as pl

from aktsom.risk.screening.shapes import ALONE, Shapes

# What tidying a cell changes: white space other than single spaces inside, invisible characters, Excel's own mark.
UNTIDY = r"[^\S ]|[\x00-\x1f\x7f\u00a0\u00ad\u2007\u2009\u200b\u202f\ufeff]|  |^ | $|_x000D_"


class Signatures:
    """Numbers for the texts of one role. Safe to use from several threads, as the streaming engine does."""

    def __init__(
        self, shapes: Shapes, tidied: Callable[[list[str]], list[str]], longest: int, nothing: frozenset[str]
    ) -> None:
        self._shapes, self._tidied, self._longest = shapes, tidied, longest
        self._nothing = pl.Series(sorted(nothing), dtype=pl.String)
        self._longest_nothing = max((len(word.encode()) for word in nothing), default=0)
        self._pieces = pl.Categorical(pl.Categories.random("aktsom"))
        self._rows = pl.Categorical(pl.Categories.random("aktsom"))
        self._keep_pieces = pl.Series([""], dtype=self._pieces)  # a vocabulary lives as long as somebody holds it
        self._keep_rows = pl.Series([""], dtype=self._rows)
        self._letter_of: list[str | None] = []
        self._holes: list[int] = []
        self._letters = pl.Series([], dtype=pl.String)
        self._lock = Lock()
        run = shapes.longest_number
        self._long_number, self._short_number = f"[0-9]{{{run},}}", "1" * run

    def numbers(self, texts: pl.Series) -> pl.Series:
        """Physical numbers of `rows()`; empty cells count as empty texts."""
        texts = self._tidy(texts.fill_null("").rename("text"))
        pieces = texts.str.replace_all(self._long_number, self._short_number).str.split(" ").cast(pl.List(self._pieces))
        letters = self._letters_for(pieces)
        lookup = pl.element().to_physical().map_batches(letters.gather, return_dtype=pl.String, is_elementwise=True)
        rows = pieces.to_frame().select(pl.col("text").list.eval(lookup).list.join(""))["text"]
        alone = rows.str.contains(ALONE, literal=True)
        if alone.any():
            rows = (
                texts.to_frame()
                .select(pl.when(alone).then(pl.concat_str(pl.lit(ALONE), pl.col("text"))).otherwise(rows))
                .to_series()
            )
        return rows.cast(self._rows).to_physical()

    def rows(self) -> list[str | None]:
        """By number: a row of shapes, or `ALONE` and a text to be read by itself. Nothing where a number is unused."""
        return self._rows.categories.to_series().to_list()

    def _tidy(self, texts: pl.Series) -> pl.Series:
        length = texts.str.len_bytes()
        untidy = texts.str.contains(UNTIDY) | (length > self._longest)
        short = texts.set(length > self._longest_nothing, None).str.to_lowercase()
        untidy |= short.is_in(self._nothing).fill_null(value=False)
        if not untidy.any():
            return texts
        before = texts.filter(untidy).unique().to_list()
        return texts.replace(before, self._tidied(before))

    def _letters_for(self, pieces: pl.Series) -> pl.Series:
        """Letters by piece number, with those of pieces not seen before."""
        highest = pieces.explode().to_physical().max()
        with self._lock:
            if self._holes or (isinstance(highest, int) and highest >= len(self._letter_of)):
                self._learn()
            return self._letters

    def _learn(self) -> None:
        """Reads the vocabulary on; a number that another thread has taken but not yet used is a hole until it is."""
        words = self._pieces.categories.to_series().to_list()
        for number in [*self._holes, *range(len(self._letter_of), len(words))]:
            letter = self._shapes.letter(words[number]) if words[number] is not None else None
            if number < len(self._letter_of):
                self._letter_of[number] = letter
            else:
                self._letter_of.append(letter)
        self._holes = [number for number, letter in enumerate(self._letter_of) if letter is None]
        self._letters = pl.Series(self._letter_of, dtype=pl.String)
