"""Files of companies or sites, in any shape we read, as frames of text with every row and column as it stood."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from aktsom.interop.matching.columns import RecordColumns, record_columns
from aktsom.interop.registers.tables import Table, best_table
from aktsom.interop.screening.registers import headings_once, shown
from aktsom.interop.spreadsheets.cells import Kind
from aktsom.interop.spreadsheets.delimited import first_wider, likely_delimiter
from aktsom.interop.spreadsheets.encodings import decoded, likely_encoding
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, StrayQuote, UnevenRows, _
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.interop.spreadsheets.sniffing import kind_of
from aktsom.suppliers.resolution.preparing import FIELDS

_HEAD = 1_000_000  # bytes that tell how a text file is laid out, when they are
_HEAD_LINES = 50  # lines or more
_LONGEST_HEAD = 32_000_000
_UTF_8 = ("utf-8", "utf-8-sig")


class NoNames(FileProblem):
    code = "no_names"
    what = _("«{filename}» har ingen kolonne som vi forstår som navnet på en leverandør eller et produksjonssted.")
    mend = _("Kall kolonnen «Leverandør», «Navn» eller «Produksjonssted». Vi fant: {headings}.")


@dataclass(frozen=True)
class RecordFile:
    """`rows` are all rows below the headings, as text; row `i` of it is row `first + i` of the file."""

    file: str
    rows: pl.DataFrame
    first: int
    columns: RecordColumns

    @property
    def records(self) -> pl.DataFrame:
        """A column per field that the file tells, as `resolution.resolve` reads it."""
        names = self.rows.columns
        return self.rows.select(pl.col(names[place]).alias(field) for field, place in self.columns.place.items())


def read_records(path: Path, file: str, limits: Limits) -> RecordFile:
    """Raises a `FileProblem` when the file cannot be read, or names nobody."""
    head = _head_of(path)
    if kind_of(head, file, limits) is Kind.DELIMITED:
        rows, first = _delimited(path, file, head)
    else:
        rows, first = _sheet(path.read_bytes(), file, limits)
    columns = record_columns(rows.columns)
    if "name" not in columns.place:
        raise NoNames(filename=file, headings=", ".join(f"«{name}»" for name in rows.columns[:20]))
    return RecordFile(file, rows, first, columns)


def together(files: Sequence[RecordFile]) -> pl.DataFrame:
    """The records of all files below one another, fields that only some of them tell null for the others."""
    return pl.concat([_every_field(file.records) for file in files])


def _every_field(records: pl.DataFrame) -> pl.DataFrame:
    return records.select(
        (pl.col(field) if field in records.columns else pl.lit(None, pl.String)).alias(field) for field in FIELDS
    )


def _head_of(path: Path) -> bytes:
    """As much as tells how a text file is laid out: more where its lines are long."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
        while head.count(b"\n") < _HEAD_LINES and len(head) < _LONGEST_HEAD and (more := opened.read(_HEAD)):
            head += more
        if not opened.read(1):
            return head
    return head[: head.rfind(b"\n") + 1] or head


def _delimited(path: Path, file: str, head: bytes) -> tuple[pl.DataFrame, int]:
    table = best_table(read_sheets(head, file))
    rows = _rows(path, file, head, table)
    names = headings_once([str(heading) for heading in table.headings], [])
    width = max(rows.width, len(names))
    names = headings_once([*names, *[""] * (width - len(names))], [])
    return rows.rename(dict(zip(rows.columns, names, strict=False))), table.header_rows[-1] + 1


def _rows(path: Path, file: str, head: bytes, table: Table) -> pl.DataFrame:
    encoding, _note = likely_encoding(head)
    text = decoded(head, file).text
    marked = text[:6].lower().strip('"').startswith("sep=")

    def read(*, ragged: bool) -> pl.DataFrame:
        source: Path | io.BytesIO = path
        if encoding not in _UTF_8:
            source = io.BytesIO(path.read_text(encoding=encoding, errors="replace").encode())
        return pl.read_csv(
            source,
            separator=likely_delimiter(text),
            infer_schema=False,
            has_header=False,
            skip_lines=table.header_rows[-1] + marked,
            encoding="utf8-lossy",
            truncate_ragged_lines=ragged,
        )

    try:
        return read(ragged=False)
    except PolarsError:
        width = 1 + max(at for at, heading in zip(table.columns, table.headings, strict=True) if heading)
        if wider := first_wider(path, width):
            raise UnevenRows(filename=file, row=wider[0], cells=wider[1], width=width) from None
    try:
        return read(ragged=True)  # only blanks stand beyond the headings
    except PolarsError:
        raise StrayQuote(filename=file) from None


def _sheet(content: bytes, file: str, limits: Limits) -> tuple[pl.DataFrame, int]:
    workbook = read_sheets(content, file, limits)
    table = best_table(workbook)
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == table.sheet)
    first = table.header_rows[-1] + 1
    names = headings_once(table.headings, [])
    cells = [
        [shown(row[place]) if place < len(row) else "" for row in sheet.rows[first - 1 :]] for place in table.columns
    ]
    return pl.DataFrame(dict(zip(names, cells, strict=True)), schema=dict.fromkeys(names, pl.String)), first
