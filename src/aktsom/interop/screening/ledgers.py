"""Large CSV files with plain headings: recognised by their first lines, then read in a stream."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from aktsom.interop.registers.columns import ColumnGuess, recognise_columns
from aktsom.interop.registers.contract_rows import ContractRow
from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.tables import RowKind, Table, TableRow, best_table, find_table
from aktsom.interop.registers.values.amounts import ABSURD
from aktsom.interop.registers.values.texts import LINE, LONG
from aktsom.interop.registers.values.words import words_of
from aktsom.interop.spreadsheets.cells import Kind, Row, Sheet
from aktsom.interop.spreadsheets.delimited import likely_delimiter
from aktsom.interop.spreadsheets.encodings import MIXED, decoded, likely_encoding
from aktsom.interop.spreadsheets.limits import STANDARD
from aktsom.interop.spreadsheets.problems import FileProblem
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.interop.spreadsheets.sniffing import kind_of
from aktsom.risk.analysis.ledger import Amount, Cells, Ledger, Role
from aktsom.risk.shares import Supplier
from aktsom.suppliers.rules import name_key

LARGE = 16_000_000
"""Bytes; about 100,000 lines."""
_HEAD, _BLOCK = 1_000_000, 1 << 22
_FIELDS: dict[Role, tuple[Field, ...]] = {
    Role.TITLE: (Field.TITLE,),
    Role.DESCRIPTION: (Field.DESCRIPTION,),
    Role.PRODUCTS: (Field.PRODUCTS,),
    Role.CODES: (Field.CPV,),
    Role.ORIGINS: (Field.ORIGIN_COUNTRIES,),
    Role.SUPPLIER: (Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER, Field.SUPPLIER_COUNTRY),
    Role.BUYER: (Field.BUYER,),
    Role.AMOUNT: (Field.VALUE,),
    Role.CURRENCY: (Field.CURRENCY,),
}
_UTF_8 = ("utf-8", "utf-8-sig")
_NO_CURRENCY = "XXX"  # ISO 4217 for none
_MAYBE_A_SUM = (
    r"(?i)^\W*(sum|total|totalt|totalsum|sluttsum|delsum|subtotal|samlet|samla|i ?alt|grand|antall)(\W+\w+)?\W*$"
)


@dataclass(frozen=True)
class LargeFile:
    """A ledger with what its first lines told of the columns; a heading per column of the file, some of them empty."""

    file: str
    ledger: Ledger
    headings: tuple[str, ...]
    columns: tuple[ColumnGuess, ...]
    changed: float

    @property
    def mark(self) -> str:
        """Under which its numbers are kept: other for another file, a changed one, or other columns."""
        told = (self.file, self.ledger.lines, self.changed, sorted(self.ledger.columns.items()), self.ledger.buyer)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:20]


def large_file(
    path: Path,
    file: str,
    name: str,
    scratch: Path,
    *,
    smallest: int = LARGE,
    one_buyer: bool = False,
    mended: bool = False,
) -> LargeFile | None:
    """The file as a ledger, or nothing when it is small or not plain, so that it is to be read as a register.

    A file in another encoding than UTF-8 is first written anew into the folder `scratch`; so is one that turned out to
    have bytes of another on the way, when asked for as `mended`. `one_buyer` as in `summary`.
    """
    size, changed = path.stat().st_size, path.stat().st_mtime
    top = _top_of(path, file) if size >= smallest else None
    if top is None:
        return None
    if top.encoding not in _UTF_8 or mended:
        path = _written_anew(path, top.encoding, scratch / f"{len(list(scratch.iterdir()))}.csv")
    columns = recognise_columns(top.table)
    headings = dict(zip(top.table.columns, top.table.headings, strict=True))
    ledger = Ledger(
        path=path,
        width=top.width,
        columns={role: at for role, at in _roles(columns).items() if not (one_buyer and role is Role.BUYER)},
        understanding=RegisterWords(columns, top.width, top.above),
        separator=top.separator,
        skip=top.table.header_rows[-1],
        buyer=name,
        longest={Role.TITLE: LINE if any(c.field is Field.TITLE for c in columns) else -1, Role.DESCRIPTION: LONG},
        plain_amounts=all(c.scale == 1 and c.currency in (None, "NOK") for c in columns if c.field is Field.VALUE),
        doubtful=_doubtful(top.table.headings),
        nothing=words_of("nothing"),
        lines=size * top.lines // top.bytes,
    )
    return LargeFile(file, ledger, tuple(headings.get(place, "") for place in range(top.width)), columns, changed)


@dataclass(frozen=True)
class _Top:
    """The first lines of a file, `bytes` long. `above` are the rows down to its headings."""

    encoding: str
    separator: str
    width: int
    table: Table
    above: Sequence[Row]
    lines: int
    bytes: int


def _top_of(path: Path, file: str) -> _Top | None:
    """Nothing when the file is not plain: no text with separators, or headings that are not one line."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    head = head[: head.rfind(b"\n") + 1]
    try:
        if kind_of(head, file, STANDARD) is not Kind.DELIMITED:
            return None
        text = decoded(head, file).text
        workbook = read_sheets(head, file)
        table = best_table(workbook)
    except FileProblem:
        return None
    if len(table.header_rows) != 1 or text[:6].lower().strip('"').startswith("sep="):
        return None
    separator = likely_delimiter(text)
    sample = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 2000)
    return _Top(
        encoding=likely_encoding(head)[0],
        separator=separator,
        width=max(len(row) for row in sample),
        table=table,
        above=workbook.sheets[0].rows[: table.header_rows[-1]],
        lines=head.count(b"\n"),
        bytes=len(head),
    )


def _doubtful(headings: Sequence[str]) -> str:
    repeated = "|".join(re.escape(heading) for heading in headings if heading)
    return rf"{_MAYBE_A_SUM}|^\s*({repeated})\s*$|^\P{{L}}*$"


def _roles(columns: Sequence[ColumnGuess]) -> dict[Role, tuple[int, ...]]:
    """Columns by role. Without titles, what is bought stands in another column, as in `registers.assembly`."""
    found = {
        role: tuple(guess.column for guess in columns if guess.field in fields) for role, fields in _FIELDS.items()
    }
    if any(guess.currency for guess in columns if guess.field is Field.VALUE):
        del found[Role.CURRENCY]  # the heading says it for every sum
    found[Role.TITLE] = found[Role.TITLE] or (*found[Role.DESCRIPTION], *found[Role.PRODUCTS])
    return {role: places for role, places in found.items() if places}


class RegisterWords:
    """Understands cells as the register reader does, for it is the register reader that is asked."""

    def __init__(self, columns: Sequence[ColumnGuess], width: int, top: Sequence[Row]) -> None:
        self._columns, self._width, self._top = columns, width, top

    def texts(self, role: Role, cells: Sequence[Cells]) -> list[str]:
        read = self._contracts(role, cells)
        match role:
            case Role.TITLE:
                return [contract.title for contract in read]
            case Role.BUYER:
                return [contract.buyer for contract in read]
            case _:
                return [contract.description for contract in read]

    def lists(self, role: Role, cells: Sequence[Cells]) -> list[tuple[str, ...]]:
        read = self._contracts(role, cells)
        match role:
            case Role.CODES:
                return [contract.cpv for contract in read]
            case Role.ORIGINS:
                return [contract.origins for contract in read]
            case _:
                return [contract.products for contract in read]

    def suppliers(self, cells: Sequence[Cells]) -> list[Supplier]:
        return [supplier_of(contract) for contract in self._contracts(Role.SUPPLIER, cells)]

    def amounts(self, cells: Sequence[Cells]) -> list[Amount]:
        places = _roles(self._columns)[Role.AMOUNT]
        currency = ColumnGuess(self._width, "", Field.CURRENCY, 1.0, self._columns[0].reason)
        columns = [guess for guess in self._columns if guess.field is Field.VALUE]
        rows = [[*self._row(places, cell), _NO_CURRENCY] for cell in cells]
        return [
            Amount(cents_of(contract), None if contract.currency == _NO_CURRENCY else contract.currency == "NOK")
            for contract in self._read([*columns, currency], rows)
        ]

    def kroner(self, cells: Sequence[Cells]) -> list[bool]:
        return [contract.currency == "NOK" for contract in self._contracts(Role.CURRENCY, cells)]

    def purchases(self, lines: Sequence[Sequence[str | None]]) -> list[bool]:
        """Shown to the register reader below the file's own headings, with one that is surely a purchase."""
        sure = [f"x{place}" for place in range(self._width)]
        table = find_table(Sheet("", [*self._top, *lines, sure]), len(self._top))
        bought = {row.number for row in table.rows if row.kind is RowKind.CONTRACT}
        return [number in bought for number in range(len(self._top) + 1, len(self._top) + 1 + len(lines))]

    def _contracts(self, role: Role, cells: Sequence[Cells]) -> list[ContractRow]:
        places = _roles(self._columns)[role]
        columns = [guess for guess in self._columns if guess.column in places]
        return self._read(columns, [self._row(places, cell) for cell in cells])

    def _row(self, places: Sequence[int], cell: Cells) -> list[str | None]:
        row: list[str | None] = [None] * self._width
        for place, text in zip(places, cell, strict=True):
            row[place] = text or None
        return row

    def _read(self, columns: Sequence[ColumnGuess], rows: Sequence[Row]) -> list[ContractRow]:
        lines = [TableRow(number, row) for number, row in enumerate(rows, 2)]
        table = Table("", (1,), tuple(c.heading for c in columns), tuple(c.column for c in columns), lines)
        return [row.contract for row in understand_rows(table, columns)]


def supplier_of(contract: ContractRow) -> Supplier:
    number, name = contract.supplier_org_number, contract.supplier_name
    return Supplier(number or name_key(name), name, number)


def cents_of(contract: ContractRow) -> int | None:
    """In øre, of whichever currency. A negative or absurd value is a slip, and no value to add up."""
    if contract.value is not None and not 0 <= contract.value <= ABSURD:
        return None
    return None if contract.value is None else round(contract.value * 100)


def _written_anew(path: Path, encoding: str, target: Path) -> Path:
    """The file in UTF-8; as in small files, bytes that are no UTF-8 are read as Windows-1252."""
    with (
        path.open(encoding=encoding, errors=MIXED if encoding in _UTF_8 else "replace", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        shutil.copyfileobj(source, out, _BLOCK)
    return target
