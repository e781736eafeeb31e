"""One register, of any shape we read, screened row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from aktsom.categories.catalogue import Catalogue
from aktsom.interop.registers.columns import ColumnGuess, recognise_columns
from aktsom.interop.registers.contract_rows import ContractRow, RegisterRow
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.tables import RowKind, Table, best_table
from aktsom.interop.registers.unread import unread_registers
from aktsom.interop.spreadsheets.cells import Kind, Note, Progress, Row, Value, Workbook
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import NoSuchSheet
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.risk.outcomes import NO_PURCHASE, NOTHING_SAID, Outcome, outcome_of
from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.screening.reasons import reasons, reasons_against
from aktsom.risk.screening.result import Screening
from aktsom.risk.screening.screener import Screener

_BOUGHT = (RowKind.CONTRACT, RowKind.REPEATED)


@dataclass(frozen=True, slots=True)
class ScreenedRow:
    """One row below the headings, blank ones too. `contract` is nothing where the row is no purchase."""

    number: int
    cells: Row
    outcome: Outcome = NO_PURCHASE
    contract: ContractRow | None = None
    screening: Screening | None = None


@dataclass(frozen=True)
class ScreenedRegister:
    """`name` is the buyer of every row that names none. `headings` and `rows` are as they stood in the file.

    `sheet` is empty where only one sheet of the file was screened.
    """

    name: str
    file: str
    kind: Kind
    headings: Sequence[str]
    rows: Sequence[ScreenedRow]
    columns: Sequence[ColumnGuess]
    notes: Sequence[Note] = field(default=())
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where a row number is one of."""
        return f"{self.file} «{self.sheet}»" if self.sheet else self.file

    @property
    def purchases(self) -> Iterator[ScreenedRow]:
        return (row for row in self.rows if row.contract)

    @cached_property
    def not_understood(self) -> tuple[int, ...]:
        """Numbers of the rows that tell nothing of what is bought."""
        return tuple(row.number for row in self.rows if row.outcome is NOTHING_SAID)


class Teller:
    """Tells the reasons of a result in one language; results without a reason for or against tell nothing."""

    def __init__(self, screener: Screener, language: str, country: Callable[[str], str]) -> None:
        self._screener, self._language, self._country = screener, language, country

    @property
    def catalogue(self) -> Catalogue:
        return self._screener.catalogue

    def sentences(self, result: Screening) -> list[str]:
        counted = reasons(result, self._screener.catalogue, self._language, self._country)
        return [*counted, *reasons_against(result, self._language)]

    def cell(self, result: Screening | None) -> str:
        return " ".join(self.sentences(result)) if result else ""


class Rows:
    """Screens purchases, each different one once."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._known: dict[Purchase, tuple[Outcome, Screening | None]] = {}

    def screen(self, contract: ContractRow) -> tuple[Outcome, Screening | None]:
        purchase = purchase_of(contract)
        known = self._known.get(purchase)
        if known is None:
            known = self._known[purchase] = self._fresh(purchase)
        return known

    def forget(self) -> None:
        self._known.clear()

    def _fresh(self, purchase: Purchase) -> tuple[Outcome, Screening | None]:
        if not (purchase.title or purchase.description or purchase.products or purchase.cpv):
            return NOTHING_SAID, None
        result = self._screener.screen(purchase)
        return outcome_of(result, self._screener), result


def purchase_of(contract: ContractRow) -> Purchase:
    return Purchase(contract.title, contract.description, contract.products, contract.cpv, contract.origins)


def screen_register(
    content: bytes, file: str, name: str, screener: Screener, *, limits: Limits, progress: Progress | None = None
) -> ScreenedRegister:
    """Raises a `FileProblem` when the file cannot be read."""
    return screen_sheets(content, file, name, screener, limits=limits, progress=progress)[0]


def screen_sheets(
    content: bytes,
    file: str,
    name: str,
    screener: Screener,
    *,
    limits: Limits,
    progress: Progress | None = None,
    sheets: Sequence[str] = (),
) -> list[ScreenedRegister]:
    """Each of these sheets in the order of the file, upper and lower case being the same as in spreadsheet programs;
    without any, the likeliest one. The first has the notes of the file. Raises a `FileProblem`."""
    workbook = read_sheets(content, file, limits, progress)
    tables = [best_table(workbook, chosen) for chosen in _chosen(workbook, file, sheets)] or [best_table(workbook)]
    unread = unread_registers(workbook, [table.sheet for table in tables])
    notes = (*workbook.notes, *(sheet.note for sheet in unread))
    several = len(tables) > 1
    return [
        _screened_table(workbook, table, screener, file, name, () if place else notes, table.sheet if several else "")
        for place, table in enumerate(tables)
    ]


def _chosen(workbook: Workbook, file: str, sheets: Sequence[str]) -> list[str]:
    """Text files have no sheets to choose from."""
    if not sheets or workbook.kind is Kind.DELIMITED:
        return []
    wanted = {sheet.casefold() for sheet in sheets}
    names = [sheet.name for sheet in workbook.sheets]
    missing = [sheet for sheet in sheets if sheet.casefold() not in {name.casefold() for name in names}]
    if missing:
        raise NoSuchSheet(filename=file, sheet=missing[0], sheets=", ".join(f"«{name}»" for name in names))
    return [name for name in names if name.casefold() in wanted]


def _screened_table(  # noqa: PLR0917 - one call, beside which the parts stand
    workbook: Workbook, table: Table, screener: Screener, file: str, name: str, notes: Sequence[Note], part: str
) -> ScreenedRegister:
    columns = recognise_columns(table)
    screened = Rows(screener)
    understood = {row.number: row for row in understand_rows(table, columns)}
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == table.sheet)
    first = table.header_rows[-1] + 1
    rows = [
        _screened(number, _cells(cells, table.columns), understood.get(number), screened)
        for number, cells in enumerate(sheet.rows[first - 1 :], first)
    ]
    return ScreenedRegister(name, file, workbook.kind, table.headings, rows, columns, notes, part)


def _screened(number: int, cells: Row, row: RegisterRow | None, screened: Rows) -> ScreenedRow:
    if row is None or row.kind not in _BOUGHT:
        return ScreenedRow(number, cells)
    outcome, result = screened.screen(row.contract)
    return ScreenedRow(number, cells, outcome, row.contract, result)


def _cells(row: Row, places: Sequence[int]) -> list[Value]:
    return [row[place] if place < len(row) else None for place in places]


def shown(value: Value) -> str:
    """A cell as text, for formats that have only text."""
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return "" if value is None else str(value)


def headings_once(headings: Sequence[str], added: Sequence[str]) -> list[str]:
    """The headings and those added, each once, for formats that need names: «Verdi», «Verdi (2)»."""
    found: list[str] = []
    for place, heading in enumerate((*headings, *added)):
        wanted = base = heading or f"kolonne {place + 1}"
        count = 1
        while wanted in found:
            count += 1
            wanted = f"{base} ({count})"
        found.append(wanted)
    return found
