"""A large ledger screened in a stream: the same answers as `registers`, without holding its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polars import LazyFrame
from polars.exceptions import ComputeError

from aktsom.interop.registers.columns import ColumnGuess
from aktsom.interop.registers.contract_rows import ContractRow
from aktsom.interop.registers.rows import understand_rows
from aktsom.interop.registers.tables import Table, TableRow
from aktsom.interop.screening.ledgers import LARGE, LargeFile, cents_of, large_file, supplier_of
from aktsom.interop.screening.reasons import Reasons
from aktsom.interop.screening.registers import Rows, Teller
from aktsom.interop.screening.summary import TOP, Summary, TopPurchase
from aktsom.interop.spreadsheets.cells import Note, Progress
from aktsom.interop.spreadsheets.delimited import first_wider
from aktsom.interop.spreadsheets.problems import FileProblem, StrayQuote, UnevenRows
from aktsom.risk.analysis.coded import Coded, OtherWords
from aktsom.risk.analysis.holdings import gravest_lines, holdings, line_numbers, outcome_sums
from aktsom.risk.analysis.ingest import ingest
from aktsom.risk.analysis.ledger import Role
from aktsom.risk.analysis.outcomes import Outcomes, outcomes_of
from aktsom.risk.analysis.results import cells_at, result_lines
from aktsom.risk.outcomes import NOTHING_SAID
from aktsom.risk.screening.screener import Screener


@dataclass(frozen=True)
class ScreenedLedger:
    """`file` is its name as given; results are in the order of the lines."""

    file: str
    name: str
    large: LargeFile
    coded: Coded
    outcomes: Outcomes

    notes: Sequence[Note] = ()

    @property
    def headings(self) -> Sequence[str]:
        return self.large.headings

    def row_number(self, place: int) -> int:
        """The row as a spreadsheet program would show it, were no cell to hold a line break."""
        return place + self.large.ledger.skip + 1


def screen_large(
    path: Path,
    file: str,
    name: str,
    *,
    scratch: Path,
    screener: Screener,
    smallest: int = LARGE,
    one_buyer: bool = False,
    progress: Progress | None = None,
    kept: Path | None = None,
) -> ScreenedLedger:
    """A file that `large_file` takes for a ledger; written anew into `scratch` if it is not all UTF-8.

    `kept` is a folder that holds ledgers in numbers, or will: texts are read only when they must be.
    """
    for mended in (False, True):
        large = large_file(path, file, name, scratch, smallest=smallest, one_buyer=one_buyer, mended=mended)
        if large is None:
            raise ValueError("not a large file")
        try:
            return _screened(large, name, screener, progress, kept)
        except ComputeError as problem:
            if mended or "utf-8" not in str(problem).lower():
                raise _uneven(large) from None
    raise AssertionError("the second attempt returns or raises")


def _uneven(large: LargeFile) -> FileProblem:
    """A line has more cells than the headings, or quotes that never close."""
    width = large.ledger.width
    if wider := first_wider(large.ledger.path, width):
        return UnevenRows(filename=large.file, row=wider[0], cells=wider[1], width=width)
    return StrayQuote(filename=large.file)


def _screened(
    large: LargeFile, name: str, screener: Screener, progress: Progress | None, kept: Path | None
) -> ScreenedLedger:
    folder = kept / large.mark if kept else None
    coded = _kept(folder, screener) if folder else None
    if coded is None:
        coded = ingest(large.ledger, screener, progress)
        if folder:
            coded.save(folder)
    return ScreenedLedger(large.file, name, large, coded, outcomes_of(coded, screener))


def _kept(folder: Path, screener: Screener) -> Coded | None:
    try:
        coded = Coded.load(folder)
        coded.check_words(screener.catalogue)
    except (FileNotFoundError, OtherWords):
        return None
    return coded


def add_ledger(summary: Summary, screened: ScreenedLedger, screener: Screener) -> None:
    for outcome, lines, cents in outcome_sums(screened.coded, screened.outcomes):
        summary.count(outcome, lines, cents)
    for buyer, supplier, outcome, lines, cents in holdings(screened.coded, screened.outcomes):
        summary.shares.add(buyer, supplier, outcome, lines, cents)
    summary.buyers.update(screened.coded.buyers)
    places = gravest_lines(screened.coded, screened.outcomes, TOP)
    rows = Rows(screener)
    summary.add_top([_top(screened, place, contract, rows) for place, contract in _contracts(screened, places)])
    silent, count = line_numbers(screened.outcomes, NOTHING_SAID, TOP)
    if count:
        summary.silent[screened.file] = (tuple(screened.row_number(place) for place in silent), count)


def lines_of(screened: ScreenedLedger, headings: Sequence[str], screener: Screener, teller: Teller) -> LazyFrame:
    """Every line as it stood, with what the screen says of it beside."""
    reasons = Reasons(screened.large.ledger, screener, teller)
    return result_lines(screened.large.ledger, screened.outcomes, headings, reasons.told)


def _contracts(screened: ScreenedLedger, places: Sequence[int]) -> Iterator[tuple[int, ContractRow]]:
    return zip(places, _understood(screened.large.columns, cells_at(screened.large.ledger, places)), strict=True)


def _understood(columns: Sequence[ColumnGuess], lines: Sequence[tuple[str | None, ...]]) -> Iterator[ContractRow]:
    rows = [TableRow(number, line) for number, line in enumerate(lines, 2)]
    headings, places = tuple(guess.heading for guess in columns), tuple(guess.column for guess in columns)
    return (row.contract for row in understand_rows(Table("", (1,), headings, places, rows), columns))


def _top(screened: ScreenedLedger, place: int, contract: ContractRow, rows: Rows) -> TopPurchase:
    outcome, result = rows.screen(contract)
    if result is None:
        raise ValueError("a line on the list has a result")
    return TopPurchase(
        screened.file,
        screened.row_number(place),
        contract.buyer or screened.name if Role.BUYER in screened.large.ledger.columns else screened.name,
        contract.title,
        supplier_of(contract),
        cents_of(contract) if contract.currency == "NOK" else None,
        outcome,
        result,
    )
