"""How far the tables of an .ods reach and where formulas failed.

Repeated empty cells and rows are how the format writes the rest of a sheet, and cost nothing; repeated filled ones
are laid out in full. Every row is looked at by itself, so that no markup, however broken, is read more than once.
"""

from __future__ import annotations

import re
from itertools import pairwise

from aktsom.interop.spreadsheets.cells import CellError
from aktsom.interop.spreadsheets.extents import Errors, Extent

_TABLE = re.compile(rb"<table:table(?=[\s>])")
_ROW = re.compile(rb"<table:table-row(?=[\s>/])")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^<>]*)>")
_SHOWN = re.compile(rb"\s*<text:p[^<>]*>([^<>]{1,30})<")
_TIMES = {of: re.compile(rb"number-" + of + rb"-repeated\s*=\s*[\"'](\d{1,9})") for of in (b"rows", b"columns")}
_FILLED = re.compile(rb"office:value|<text:p|string-value")
_ERROR = b'value-type="error"'
_REPEATED = b"-repeated"


def ods_extents(markup: bytes) -> list[Extent]:
    """One extent per table of a spreadsheet's `content.xml`, in order."""
    starts = [match.start() for match in _TABLE.finditer(markup)]
    return [_extent(markup[start:end]) for start, end in pairwise([*starts, len(markup)])]


def _extent(table: bytes) -> Extent:
    extent = Extent()
    at = 0
    for row in _ROW.split(table)[1:]:
        times = _times(row[: row.find(b">")], b"rows") if _REPEATED in row else 1
        if _FILLED.search(row):
            if _ERROR in row:
                _note_errors(row, at, extent.errors)
            extent.rows = at + times
            extent.columns = max(extent.columns, _width(row, times, extent))
        at += times
    return extent


def _width(row: bytes, times: int, extent: Extent) -> int:
    if times > 1:
        extent.repeated_text += times * len(row)
    if _REPEATED not in row:
        return row.count(b"<table:table-cell")
    width = filled_to = 0
    cells = [*_CELL.finditer(row)]
    ends = [*(cell.start() for cell in cells), len(row)][1:]
    for cell, end in zip(cells, ends, strict=True):
        width += _times(cell[1], b"columns")
        if _FILLED.search(row, cell.start(), end):
            filled_to = width
            extent.repeated_text += (_times(cell[1], b"columns") - 1) * (end - cell.end())
    return filled_to


def _note_errors(row: bytes, at_row: int, errors: Errors) -> None:
    at_column = 0
    for cell in _CELL.finditer(row):
        if _ERROR in cell[1]:
            shown = _SHOWN.match(row, cell.end())
            text = shown[1].decode("utf-8", "replace") if shown else "#VALUE!"
            errors.setdefault(at_row, {})[at_column] = CellError(text)
        at_column += _times(cell[1], b"columns")


def _times(attributes: bytes, of: bytes) -> int:
    match = _TIMES[of].search(attributes)
    return max(1, int(match[1])) if match else 1
