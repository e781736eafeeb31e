"""What a coded ledger holds, summed: for summaries, for who shares what, and for the lines to look at first."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from aktsom.risk.analysis.coded import Coded
from aktsom.risk.analysis.ledger import Role
from aktsom.risk.analysis.outcomes import Outcomes
from aktsom.risk.outcomes import Outcome
from aktsom.risk.shares import Supplier


def outcome_sums(coded: Coded, outcomes: Outcomes) -> Iterator[tuple[Outcome, int, int]]:
    """Lines and øre of every outcome."""
    sums = (
        coded.lines.lazy()
        .select(outcomes.of_line.alias("outcome"), "amount")
        .group_by("outcome")
        .agg(lines=pl.len(), amount=pl.col("amount").sum())
        .collect()
    )
    for number, lines, amount in sums.iter_rows():
        yield outcomes.table[number], lines, amount


def holdings(coded: Coded, outcomes: Outcomes) -> Iterator[tuple[str, Supplier, Outcome, int, int]]:
    """Buyer, supplier and outcome with lines and øre, for what is on the list."""
    listed = pl.Series([bool(outcome.held) for outcome in outcomes.table], dtype=pl.Boolean)
    keys = {
        "buyer": pl.col(Role.BUYER.value) if Role.BUYER.value in coded.lines.columns else pl.lit(0),
        "supplier": pl.col(Role.SUPPLIER.value) if Role.SUPPLIER.value in coded.lines.columns else pl.lit(0),
    }
    sums = (
        coded.lines.lazy()
        .with_columns(outcomes.of_line.alias("outcome"))
        .filter(pl.lit(listed).gather(pl.col("outcome")))
        .select(*(key.alias(name) for name, key in keys.items()), "outcome", "amount")
        .group_by("buyer", "supplier", "outcome")
        .agg(lines=pl.len(), amount=pl.col("amount").sum())
        .collect(engine="streaming")
    )
    for buyer, supplier, number, lines, amount in sums.iter_rows():
        yield coded.buyers[buyer], coded.suppliers[supplier], outcomes.table[number], lines, amount


def gravest_lines(coded: Coded, outcomes: Outcomes, most: int) -> list[int]:
    """Places of the lines to look at first: highest rank, then largest, then first in the file."""
    ranks = pl.Series([outcome.rank for outcome in outcomes.table], dtype=pl.Int32)
    return (
        coded.lines.lazy()
        .select(rank=pl.lit(ranks).gather(outcomes.of_line), amount=pl.col("amount").fill_null(0))
        .with_row_index("at")
        .filter(pl.col("rank") > 0)
        .sort(["rank", "amount", "at"], descending=[True, True, False])
        .head(most)
        .collect()["at"]
        .to_list()
    )


def line_numbers(outcomes: Outcomes, outcome: Outcome, most: int) -> tuple[tuple[int, ...], int]:
    """The first places of lines with this outcome, and how many there are in all."""
    if outcome not in outcomes.table:
        return (), 0
    places = outcomes.of_line.eq(outcomes.table.index(outcome)).arg_true()
    return tuple(places.head(most).to_list()), len(places)
