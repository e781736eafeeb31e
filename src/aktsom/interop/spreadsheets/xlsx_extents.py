"""How far the sheets of an .xlsx reach and where formulas failed, by one pass over the markup.

Every pattern here stops at the next angle bracket, so that no markup, however broken, is read more than once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from aktsom.interop.spreadsheets.cells import CellError, column_index
from aktsom.interop.spreadsheets.extents import Errors, Extent

_PREFIXED = (b":row", b":c ", b":c>", b":c/")
_PREFIX = re.compile(rb"<(/?)\w+:")
_WIDE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{2,3})\d""")
_LOW = re.compile(rb"""\sr\s*=\s*["'][A-Z]{1,3}(\d{6,})""")
_ROW = re.compile(rb"""[^<>]*?\sr\s*=\s*["'](\d+)""")
_ERROR = re.compile(
    rb"""<c\s([^<>]*\bt\s*=\s*["']e["'][^<>]*)>\s*(?:<f[^<>]*>(?:[^<>]*</f>)?\s*)?(?:<v>([^<>]{1,30})</v>)?"""
)
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_UNCALCULATED = re.compile(rb"(?:</f>|<f\b[^<>]*/>)(?:<v>\s*</v>|<v\s*/>)?</c>")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_SHARED_CELL = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v>(\d{1,9})<""")
_MOST_ERRORS = 20_000
_LONGEST_ROW = 4_000_000
_OVERLAP = 256


def xlsx_extent(blocks: Iterable[bytes]) -> Extent:
    """Never too small: cells without a position of their own are counted as well as those with one."""
    extent = Extent()
    counted_rows = 0
    for segment, opens_row in _row_segments(blocks, extent):
        if opens_row:
            counted_rows += 1
            numbered = _ROW.match(segment)
            if numbered:
                extent.rows = max(extent.rows, int(numbered[1][:9]))
        extent.columns = max(extent.columns, segment.count(b"<c ") + segment.count(b"<c>") + segment.count(b"<c/"))
    extent.rows = max(extent.rows, counted_rows)
    return extent


def _row_segments(blocks: Iterable[bytes], extent: Extent) -> Iterator[tuple[bytes, bool]]:
    """The markup cut at each row; what follows the last cut waits for the next block."""
    waiting, opens_row = b"", False
    for block in blocks:
        markup = waiting + block
        if any(mark in markup for mark in _PREFIXED):
            markup = _PREFIX.sub(rb"<\1", markup)
        cut = markup.rfind(b"<row")
        if cut <= 0:
            waiting = markup
            if len(waiting) > _LONGEST_ROW:
                _measure(waiting, extent)
                yield waiting, opens_row
                waiting, opens_row = waiting[-_OVERLAP:], False
            continue
        whole, waiting = markup[:cut], markup[cut:]
        _measure(whole, extent)
        first, *others = whole.split(b"<row")
        yield first, opens_row
        for other in others:
            yield other, True
        waiting, opens_row = waiting[4:], True
    _measure(waiting, extent)
    yield waiting, opens_row


def _measure(markup: bytes, extent: Extent) -> None:
    wide = {*_WIDE.findall(markup)}
    if wide:
        extent.columns = max(extent.columns, *(column_index(letters.decode()) + 1 for letters in wide))
    low = {*_LOW.findall(markup)}
    if low:
        extent.rows = max(extent.rows, *(int(number[:9]) for number in low))
    if b"<!DOCTYPE" in markup:
        extent.doctype = True
    extent.shared += markup.count(b'"s"') + markup.count(b"'s'")
    if b"<f" in markup:
        extent.uncalculated += len(_UNCALCULATED.findall(markup))
    if (b'"e"' in markup or b"'e'" in markup) and len(extent.errors) < _MOST_ERRORS:
        _note_errors(markup, extent.errors)


def _note_errors(markup: bytes, errors: Errors) -> None:
    for attributes, shown in _ERROR.findall(markup):
        position = _REFERENCE.search(attributes)
        if position:
            text = shown.decode("utf-8", "replace") or "#VALUE!"
            row, column = int(position[2]) - 1, column_index(position[1].decode())
            errors.setdefault(row, {})[column] = CellError(text)


def shared_lengths(markup: bytes) -> list[int]:
    """Letters (and markup) of each shared text of a workbook, in order: no text is longer than this."""
    return [len(text) for text in _SHARED_TEXT.split(markup)[1:]]


def shared_letters(blocks: Iterable[bytes], lengths: Sequence[int]) -> int:
    """Letters that the cells of a sheet take when each gets a copy of its shared text."""
    most = len(lengths)
    return sum(lengths[int(at)] for block in blocks for at in _SHARED_CELL.findall(block) if int(at) < most)
