"""A table of a result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aktsom.interop.spreadsheets.writing import Column, Item


@dataclass(frozen=True)
class Sheet:
    """`key` names it in JSON and `file` at the end of a file name."""

    title: str
    key: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Item]]
    file: str = ""

    @property
    def names(self) -> list[str]:
        return [column.heading for column in self.columns]
