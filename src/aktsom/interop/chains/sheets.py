"""A declaration's spreadsheet read back: our own workbook filled in, or any sheet with headings we know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aktsom.interop.chains.rows import Known, understood
from aktsom.interop.chains.words import field_of_heading, folded
from aktsom.interop.registers.values.parsed import plain_text
from aktsom.interop.spreadsheets.cells import Row, Sheet
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, _
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.supply_chain.actions.declaring import ReadRow
from aktsom.supply_chain.tables import limit

_SEARCHED = 20  # rows from the top that the headings may stand in
_NEEDED = 2  # known headings that make a row the headings


class NoChainSheet(FileProblem):
    code = "no_chain_sheet"
    what = _("Vi fant ikke skjemaet i «{filename}».")
    mend = _("Last ned skjemaet her, fyll det ut og last opp det. Ta ikke bort overskriftene.")


@dataclass(frozen=True)
class ReadSheet:
    """`unused` are headings that we do not know. Numbers that stand twice count as new rows the second time."""

    rows: list[ReadRow]
    unused: list[str]


def limits() -> Limits:
    """Room for the rows that a declaration may have, headings and some empty ones; a file of a million rows is refused
    before it is laid out in memory."""
    rows = limit("declaration_rows") + 100
    size = limit("declaration_megabytes") * 1_000_000
    return Limits(file_bytes=size, inflated_bytes=10 * size, rows=rows, columns=60, cells=rows * 60)


def read_declaration(content: bytes, filename: str, known: Known) -> ReadSheet:
    """Raises a FileProblem for what cannot be read."""
    book = read_sheets(content, filename, limits())
    for sheet in book.sheets:
        found = _headings(sheet.rows)
        if found is not None:
            return _read(sheet, found, known)
    raise NoChainSheet(filename=filename)


def _headings(rows: Sequence[Row]) -> int | None:
    for at, row in enumerate(rows[:_SEARCHED]):
        fields = {field_of_heading().get(folded(plain_text(cell))) for cell in row} - {None, "number"}
        if len(fields) >= _NEEDED and fields & {"name", "stage"}:
            return at
    return None


def _read(sheet: Sheet, at: int, known: Known) -> ReadSheet:
    headings = [plain_text(cell) for cell in sheet.rows[at]]
    fields = [field_of_heading().get(folded(heading), "") for heading in headings]
    rows, numbers = [], set[int]()
    for words in _filled(sheet.rows[at + 1 :], fields):
        text = words.pop("number", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
        if number in numbers:
            number = None
        if number is not None:
            numbers.add(number)
        if words:
            rows.append(understood(words, known, number))
    return ReadSheet(rows, [h for h, field in zip(headings, fields, strict=True) if h and not field])


def _filled(rows: Sequence[Row], fields: Sequence[str]) -> Iterator[dict[str, str]]:
    for row in rows:
        words = {field: text for field, cell in zip(fields, row, strict=False) if field and (text := plain_text(cell))}
        if words:
            yield words
