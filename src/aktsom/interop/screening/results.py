"""Result files: every column and row as it stood, in order, with what the screen says of each beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from aktsom.interop.screening.formats import Format
from aktsom.interop.screening.registers import ScreenedRegister, ScreenedRow, Teller, headings_once
from aktsom.interop.screening.shared import shared_sheets
from aktsom.interop.screening.sheets import Sheet
from aktsom.interop.screening.summary import Summary
from aktsom.interop.spreadsheets.cells import CellError, Value
from aktsom.interop.spreadsheets.problems import Translate
from aktsom.interop.spreadsheets.writing import Column, Item, Style, write_csv, write_sheets
from aktsom.risk.outcomes import CELLS
from aktsom.risk.screening.screener import Screener

if TYPE_CHECKING:  # the large ones need frames, which take time to load
    from aktsom.interop.screening.large import ScreenedLedger

ADDED = (*CELLS, "reasons")
REGISTER = "register"


@dataclass(frozen=True)
class Results:
    """What is written: the rows of each register, and for several buyers who shares what."""

    screened: Sequence[ScreenedRegister | ScreenedLedger]
    summary: Summary
    screener: Screener
    teller: Teller
    translate: Translate
    language: str

    def write(self, target: Path, shape: Format) -> list[Path]:
        """Writes the result, and beside it the tables that the format cannot hold. Returns the files written."""
        shared = shared_sheets(self.summary, self.screener.catalogue, self.language, self.translate)
        beside = [target.with_name(f"{target.stem}-{sheet.file}{target.suffix}") for sheet in shared]
        match shape:
            case Format.XLSX:
                sheets = [*(self._register(one) for one in self.screened), *shared]
                write_sheets(target, [(sheet.title, sheet.columns, sheet.rows) for sheet in sheets])
                return [target]
            case Format.JSON:
                _write_json(self._together(), shared, target)
                return [target]
            case Format.CSV | Format.PARQUET:
                self._write_table(target, shape)
                for sheet, path in zip(shared, beside, strict=True):
                    _write_sheet(sheet, path, shape)
                return [target, *beside]

    def _register(self, one: ScreenedRegister | ScreenedLedger) -> Sheet:
        headings = headings_once(one.headings, ADDED)
        if not isinstance(one, ScreenedRegister):
            rows = self._large(one, headings)
            return Sheet(one.name, one.name, [Column(heading) for heading in headings], rows)
        columns = [
            Column(heading, _style(row.cells[place] for row in one.rows))
            for place, heading in enumerate(headings[: len(one.headings)])
        ]
        added = [Column(heading, Style.LONG_TEXT if heading == "reasons" else Style.TEXT) for heading in headings]
        title = " ".join(filter(None, (one.name if self._several_files or not one.sheet else "", one.sheet)))
        return Sheet(title, title, [*columns, *added[len(columns) :]], self._rows(one.rows))

    def _rows(self, rows: Iterable[ScreenedRow]) -> Iterator[list[Item]]:
        for row in rows:
            yield [*row.cells, *row.outcome.cells, self.teller.cell(row.screening)]

    def _large(self, one: ScreenedLedger, headings: Sequence[str]) -> Iterator[Sequence[Item]]:
        from aktsom.interop.screening.large import lines_of
        from aktsom.risk.analysis.results import rows_of

        return rows_of(lines_of(one, headings, self.screener, self.teller))

    def _together(self) -> Sheet:
        """All registers in one table: the columns of each by their headings, and, of several files, which one the row
        stood in."""
        if len(self.screened) == 1:
            return self._register(self.screened[0])
        registers = [self._register(one) for one in self.screened]
        inputs = [name for sheet in registers for name in sheet.names[: -len(ADDED)]]
        names = list(dict.fromkeys([*([REGISTER] if self._several_files else []), *inputs, *ADDED]))
        return Sheet("", "", [Column(name) for name in names], self._placed(registers, names))

    @property
    def _several_files(self) -> bool:
        """Not so when the registers are the sheets of one file."""
        parts = [one for one in self.screened if isinstance(one, ScreenedRegister) and one.sheet]
        return len(self.screened) > 1 and (len(parts) < len(self.screened) or len({one.file for one in parts}) > 1)

    def _placed(self, registers: Sequence[Sheet], names: Sequence[str]) -> Iterator[list[Item]]:
        for one, sheet in zip(self.screened, registers, strict=True):
            own = [*sheet.names[: -len(ADDED)], *ADDED]
            for row in sheet.rows:
                cells = dict(zip(own, row, strict=True))
                yield [one.file if name == REGISTER and self._several_files else cells.get(name) for name in names]

    def _write_table(self, target: Path, shape: Format) -> None:
        only = self.screened[0]
        if len(self.screened) > 1 or isinstance(only, ScreenedRegister):
            _write_sheet(self._together(), target, shape)
            return
        from aktsom.interop.screening.large import lines_of
        from aktsom.risk.analysis import results

        lines = lines_of(only, headings_once(only.headings, ADDED), self.screener, self.teller)
        write = results.write_csv if shape is Format.CSV else results.write_parquet
        write(lines, target)


def _style(values: Iterable[Value]) -> Style:
    """Days are shown as days where the column holds no numbers too."""
    kinds = {type(value) for value in values if value is not None}
    days = any(issubclass(kind, date) for kind in kinds)
    return Style.DAY if days and not kinds & {int, float} else Style.TEXT


def _write_sheet(sheet: Sheet, path: Path, shape: Format) -> None:
    if shape is Format.CSV:
        write_csv(path, sheet.columns, sheet.rows)
        return
    from aktsom.risk.analysis.results import parquet_of_rows

    rows = list(sheet.rows)
    parquet_of_rows({name: [_plain(row[at]) for row in rows] for at, name in enumerate(sheet.names)}, path)


def _write_json(rows: Sheet, shared: Sequence[Sheet], path: Path) -> None:
    """One object: `rows`, and per table of what is shared a list of its rows, one row a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write("{")
        for at, (key, sheet) in enumerate([("rows", rows), *((sheet.key, sheet) for sheet in shared)]):
            file.write(("," if at else "") + f"\n{json.dumps(key)}: [")
            for number, row in enumerate(sheet.rows):
                told = {name: _plain(value) for name, value in zip(sheet.names, row, strict=True)}
                file.write(("," if number else "") + "\n" + json.dumps(told, ensure_ascii=False, default=str))
            file.write("\n]")
        file.write("\n}\n")


def _plain(value: Item) -> object:
    if isinstance(value, CellError):
        return value.text
    return float(value) if isinstance(value, Decimal) else value
