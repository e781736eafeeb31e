"""Result lines of a ledger: every cell as it stood, with the outcome and its reasons beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from aktsom.risk.analysis.ingest import scan
from aktsom.risk.analysis.ledger import Ledger
from aktsom.risk.analysis.outcomes import Outcomes
from aktsom.risk.outcomes import CELLS

REASONS = "reasons"
_FORMULA = "^[ \u00a0\u200b\ufeff]*[=+\\-@\t\r\n＝＋－＠]"
_HARMLESS = r"^[ \u00a0\u200b\ufeff]*([+-]?[0-9][0-9 .,]*%?|[-–—]+|\+[0-9][0-9 ()-]*)$"

Reasons = Callable[[Sequence[tuple[str | None, ...]]], list[str]]
"""Whole lines in, the sentences of each out."""


def cells_at(ledger: Ledger, places: Sequence[int]) -> list[tuple[str | None, ...]]:
    """The cells of some lines, in the order of the places asked for."""
    wanted = pl.Series(list(places), dtype=pl.get_index_type())
    found = scan(ledger).with_row_index("at").filter(pl.col("at").is_in(wanted.implode())).collect(engine="streaming")
    by_place = {row[0]: row[1:] for row in found.iter_rows()}
    return [by_place[place] for place in places]


def result_lines(ledger: Ledger, outcomes: Outcomes, headings: Sequence[str], reasons: Reasons | None) -> pl.LazyFrame:
    """`headings` name the columns of the file and those added, each once. Without `reasons` their cells are empty."""
    table = [outcome.cells for outcome in outcomes.table]
    added = pl.DataFrame(
        [pl.Series(name, [cells[place] for cells in table], dtype=pl.String) for place, name in enumerate(CELLS)]
    )
    numbers = pl.DataFrame([outcomes.of_line.alias("outcome"), outcomes.telling.alias("telling")]).lazy()
    lines = pl.concat([scan(ledger), numbers], how="horizontal")
    cells = [name for name in lines.collect_schema().names() if name not in ("outcome", "telling")]
    told = pl.lit("")
    if reasons:
        told = pl.struct(*cells, "telling").map_batches(_told(reasons), return_dtype=pl.String, is_elementwise=True)
    columns = [
        *(pl.col(name) for name in cells),
        *(pl.lit(added[name]).gather(pl.col("outcome")).alias(f"added {name}") for name in CELLS),
        told.alias("added reasons"),
    ]
    return lines.select(column.alias(heading) for column, heading in zip(columns, headings, strict=True))


def _told(reasons: Reasons) -> Callable[[pl.Series], pl.Series]:
    """Reasons are worked out once for each different line that has any."""

    def told(lines: pl.Series) -> pl.Series:
        frame = lines.struct.unnest().with_row_index("at")
        names = [name for name in frame.columns if name not in ("at", "telling")]
        telling = frame.filter("telling")
        sentences = pl.Series(reasons(telling.select(names).rows()), dtype=pl.String)
        empty = pl.repeat("", len(lines), dtype=pl.String, eager=True)
        return empty.scatter(telling["at"], sentences)

    return told


def write_csv(lines: pl.LazyFrame, path: Path) -> None:
    """As `interop.spreadsheets.writing.write_csv` writes text cells: semicolons, byte order mark, no formulas."""
    names = lines.collect_schema().names()
    lines.select(_neutralised(pl.col(name)).alias(name) for name in names).sink_csv(
        path, separator=";", include_bom=True, line_terminator="\r\n", null_value=""
    )


def write_parquet(lines: pl.LazyFrame, path: Path) -> None:
    lines.sink_parquet(path, compression="zstd")


def parquet_of_rows(columns: dict[str, list[object]], path: Path) -> None:
    """Columns of one kind of value keep it; mixed ones are text."""
    series = []
    for name, values in columns.items():
        kinds = {type(value) for value in values if value is not None}
        plain = values if len(kinds) < 2 else [None if value is None else str(value) for value in values]
        series.append(pl.Series(name, plain, strict=False))
    pl.DataFrame(series).write_parquet(path, compression="zstd")


def rows_of(lines: pl.LazyFrame) -> Iterator[tuple[str | None, ...]]:
    """Row by row, without holding them all."""
    for batch in lines.collect_batches(maintain_order=True):
        yield from batch.iter_rows()


def _neutralised(cell: pl.Expr) -> pl.Expr:
    formula = cell.str.contains(_FORMULA) & ~cell.str.contains(_HARMLESS)
    empty = cell == ""  # which would be written as two quotes
    return pl.when(formula).then(pl.lit("'") + cell).when(~empty).then(cell)
