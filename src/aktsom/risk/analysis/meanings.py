"""What the numbers of a coded ledger mean: distinct cells that say the same get the same number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import polars as pl

from aktsom.risk.analysis.ledger import Role
from aktsom.risk.screening.result import Where
from aktsom.risk.screening.screener import Screener
from aktsom.risk.screening.shapes import ALONE, Shapes
from aktsom.risk.screening.texts import TextMatches
from aktsom.risk.shares import Supplier, plainer

M = TypeVar("M")
WHERE = {Role.TITLE: Where.TITLE, Role.DESCRIPTION: Where.DESCRIPTION}


class Meanings(Generic[M]):
    """`numbers` gives the meaning's number by the number of the cell; meaning 0 is that nothing is said."""

    def __init__(self, nothing: M, key: Hashable) -> None:
        self.meanings = [nothing]
        self._known: dict[Hashable, int] = {key: 0}
        self._of_cell: list[int] = []

    def add(self, key: Hashable, meaning: M) -> int:
        """The number of the meaning with this key, the first of them being kept."""
        number = self._known.setdefault(key, len(self.meanings))
        if number == len(self.meanings):
            self.meanings.append(meaning)
        return number

    def next_cell(self, number: int) -> None:
        self._of_cell.append(number)

    @property
    def numbers(self) -> pl.Series:
        return pl.Series(self._of_cell, dtype=pl.UInt16 if len(self.meanings) < 2**16 else pl.UInt32)


def texts_of(rows: Iterable[str | None], role: Role, shapes: Shapes, screener: Screener) -> Meanings[str]:
    """Kinds of text that say the same, each with one text as its example."""
    where = WHERE[role]
    table = Meanings("", "")
    known: dict[str, int] = {}
    read: dict[str, int] = {}
    empty, quiet = shapes.letter(""), shapes.quiet
    for row in rows:
        if row is None or row == empty:
            table.next_cell(0)
            continue
        # Many texts differ only in how they trail off, which is seen faster than all that `settled` looks for.
        short = row if row.startswith(ALONE) else row[: len(row.rstrip(quiet)) + 1]
        number = known.get(short)
        if number is None:
            settled = short if short.startswith(ALONE) else shapes.settled(short)
            number = read.get(settled)
            if number is None:
                text = settled[len(ALONE) :] if settled.startswith(ALONE) else shapes.example(settled)
                number = read[settled] = table.add(said(screener.match_text(text, where)), text)
            known[short] = number
        table.next_cell(number)
    return table


def said(text: TextMatches) -> Hashable:
    """What decides a verdict, and whether there are reasons against it. Of a word that points at several products it
    matters whether it is said again, not which it is."""
    pointers: dict[str, set[object]] = {}
    for found in text.matches:
        pointers.setdefault(found.match.word.lower(), set()).add(found.match.product_id or found.match.group_id)
    several = {word: place for place, word in enumerate(word for word, goods in pointers.items() if len(goods) > 1)}
    words = tuple(
        dict.fromkeys(
            (
                found.match.product_id,
                found.match.group_id,
                found.match.kind,
                found.sure,
                several.get(found.match.word.lower()),
            )
            for found in text.matches
        )
    )
    return words, text.service_why, bool(text.cancelled)


def lists_of(cells: Iterable[tuple[str, ...]]) -> Meanings[tuple[str, ...]]:
    table = Meanings[tuple[str, ...]]((), ())
    for understood in cells:
        table.next_cell(table.add(understood, understood))
    return table


def suppliers_of(cells: Iterable[Supplier]) -> Meanings[Supplier]:
    table = Meanings(Supplier("", "", ""), "")
    for supplier in cells:
        number = table.add(supplier.key, supplier)
        table.meanings[number] = plainer(table.meanings[number], supplier)
        table.next_cell(number)
    return table


def buyers_of(cells: Iterable[str]) -> Meanings[str]:
    table = Meanings("", "")
    for name in cells:
        table.next_cell(table.add(name, name))
    return table
