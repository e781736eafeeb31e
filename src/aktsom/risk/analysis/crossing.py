"""The cross-member view: who buys in which category from whom."""

from __future__ import annotations

import polars as pl

from aktsom.risk.analysis.coded import Coded
from aktsom.risk.analysis.ledger import Role
from aktsom.risk.analysis.outcomes import Outcomes

SCHEMA = {
    "category": pl.UInt16,
    "buyer": pl.UInt16,
    "supplier": pl.UInt32,
    "lines": pl.UInt32,
    "amount": pl.Int64,
    "rank": pl.Int32,
}


def categories_of(outcomes: Outcomes) -> list[tuple[str, str]]:
    """Pairs of group and product that some line holds, in a fixed order; the product is empty where unknown."""
    return sorted({pair for outcome in outcomes.table for pair in outcome.held})


def crossing(coded: Coded, outcomes: Outcomes) -> pl.DataFrame:
    """One row per category, buyer and supplier that lines on the list share, gravest and then largest first.

    `category` is a place in `categories_of`, `buyer` and `supplier` places in the coded ledger's; `amount` is the sum
    in øre of what is known in kroner, of the whole line in each of its categories; `rank` the highest of the lines.
    """
    categories = {pair: number for number, pair in enumerate(categories_of(outcomes))}
    held = pl.DataFrame(
        [
            (number, categories[pair], outcome.rank)
            for number, outcome in enumerate(outcomes.table)
            for pair in outcome.held
        ],
        schema={"outcome": pl.UInt64, "category": pl.UInt16, "rank": pl.Int32},
        orient="row",
    )
    listed = pl.Series([bool(outcome.held) for outcome in outcomes.table], dtype=pl.Boolean)
    buyer = pl.col(Role.BUYER.value) if Role.BUYER.value in coded.lines.columns else pl.lit(0)
    supplier = pl.col(Role.SUPPLIER.value) if Role.SUPPLIER.value in coded.lines.columns else pl.lit(0)
    buyers, suppliers = len(coded.buyers), len(coded.suppliers)
    packed = (pl.col("outcome").cast(pl.UInt64) * buyers + buyer.cast(pl.UInt64)) * suppliers + supplier.cast(pl.UInt64)
    return (
        coded.lines.lazy()
        .with_columns(outcomes.of_line.alias("outcome"))
        .filter(pl.lit(listed).gather(pl.col("outcome")))
        .select(packed.alias("packed"), "amount")
        .group_by("packed")
        .agg(lines=pl.len(), amount=pl.col("amount").sum())
        .with_columns(outcome=pl.col("packed") // (buyers * suppliers), rest=pl.col("packed") % (buyers * suppliers))
        .join(held.lazy(), on="outcome")
        .group_by("category", "rest")
        .agg(pl.col("lines").sum(), pl.col("amount").sum(), pl.col("rank").max())
        .with_columns(buyer=pl.col("rest") // suppliers, supplier=pl.col("rest") % suppliers)
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
        .sort(["rank", "amount", "category", "buyer", "supplier"], descending=[True, True, False, False, False])
        .collect(engine="streaming")
    )
