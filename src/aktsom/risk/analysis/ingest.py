"""Reads a ledger once, in a stream, and leaves it in numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

import polars as pl

from aktsom.risk.analysis.coded import Coded, words_mark
from aktsom.risk.analysis.ledger import LISTS, TEXTS, Cells, Ledger, Progress, Role
from aktsom.risk.analysis.meanings import buyers_of, lists_of, suppliers_of, texts_of
from aktsom.risk.analysis.signatures import Signatures
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.screener import Screener
from aktsom.risk.screening.shapes import Shapes

_BETWEEN = "\x1f"  # cells of one line set side by side
_PLAIN_AMOUNT = r"^[0-9]{1,9}([,.][0-9]{1,2})?$"
_EVERYTHING = 10_000_000


def ingest(ledger: Ledger, screener: Screener, progress: Progress | None = None) -> Coded:
    """Raises polars' ComputeError when a line has more cells than the headings."""
    stream = _Stream(ledger, Shapes(Lexicon(screener.catalogue)), progress)
    lines = scan(ledger).select(*stream.expressions()).collect(engine="streaming")
    lines = _without_remarks(lines, ledger)
    understood, cells = ledger.understanding, stream.cells
    texts = {role: texts_of(found.rows(), role, stream.shapes, screener) for role, found in stream.signatures.items()}
    lists = {role: lists_of(understood.lists(role, cells[role].distinct())) for role in LISTS if role in cells}
    suppliers = suppliers_of(understood.suppliers(cells[Role.SUPPLIER].distinct()) if Role.SUPPLIER in cells else [])
    buyers = buyers_of(understood.texts(Role.BUYER, cells[Role.BUYER].distinct()) if Role.BUYER in cells else [])
    numbers = {role: table.numbers for role, table in texts.items()}
    numbers |= {role: table.numbers for role, table in lists.items()}
    numbers |= {Role.SUPPLIER: suppliers.numbers, Role.BUYER: buyers.numbers}
    numbered = lines.select(
        *(
            pl.lit(table).gather(pl.col(role.value)).alias(role.value)
            for role, table in numbers.items()
            if role in ledger.columns
        ),
        stream.amount(),
        "purchase",
    )
    return Coded(
        lines=numbered,
        texts={role: table.meanings for role, table in texts.items()},
        lists={role: table.meanings for role, table in lists.items()},
        suppliers=suppliers.meanings,
        buyers=[name or ledger.buyer for name in buyers.meanings],
        words=words_mark(screener.catalogue),
    )


def _without_remarks(lines: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Settles which of the doubtful lines are purchases, by reading those few once more with all their cells."""
    doubtful = (~lines["purchase"]).arg_true()
    if not len(doubtful):
        return lines
    whole = scan(ledger).with_row_index("at").filter(pl.col("at").is_in(doubtful.implode()))
    cells = whole.collect(engine="streaming").sort("at").drop("at")
    purchases = pl.Series(ledger.understanding.purchases(cells.rows()), dtype=pl.Boolean)
    return lines.with_columns(purchase=lines["purchase"].scatter(doubtful, purchases))


def scan(ledger: Ledger) -> pl.LazyFrame:
    """Every cell as it stands, columns named by their place; an empty cell is null."""
    return pl.scan_csv(
        ledger.path,
        separator=ledger.separator,
        quote_char=ledger.quote,
        has_header=False,
        skip_rows=ledger.skip,
        schema={_name(place): pl.String for place in range(ledger.width)},
        raise_if_empty=False,
    )


def _name(place: int) -> str:
    return f"c{place}"


def _side_by_side(places: tuple[int, ...]) -> pl.Expr:
    cells = [pl.col(_name(place)).fill_null("") for place in places]
    return cells[0] if len(cells) == 1 else pl.concat_str(cells, separator=_BETWEEN)


@dataclass
class _Cells:
    """The distinct cells of one role, numbered as they come."""

    places: tuple[int, ...]
    dtype: pl.Categorical = field(default_factory=lambda: pl.Categorical(pl.Categories.random("aktsom")))
    keep: pl.Series = field(init=False)  # a vocabulary lives as long as somebody holds it

    def __post_init__(self) -> None:
        self.keep = pl.Series([_BETWEEN * (len(self.places) - 1)], dtype=self.dtype)

    def numbers(self, cell: pl.Expr | None = None) -> pl.Expr:
        return (_side_by_side(self.places) if cell is None else cell).cast(self.dtype).to_physical()

    def distinct(self) -> list[Cells]:
        """By number; an unused number reads as empty cells."""
        empty = ("",) * len(self.places)
        found = self.dtype.categories.to_series().to_list()
        return [tuple(cell.split(_BETWEEN)) if cell is not None else empty for cell in found]


class _Stream:
    """What is done to every line while the file streams by, and what was seen on the way."""

    def __init__(self, ledger: Ledger, shapes: Shapes, progress: Progress | None) -> None:
        self.shapes = shapes
        self._ledger, self._progress = ledger, progress
        self.cells = {
            role: _Cells(places)
            for role, places in ledger.columns.items()
            if role in (*LISTS, Role.SUPPLIER, Role.BUYER, Role.CURRENCY)
        }
        self._amounts = _Cells(ledger.columns.get(Role.AMOUNT, (0,)))
        self.signatures = {role: self._signatures(role) for role in TEXTS if role in ledger.columns}
        self._done, self._lock = 0, Lock()

    def expressions(self) -> list[pl.Expr]:
        found = [
            self._surely_bought().alias("purchase"),
            *(cells.numbers().alias(role.value) for role, cells in self.cells.items()),
        ]
        for role, signatures in self.signatures.items():
            text = _side_by_side(self._ledger.columns[role])
            found.append(text.map_batches(signatures.numbers, return_dtype=pl.UInt32, is_elementwise=True).alias(role))
        if Role.AMOUNT in self._ledger.columns:
            found += self._cents()
        first = pl.col(_name(0)).map_batches(self._count, return_dtype=pl.Boolean, is_elementwise=True)
        return [*found, first.alias("counted")] if self._progress else found

    def _surely_bought(self) -> pl.Expr:
        """False for the few lines that may be a sum, a remark or a heading: those are read once more, whole."""
        title = self._ledger.columns[Role.TITLE][0]
        known = {place for places in self._ledger.columns.values() for place in places} - {title}
        # Columns that are not read anyway are only looked at where the others are too few to tell.
        others = known if len(known) > 1 else set(range(self._ledger.width)) - {title}
        alone = pl.all_horizontal(pl.col(_name(place)).is_null() for place in sorted(others))
        doubtful = pl.col(_name(title)).is_null() | alone
        if self._ledger.doubtful:
            doubtful |= pl.col(_name(title)).str.contains(self._ledger.doubtful).fill_null(value=False)
        return ~doubtful

    def _cents(self) -> list[pl.Expr]:
        cell = pl.col(_name(self._ledger.columns[Role.AMOUNT][0]))
        plain = cell.str.contains(_PLAIN_AMOUNT) & self._ledger.plain_amounts
        cents = (cell.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False) * 100).round().cast(pl.Int64)
        other = pl.when(plain.fill_null(value=True)).then(None).otherwise(cell)
        return [pl.when(plain).then(cents).alias("cents"), self._amounts.numbers(other).alias("other_amount")]

    def amount(self) -> pl.Expr:
        """Øre, null where the cell or the currency column names another currency than kroner."""
        if Role.AMOUNT not in self._ledger.columns:
            return pl.lit(None, pl.Int64).alias("amount")
        understood = self._ledger.understanding
        found, in_kroner = pl.col("cents"), pl.lit(value=True)
        if Role.CURRENCY in self.cells:
            kroner = understood.kroner(self.cells[Role.CURRENCY].distinct())
            in_kroner = pl.lit(pl.Series(kroner, dtype=pl.Boolean)).gather(pl.col(Role.CURRENCY.value))
        others = self._amounts.distinct()
        if len(others) > 1:
            amounts = understood.amounts(others)
            cents = pl.Series([amount.cents for amount in amounts], dtype=pl.Int64)
            named = pl.Series([amount.krone for amount in amounts], dtype=pl.Boolean)
            found = pl.coalesce(found, pl.lit(cents).gather(pl.col("other_amount")))
            in_kroner = pl.coalesce(pl.lit(named).gather(pl.col("other_amount")), in_kroner)
        return pl.when(in_kroner).then(found).alias("amount")

    def _signatures(self, role: Role) -> Signatures:
        understood = self._ledger.understanding

        def tidied(texts: list[str]) -> list[str]:
            return understood.texts(role, [tuple(text.split(_BETWEEN)) for text in texts])

        return Signatures(
            self.shapes, tidied, (self._ledger.longest or {}).get(role, _EVERYTHING), self._ledger.nothing
        )

    def _count(self, column: pl.Series) -> pl.Series:
        with self._lock:
            self._done += len(column)
            if self._progress:
                self._progress(self._done, max(self._ledger.lines, self._done))
        return column.is_null()
