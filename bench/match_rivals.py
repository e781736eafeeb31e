"""Who matching is measured against, given the same prepared records: Splink on DuckDB, and a likeness of names.

Each answers with the clusters of several thresholds; the best of them, chosen with the truth in hand, counts for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from aktsom.suppliers.resolution.candidates import within_drawers
from aktsom.suppliers.resolution.clustering import components
from aktsom.suppliers.resolution.preparing import prepared
from aktsom.suppliers.resolution.tables import RecordKind

Answers = Iterator[tuple[float, np.ndarray]]
THRESHOLDS = (0.5, 0.9, 0.99, 0.999, 0.9999)


def splink(records: pl.DataFrame, kind: RecordKind) -> Answers:
    """Fellegi-Sunter weights learnt from the records themselves (expectation maximisation)."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    frame = prepared(records).with_columns(start=pl.col("core").str.slice(0, 5), unique_id=pl.col("row"))
    company = kind is RecordKind.COMPANY
    fields = [
        "core",
        "key",
        "start",
        "number",
        "address",
        "town",
        "postcode",
        "country",
        "domain",
        "phone",
        "house",
        "street",
    ]
    fields = [field for field in fields if frame[field].null_count() < frame.height]
    database = DuckDBAPI()
    database.duckdb_con.execute("set threads=2")
    data = database.register(frame.select("unique_id", *fields).to_arrow())
    comparisons = {
        "core": compare.JaroWinklerAtThresholds("core", [0.97, 0.92, 0.85]).configure(term_frequency_adjustments=True),
        "number": compare.ExactMatch("number"),
        "address": compare.LevenshteinAtThresholds("address", [2, 5]),
        "town": compare.ExactMatch("town").configure(term_frequency_adjustments=True),
        "postcode": compare.ExactMatch("postcode"),
        "country": compare.ExactMatch("country"),
        "domain": compare.ExactMatch("domain"),
        "phone": compare.ExactMatch("phone"),
    }
    blocks = [
        ("number",),
        ("key",),
        ("domain",),
        ("phone",),
        ("start", "town"),
        ("start", "postcode"),
        ("substr(core,4,7)", "country"),
        ("address", "town"),
    ]
    if not company:
        blocks = [("key",), ("phone",), ("start", "postcode"), ("address",), ("house", "street"), ("start",)]
    rules = [block_on(*rule) for rule in blocks if all(part in fields or "(" in part for part in rule)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[made for field, made in comparisons.items() if field in fields],
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker(data, settings)
    sure = block_on("number") if company else block_on("core", "address")
    linker.training.estimate_probability_two_random_records_match([sure], recall=0.35)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    learn = ("number", "core") if company else ("core", "address")
    for field in learn:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(field))
    found = linker.inference.predict(threshold_match_probability=THRESHOLDS[0])
    sql = f"select unique_id_l, unique_id_r, match_probability from {found.physical_name}"
    pairs = database.duckdb_con.sql(sql).to_arrow_table()
    left, right, chance = (np.asarray(pairs[place]) for place in range(3))
    for threshold in THRESHOLDS:
        sure_enough = chance >= threshold
        yield threshold, components(frame.height, left[sure_enough], right[sure_enough])


def likeness(records: pl.DataFrame, kind: RecordKind) -> Answers:
    """Names alike within the same first letters and country (or the same address), or the same number."""
    from rapidfuzz import fuzz, process

    frame = prepared(records)
    country = pl.col("country").fill_null("")
    drawers = [pl.col("core").str.slice(0, 4) + country, pl.col("number"), pl.col("address")]
    drawers = drawers[:2] if kind is RecordKind.COMPANY else [drawers[0], drawers[2]]
    filed = [within_drawers(frame["row"], frame.select(key).to_series(), 500) for key in drawers]
    pairs = np.unique(np.concatenate(filed))
    left, right = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    words = "core" if kind is RecordKind.COMPANY else "both"
    frame = frame.with_columns(both=pl.concat_str("core", "address", separator=" ", ignore_nulls=True))
    text = np.array(frame[words].to_list(), dtype=object)
    alike = process.cpdist(text[left], text[right], scorer=fuzz.token_sort_ratio, workers=2, dtype=np.float32)
    number = np.array(frame["number"].to_list(), dtype=object)
    same = (number[left] == number[right]) & (number[left] != None)  # noqa: E711  compared element by element
    for threshold in (75.0, 80.0, 85.0, 90.0, 95.0):
        joined = (alike >= threshold) | same
        yield threshold, components(frame.height, left[joined], right[joined])


RIVALS: dict[str, Callable[[pl.DataFrame, RecordKind], Answers]] = {"splink": splink, "likeness": likeness}
