"""What a spreadsheet is once it is read: sheets with rows of plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Progress = Callable[[int, int], None]
"""Called now and then with (rows done, rows in all). The second is an estimate until the end."""


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula that could not be worked out: `#REF!`, `#DIV/0!`, `#I/T` ..."""

    text: str

    def __str__(self) -> str:
        return self.text


Value = str | int | float | bool | date | datetime | CellError | None
"""A cell. Whole numbers are `int` even where the file stores them as floating point; an empty cell is `None`."""

Row = Sequence[Value]


class Kind(StrEnum):
    """What the content is, whatever the file is called."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    XML_2003 = "xml_2003"
    DELIMITED = "csv"


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of the file should know, though nothing is wrong. `code` is described in `problems`."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows[0]` is row 1 as the spreadsheet program numbers it; rows are cut after their last filled cell."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything in the file, with what was noticed while reading."""

    sheets: tuple[Sheet, ...]
    kind: Kind
    notes: tuple[Note, ...] = ()


def column_letter(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
