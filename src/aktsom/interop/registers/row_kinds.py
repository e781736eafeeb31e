"""Which rows below the headings are contracts, and which are sums, remarks or the headings once more."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from aktsom.interop.registers.headings import heading_key
from aktsom.interop.registers.values.words import words_of
from aktsom.interop.spreadsheets.cells import Row

_TOTALS = words_of("total")
_LONGEST_NAME = 40
_START = 3
_WIDE = 4
_LOOK_AT = 6


class RowKind(StrEnum):
    CONTRACT = "contract"
    TOTAL = "total"
    REMARK = "remark"
    HEADING = "heading"
    REPEATED = "repeated"


class RowKinds:
    """Judges the rows of one table, of `width` columns, by its headings (by 0-based column of the sheet)."""

    def __init__(self, headings: Mapping[int, str], width: int) -> None:
        self._headings = {column: heading_key(name) for column, name in headings.items() if name}
        self._wide = width >= _WIDE
        # Most rows are ruled out by the first letters of their first cell, which is what makes this quick.
        endings = (key.split()[at:] for key in self._headings.values() for at in range(len(key.split())))
        self._starts = {words[0][:_START] for words in endings} | {word[:_START] for word in _TOTALS}

    def kind(self, row: Row) -> RowKind | None:
        """Nothing for an empty row."""
        filled = len(row) - row.count(None)
        if not filled:
            return None
        at, first = next((at, cell) for at, cell in enumerate(row) if cell is not None)
        if not isinstance(first, str):
            return RowKind.CONTRACT
        if self._wide and filled == 1 and (at == 0 or len(first) > _LONGEST_NAME):
            return RowKind.TOTAL if _is_total(row) else RowKind.REMARK
        if first.strip()[:_START].lower() in self._starts:
            if self._repeats_headings(row):
                return RowKind.HEADING
            if _is_total(row):
                return RowKind.TOTAL
        return RowKind.CONTRACT

    def _repeats_headings(self, row: Row) -> bool:
        """Registers printed page by page carry their headings along, of two rows the lower."""
        cells = [(column, cell) for column, cell in enumerate(row) if cell is not None][:_LOOK_AT]
        same = sum(
            isinstance(cell, str) and bool(key := heading_key(cell)) and self._headings.get(column, "").endswith(key)
            for column, cell in cells
        )
        return same >= max(2, len(cells) - 1)


def _is_total(row: Row) -> bool:
    """ "Sum" or "Totalt" and otherwise numbers; "Total Norge AS" with a title beside it is a supplier."""
    words = [cell for cell in row if isinstance(cell, str) and any(letter.isalpha() for letter in cell)]
    if len(words) != 1:
        return False
    key = heading_key(words[0])
    return key in _TOTALS or key.removeprefix("sum ").removeprefix("totalt ") in _TOTALS
