"""Reads the catalogue's tables, and says exactly where a cell is wrong."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_CELL = 131_072  # characters


def _(text: str) -> str:
    """Marks a text for translation without translating it here."""
    return text


class CatalogueError(Exception):
    """A table of the catalogue cannot be used as it is. `problem` is a marked text, filled in with `values`."""

    def __init__(
        self, table: str, problem: str, *, line: int | None = None, column: str | None = None, **values: str | int
    ) -> None:
        self.table, self.line, self.column, self.problem, self.values = table, line, column, problem, values
        super().__init__(self.described())

    def described(self, translate: Callable[[str], str] = str) -> str:
        """Table, line, column and what is wrong there, in the reader's language."""
        line = translate(_(", linje {line}")).format(line=self.line) if self.line else ""
        column = translate(_(", kolonne {column}")).format(column=self.column) if self.column else ""
        return f"{self.table}{line}{column}: {translate(self.problem).format(**self.values)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with its line for the error message."""

    table: str
    line: int
    cells: Mapping[str, str]

    def error(self, column: str, problem: str, **values: str | int) -> CatalogueError:
        return CatalogueError(self.table, problem, line=self.line, column=column, **values)

    def text(self, column: str) -> str:
        return (self.cells.get(column) or "").strip()

    def required(self, column: str) -> str:
        value = self.text(column)
        if not value:
            raise self.error(column, _("kan ikke være tom"))
        return value

    def listed(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def choice(self, column: str, kind: type[Choice]) -> Choice:
        value = self.required(column)
        try:
            return kind(value)
        except ValueError:
            choices = ", ".join(kind)
            raise self.error(column, _("«{value}» er ikke en av {choices}"), value=value, choices=choices) from None

    def known(self, column: str, ids: Iterable[str]) -> str:
        value = self.required(column)
        if value not in ids:
            raise self.error(column, _("«{value}» finnes ikke i listen"), value=value)
        return value

    def digits(self, column: str, *, longest: int) -> str:
        value = self.required(column)
        if not (value.isascii() and value.isdigit() and 2 <= len(value) <= longest):
            raise self.error(column, _("«{value}» må være 2 til {longest} siffer"), value=value, longest=longest)
        return value

    def number(self, column: str) -> int:
        value = self.required(column)
        try:
            return int(value)
        except ValueError:
            raise self.error(column, _("«{value}» er ikke et helt tall"), value=value) from None


def rows_of(table: str, rows: Iterable[Mapping[str, str]], columns: Iterable[str]) -> Iterator[Row]:
    """Plain rows (as from a database) made readable; the first row of a table counts as line 2, after its header."""
    wanted = tuple(columns)
    for line, cells in enumerate(rows, start=2):
        for column in wanted:
            if column not in cells:
                raise CatalogueError(table, _("kolonnen mangler"), line=line, column=column)
        yield Row(table, line, cells)


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file in UTF-8; every row must have as many cells as the header."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            csv.field_size_limit(LONGEST_CELL)  # of the whole process: others set their own before they read
            reader = csv.reader(file)
            header = next(reader, None)
            if not header:
                raise CatalogueError(path.name, _("filen er tom"))
            rows = []
            for cells in reader:
                if any("\0" in cell for cell in cells):
                    raise CatalogueError(path.name, _("filen er ikke i UTF-8"), line=reader.line_num)
                if len(cells) != len(header):
                    problem = _("raden har {cells} celler, men overskriften har {headings}")
                    raise CatalogueError(
                        path.name, problem, line=reader.line_num, cells=len(cells), headings=len(header)
                    )
                rows.append(dict(zip(header, cells, strict=True)))
            return rows
    except FileNotFoundError:
        raise CatalogueError(path.name, _("filen mangler")) from None
    except UnicodeDecodeError:
        raise CatalogueError(path.name, _("filen er ikke i UTF-8")) from None
    except csv.Error:
        raise CatalogueError(path.name, _("en celle er for lang"), line=reader.line_num) from None
