"""Sheets as the workbook reader gives them; for .xls from a process apart, see `apart` for why."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine as calamine

from aktsom.interop.spreadsheets.cells import Kind, Merge
from aktsom.interop.spreadsheets.limits import Limits

_PROGRAM = Path(__file__).with_name("apart.py")
_MOST_SECONDS = 90


class ReaderFailed(Exception):
    """The file is damaged in a way that only reading it shows."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """`rows` begin at row 1 and at column `left`; `height` and `width` count from the first row and column."""

    name: str
    hidden: bool
    height: int
    width: int
    left: int
    merges: tuple[Merge, ...]
    rows: Callable[[], Iterable[list[Any]]]


def raw_sheets(content: bytes, kind: Kind, limits: Limits) -> list[tuple[str, Callable[[], RawSheet]]]:
    """Name and opener of each sheet of cells; a sheet is laid out in memory when it is opened."""
    if kind is Kind.XLS:
        return [(found["name"], partial(_apart, found)) for found in _read_apart(content, limits)]
    try:
        opened = calamine.CalamineWorkbook.from_object(io.BytesIO(content))
    except (calamine.CalamineError, OSError, ValueError):
        raise ReaderFailed from None
    cells = (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet)
    return [(sheet.name, _opener(opened, sheet)) for sheet in opened.sheets_metadata if sheet.typ in cells]


def _opener(opened: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata) -> Callable[[], RawSheet]:
    def open_sheet() -> RawSheet:
        try:
            found = opened.get_sheet_by_name(sheet.name)
        except (calamine.CalamineError, OSError, ValueError):
            raise ReaderFailed from None
        return RawSheet(
            name=sheet.name,
            hidden=sheet.visible != calamine.SheetVisibleEnum.Visible,
            height=found.end[0] + 1 if found.end else 0,
            width=found.end[1] + 1 if found.end else 0,
            left=found.start[1] if found.start else 0,
            merges=tuple(Merge(*start, *end) for start, end in found.merged_cell_ranges or ()),
            rows=found.iter_rows,
        )

    return open_sheet


def _read_apart(content: bytes, limits: Limits) -> list[dict[str, Any]]:
    most = [str(limit) for limit in (limits.rows, limits.columns, limits.cells)]
    command = [sys.executable, "-I", str(_PROGRAM), *most]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with numbers for arguments
            command, input=content, capture_output=True, timeout=_MOST_SECONDS, check=True
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError):
        raise ReaderFailed from None
    return found


def _apart(found: dict[str, Any]) -> RawSheet:
    return RawSheet(
        name=found["name"],
        hidden=found["hidden"],
        height=found["height"],
        width=found["width"],
        left=found["left"],
        merges=tuple(Merge(*merge) for merge in found["merges"]),
        rows=lambda: _with_days(found["rows"]),
    )


def _with_days(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [_moment(value[0]) if isinstance(value, list) else value for value in row]


def _moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
