"""What a ledger is to the batch: a file of lines, which column is what, and how a cell is understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from aktsom.risk.shares import Supplier


class Role(StrEnum):
    TITLE = "title"
    DESCRIPTION = "description"
    PRODUCTS = "products"
    CODES = "codes"
    ORIGINS = "origins"
    SUPPLIER = "supplier"
    BUYER = "buyer"
    AMOUNT = "amount"
    CURRENCY = "currency"


TEXTS = (Role.TITLE, Role.DESCRIPTION)
LISTS = (Role.PRODUCTS, Role.CODES, Role.ORIGINS)

Cells = tuple[str, ...]
"""The cells of one line that together tell one thing: one, or several where a role has several columns."""


class Amount(NamedTuple):
    """`cents` of whichever currency; `krone` says whether the cell itself named kroner, None when it named nothing."""

    cents: int | None
    krone: bool | None


class Understanding(Protocol):
    """Reads distinct cells, and the few lines that may be none. Each answer has one entry per entry asked."""

    def texts(self, role: Role, cells: Sequence[Cells]) -> list[str]: ...

    def lists(self, role: Role, cells: Sequence[Cells]) -> list[tuple[str, ...]]: ...

    def suppliers(self, cells: Sequence[Cells]) -> list[Supplier]: ...

    def amounts(self, cells: Sequence[Cells]) -> list[Amount]: ...

    def purchases(self, lines: Sequence[Sequence[str | None]]) -> list[bool]:
        """Whether each line, all its cells given, is a purchase rather than a sum, a remark or a heading."""
        ...

    def kroner(self, cells: Sequence[Cells]) -> list[bool]: ...


Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Ledger:
    """A CSV file in UTF-8 whose first `skip` lines are headings.

    `columns` holds positions from 0. `longest` is how many characters of a text are read. `plain_amounts` says that
    «1234,50» is one thousand two hundred and thirty-four kroner and a half, as it is unless the heading says millions.
    A line with no title, with nothing but a title, or with a title that `doubtful` (a regular expression) fits, is
    shown whole to `Understanding.purchases`. `nothing` are words, in lower case, for an empty cell.
    """

    path: Path
    width: int
    columns: Mapping[Role, tuple[int, ...]]
    understanding: Understanding
    separator: str = ";"
    quote: str | None = '"'
    skip: int = 1
    buyer: str = ""
    longest: Mapping[Role, int] | None = None
    plain_amounts: bool = True
    doubtful: str = ""
    nothing: frozenset[str] = frozenset()
    lines: int = 0  # as estimated, for progress
