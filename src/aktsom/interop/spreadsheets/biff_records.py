"""What old workbooks (.xls) tell in their records: whether they are locked, and where formulas failed. [MS-XLS]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

from aktsom.interop.spreadsheets.cells import CellError
from aktsom.interop.spreadsheets.extents import Errors

_BEGIN, _END, _FILE_PASS = 0x0809, 0x000A, 0x002F
BIFF_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""Error codes in old workbooks, [MS-XLS] 2.5.10 BErr."""


def _biff_records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def biff_locked(stream: bytes) -> bool:
    """Whether an old workbook is encrypted: FilePass comes among its first records. [MS-XLS] 2.4.117."""
    return any(kind == _FILE_PASS for kind, _body in islice(_biff_records(stream), 20))


def biff_errors(stream: bytes) -> list[Errors]:
    """Errors in an old workbook, one mapping per sheet stream in file order."""
    sheets: list[Errors] = []
    depth = 0
    for kind, body in _biff_records(stream):
        if kind == _BEGIN:  # the first part is the workbook itself; charts nest inside sheets
            depth += 1
            if depth == 1:
                sheets.append({})
        elif kind == _END:
            depth = max(0, depth - 1)
        elif sheets:
            _note_biff_error(kind, body, sheets[-1])
    return sheets[1:]


def _note_biff_error(kind: int, body: bytes, errors: Errors) -> None:
    """[MS-XLS] 2.4.24 BoolErr and 2.4.127 Formula, whose result is an error where its last two bytes are set."""
    if kind == 0x0205 and len(body) >= 8 and body[7] == 1:
        code = body[6]
    elif kind == 0x0006 and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        code = body[8]
    else:
        return
    row, column = struct.unpack_from("<HH", body)
    errors.setdefault(row, {})[column] = CellError(BIFF_ERRORS.get(code, "#VALUE!"))
