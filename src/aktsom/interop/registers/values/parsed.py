"""What parsing a cell gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from aktsom.interop.registers.values.words import words_of
from aktsom.interop.spreadsheets.cells import CellError, Value

_NOTHING = words_of("nothing")
_FORMULA_ERRORS = words_of("formula_error")
T = TypeVar("T")


class Severity(StrEnum):
    """An error makes the row wait for a person; a warning tells what we made of the cell."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a cell, wherever it stands. `code` is described in `registers.problems`."""

    code: str
    severity: Severity = Severity.WARNING
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    value: T
    flaws: tuple[Flaw, ...] = ()


def error(code: str, /, **params: str | int) -> Flaw:
    return Flaw(code, Severity.ERROR, params)


def warning(code: str, /, **params: str | int) -> Flaw:
    return Flaw(code, Severity.WARNING, params)


def _decimal(value: float) -> str:
    """With decimal comma, and never with just three decimals, which would read as thousands."""
    if value.is_integer():
        return str(int(value))
    text = format(Decimal(repr(value)), "f").replace(".", ",")
    return text + "0" if len(text.partition(",")[2]) == 3 else text


def _moment(value: datetime) -> str:
    return value.strftime("%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M")


_SHAPES: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "Ja" if value else "Nei",
    int: str,
    float: _decimal,
    datetime: _moment,
    date: lambda value: value.strftime("%d.%m.%Y"),
}


def plain_text(value: Value) -> str:
    """The cell's words on one line or several, without the odd spaces that systems leave."""
    if value is None or isinstance(value, CellError):
        return "" if value is None else value.text
    if isinstance(value, str):
        return tidied(value)
    return _SHAPES[type(value)](value)


_ODD = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": None,
        "\ufeff": None,
        "\u00ad": None,
        "\x00": None,
    }
)


_MARKED_AS_TEXT = frozenset("=+-@0123456789")
"""After an apostrophe: how people, and our own exports, tell a spreadsheet program that a cell is text."""


def tidied(text: str) -> str:
    """No-break and thin spaces become spaces, invisible characters go, runs of spaces become one."""
    if not text.isascii():
        text = text.translate(_ODD)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x000D_" in text:
        text = text.replace("_x000D_", "")
    text = text.strip()
    if text[:1] == "'" and text[1:2] in _MARKED_AS_TEXT and len(text) > 1:
        text = text[1:]
    if "  " in text or "\t" in text or "\n" in text:
        text = "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
    return text


def says_nothing(text: str) -> bool:
    """Whether the words only say that the cell is empty: "-", "ukjent", "n/a"."""
    return not text or text.lower() in _NOTHING


def as_error(value: Value) -> Value:
    """In a text file a formula error is only words: "#REF!", "#VERDI!"."""
    if isinstance(value, str) and value.lstrip().startswith(("#", "Err:")) and value.strip().lower() in _FORMULA_ERRORS:
        return CellError(value.strip())
    return value
