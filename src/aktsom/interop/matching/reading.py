"""Files of companies or sites, in any shape we read, as frames of text with every row and column as it stood."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from aktsom.interop.matching.columns import RecordColumns, record_columns
from aktsom.interop.registers.tables import best_table
from aktsom.interop.screening.registers import headings_once, shown
from aktsom.interop.spreadsheets.cells import Kind
from aktsom.interop.spreadsheets.delimited import likely_delimiter
from aktsom.interop.spreadsheets.encodings import decoded, likely_encoding
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, _
from aktsom.interop.spreadsheets.reading import read_sheets
from aktsom.interop.spreadsheets.sniffing import kind_of
from aktsom.suppliers.resolution.preparing import FIELDS

_HEAD = 1_000_000  # bytes that tell how a text file is laid out
_UTF_8 = ("utf-8", "utf-8-sig")


class NoNames(FileProblem):
    code = "no_names"
    what = _("«{filename}» har ingen kolonne som vi forstår som navnet på en leverandør eller et produksjonssted.")
    mend = _("Kall kolonnen «Leverandør», «Navn» eller «Produksjonssted». Vi fant: {headings}.")


class UnevenRows(FileProblem):
    code = "uneven_rows"
    what = _("«{filename}» har linjer med flere celler enn overskrifter: {problem}")
    mend = _("Se etter løse anførselstegn eller skilletegn i teksten, eller lagre filen som .xlsx.")


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
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
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


def _delimited(path: Path, file: str, head: bytes) -> tuple[pl.DataFrame, int]:
    text = decoded(head, file).text
    encoding, _note = likely_encoding(head)
    table = best_table(read_sheets(head[: head.rfind(b"\n") + 1] if len(head) == _HEAD else head, file))
    above = table.header_rows[-1] - 1
    marked = text[:6].lower().strip('"').startswith("sep=")
    source: Path | io.BytesIO = path
    if encoding not in _UTF_8:
        source = io.BytesIO(path.read_text(encoding=encoding, errors="replace").encode())
    try:
        rows = pl.read_csv(
            source,
            separator=likely_delimiter(text),
            infer_schema=False,
            has_header=False,
            skip_lines=above + 1 + marked,
            encoding="utf8-lossy",
            truncate_ragged_lines=False,
            new_columns=None,
        )
    except PolarsError as problem:
        raise UnevenRows(filename=file, problem=str(problem).partition("\n")[0]) from None
    names = headings_once([str(heading) for heading in table.headings], [])
    width = max(rows.width, len(names))
    names = headings_once([*names, *[""] * (width - len(names))], [])
    return rows.rename(dict(zip(rows.columns, names, strict=False))), table.header_rows[-1] + 1


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
