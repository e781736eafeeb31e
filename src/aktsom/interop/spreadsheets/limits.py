"""How much of a file we are willing to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults leave room for the largest register seen (a nation's 100,000 contracts) several times over.

    `cells` counts the rectangle a sheet spans, empty cells too, for that is what reading it costs in memory.
    """

    file_bytes: int = 50_000_000
    inflated_bytes: int = 600_000_000
    inflate_ratio: int = 250
    sheets: int = 200
    rows: int = 250_000
    columns: int = 300
    cells: int = 12_000_000
    cell_characters: int = 32_767


STANDARD = Limits()
