"""Exports that are safe to open: a supplier called `=HYPERLINK(...)` stays a name, a number stays a number."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from aktsom.interop.spreadsheets.cells import CellError

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HARMLESS = re.compile(r"[+-]?\d[\d .,]*%?|[-–—]+|\+\d[\d ()-]*")
"""Negative numbers, phone numbers and a lone dash run nothing, and look odd with an apostrophe."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LAST_ROW = 1_048_575
LONGEST_CELL = 32_767
_NARROWEST, _WIDEST = 8, 60
_MEASURED_ROWS = 500

Item = str | int | float | bool | Decimal | date | datetime | CellError | None


class Style(StrEnum):
    """How a column is written. Numbers that are names (org numbers, CPV codes, references) are `CODE`."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"
    MONEY = "money"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    style: Style = Style.TEXT


class TooManyRowsForSheet(ValueError):
    """Excel ends at row 1,048,576; write CSV instead."""


def neutralised(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: an apostrophe before what could start one."""
    start = text.lstrip(" \u00a0\u200b\ufeff")
    if start.startswith(_FORMULA_STARTS) and not _HARMLESS.fullmatch(start):
        return "'" + text
    return text


def original(text: str) -> str:
    """Undoes `neutralised`, for reading our own exports back."""
    return text[1:] if text.startswith("'") and neutralised(text[1:]) == text else text


def write_xlsx(
    target: Path | BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Item]], title: str = "Aktsom"
) -> int:
    """Writes one sheet with headings, filters and a frozen first row, and returns how many rows it wrote."""
    return write_sheets(target, [(title, columns, rows)])[0]


def write_sheets(
    target: Path | BinaryIO, sheets: Sequence[tuple[str, Sequence[Column], Iterable[Sequence[Item]]]]
) -> list[int]:
    """A workbook of several sheets: title, columns and rows of each. Returns how many rows each got."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd.mm.yyyy",
            "remove_timezone": True,
        },
    )
    workbook.set_properties({"title": sheets[0][0]})
    formats = _formats(workbook)
    heading = workbook.add_format(
        {"bold": True, "bg_color": "#1E2B3C", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top", "border": 1}
    )
    written = []
    used: set[str] = set()
    for title, columns, rows in sheets:
        sheet = workbook.add_worksheet(_unused(sheet_name(title), used))
        written.append(_fill(sheet, columns, rows, formats, heading))
    workbook.close()
    _deliver(target, buffer.getvalue())
    return written


def _fill(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Item]],
    formats: dict[Style, Format],
    heading: Format,
) -> int:
    for at, column in enumerate(columns):
        sheet.write_string(0, at, _cleaned(neutralised(column.heading)), heading)
    table = _Sheet(sheet, columns, formats)
    for row in rows:
        table.add(row)
    for at, (column, width) in enumerate(zip(columns, table.widths, strict=True)):
        sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST), formats[column.style])
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(table.written, 1), len(columns) - 1)
    return table.written


def _unused(name: str, used: set[str]) -> str:
    """Excel takes two names for the same when they differ only in capitals."""
    wanted, count = name, 1
    while wanted.lower() in used:
        count += 1
        wanted = f"{name[: 31 - len(str(count)) - 3]} ({count})"
    used.add(wanted.lower())
    return wanted


def write_csv(target: Path | BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Item]]) -> int:
    """Semicolons, decimal comma and a byte order mark: what a Norwegian Excel opens right with a double click."""
    if isinstance(target, Path):
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            return _write_lines(file, columns, rows)
    text = codecs.getwriter("utf-8")(target)
    text.write("\ufeff")
    return _write_lines(text, columns, rows)


def _write_lines(file: TextIO | codecs.StreamWriter, columns: Sequence[Column], rows: Iterable[Sequence[Item]]) -> int:
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralised(column.heading) for column in columns])
    written = 0
    for row in rows:
        writer.writerow([_as_text(value) for value in row])
        written += 1
    return written


def _as_text(value: Item) -> str:
    if isinstance(value, str):
        return neutralised(value.replace("\x00", ""))
    shape = _TEXT_SHAPES.get(type(value))
    return shape(value) if shape else neutralised(str(value))


_TEXT_SHAPES: dict[type, Callable[[Any], str]] = {
    type(None): lambda _nothing: "",
    bool: lambda value: "Ja" if value else "Nei",
    datetime: lambda value: value.strftime("%d.%m.%Y %H:%M"),
    date: lambda value: value.strftime("%d.%m.%Y"),
    int: str,
    float: lambda value: format(Decimal(repr(value)), "f").replace(".", ","),
    Decimal: lambda value: format(value, "f").replace(".", ","),
}


def _formats(workbook: xlsxwriter.Workbook) -> dict[Style, Format]:
    return {
        Style.TEXT: workbook.add_format({"valign": "top"}),
        Style.LONG_TEXT: workbook.add_format({"valign": "top", "text_wrap": True}),
        Style.CODE: workbook.add_format({"valign": "top", "num_format": "@"}),
        Style.MONEY: workbook.add_format({"valign": "top", "num_format": "#,##0.00"}),
        Style.NUMBER: workbook.add_format({"valign": "top", "num_format": "General"}),
        Style.DAY: workbook.add_format({"valign": "top", "num_format": "dd.mm.yyyy"}),
    }


class _Sheet:
    """The sheet being written, with the width that each column turns out to need."""

    def __init__(self, sheet: Worksheet, columns: Sequence[Column], formats: dict[Style, Format]) -> None:
        self._sheet = sheet
        self._columns = [(column.style, formats[column.style]) for column in columns]
        self._day = formats[Style.DAY]
        self.widths = [len(column.heading) + 3 for column in columns]
        self.written = 0

    def add(self, row: Sequence[Item]) -> None:
        self.written += 1
        if self.written > _LAST_ROW:
            raise TooManyRowsForSheet
        for at, ((style, shape), value) in enumerate(zip(self._columns, row, strict=True)):
            if value is None or value == "":
                continue
            # A day among texts would be shown as a number.
            _write_cell(self._sheet, (self.written, at), value, style, self._day if isinstance(value, date) else shape)
            if self.written <= _MEASURED_ROWS:
                self.widths[at] = max(self.widths[at], _width(value))


def _width(value: Item) -> int:
    return 12 if isinstance(value, date) else max(len(line) for line in str(value).split("\n")) + 2


def _write_cell(sheet: Worksheet, at: tuple[int, int], value: Item, style: Style, shape: Format) -> None:
    match value:
        case bool():
            sheet.write_string(*at, "Ja" if value else "Nei", shape)
        case datetime() | date():
            sheet.write_datetime(*at, value, shape)
        case int() | float() | Decimal() if style is not Style.CODE and _fits(value):
            sheet.write_number(*at, float(value), shape)
        case _:
            sheet.write_string(*at, _cleaned(neutralised(str(value)))[:LONGEST_CELL], shape)


def _fits(number: float | Decimal) -> bool:
    """Excel keeps fifteen digits and no infinity; such a number is written as text rather than changed."""
    return abs(float(number)) < 1e15


def _cleaned(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def sheet_name(title: str) -> str:
    """Excel allows 31 characters and not these, nor an apostrophe at either end."""
    return re.sub(r"[\[\]:*?/\\]", " ", _cleaned(title)).strip().strip("'")[:31].strip("' ") or "Aktsom"


def _deliver(target: Path | BinaryIO, content: bytes) -> None:
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)
