"""Which records are compared at all: those that share something rare.

Comparing everybody with everybody is quadratic, so each record is filed under a number of keys, and a pair is a
candidate when both lie in one drawer. Drawers with more than `DRAWER` records say too little and are left shut. Keys
that many strangers share are weak: a pair that shares only weak keys must share two of them.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

Rows = NDArray[np.uint32]
Pairs = NDArray[np.uint64]
DRAWER = 60
_HALF = np.uint64(32)
_WEAK = frozenset({"rarest", "start", "middle", "last_word", "start_town", "start_postcode", "street_house"})


def candidate_pairs(frame: pl.DataFrame) -> tuple[Rows, Rows]:
    """Rows left and right, each pair once and left below right, in order."""
    filed = frame.select("row", *[key.alias(name) for name, key in _keys(frame).items()])
    met: list[Pairs] = []
    for name in filed.columns[1:]:
        found = within_drawers(filed["row"], filed[name])
        met += [found] if name in _WEAK else [found, found]  # one key that is not weak is as good as two that are
    found = _met_twice(np.concatenate(met))
    return (found >> _HALF).astype(np.uint32), found.astype(np.uint32)


def within_drawers(rows: pl.Series, keys: pl.Series, largest: int = DRAWER) -> Pairs:
    """All pairs of rows with the same key, the lower row in the upper half of a number; none from fuller drawers.

    A record lies as one number, its key's hash above its row, so that sorting numbers files them all. Who shares a
    drawer with whom is then found by looking one place further, then two, for as long as the key is the same. A hash
    has less room the more rows there are; two keys with one hash only mean that a few pairs more are compared.
    """
    filed = pl.DataFrame({"row": rows, "key": keys}).drop_nulls()
    if filed.is_empty():
        return np.zeros(0, np.uint64)
    row = filed["row"].to_numpy().astype(np.uint64)
    width = np.uint64(int(row.max()).bit_length())
    lying = filed["key"].hash().to_numpy() << width | row
    lying.sort()
    key, row = lying >> width, lying & ((np.uint64(1) << width) - np.uint64(1))
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    held = np.diff(first, append=len(key))
    open_ = np.repeat((held > 1) & (held <= largest), held)
    return _drawn(key[open_], row[open_])


def _drawn(key: Pairs, row: Pairs) -> Pairs:
    found: list[Pairs] = [np.zeros(0, np.uint64)]
    place, further = np.arange(len(key)), 1
    while True:
        place = place[: np.searchsorted(place, len(key) - further)]
        place = place[key[place] == key[place + further]]
        if not len(place):
            return np.concatenate(found)
        found.append(row[place] << _HALF | row[place + further])
        further += 1


def _met_twice(pairs: Pairs) -> Pairs:
    """Those that stand there more than once, once, in order. Sorting is several times faster here than `np.unique`."""
    pairs.sort()
    again = pairs[1:][pairs[1:] == pairs[:-1]]
    once: Pairs = again[np.append(again[1:] != again[:-1], True)[: len(again)]]
    return once


def _keys(frame: pl.DataFrame) -> dict[str, pl.Expr]:
    letters = pl.col("core").str.replace_all(" ", "")
    last = pl.col("words").list.last()
    rare = frame.select(_rarest_words(frame))
    return {
        "number": pl.col("number"),
        "domain": pl.col("domain"),
        "phone": pl.col("phone"),
        "name": pl.col("key"),
        "address": pl.when(pl.col("house").is_not_null() & ~pl.col("address").str.starts_with("postboks")).then(
            pl.col("address") + pl.col("town").fill_null("")
        ),
        "street_house": pl.col("house") + pl.col("street"),
        "rarest": pl.lit(rare["rarest"]),
        "start": letters.str.slice(0, 6) + last.str.slice(0, 3),  # a slip late in the name
        "middle": letters.str.slice(3, 7),  # a slip early in the name
        "last_word": last + pl.col("postcode"),
        "start_town": letters.str.slice(0, 4) + pl.col("town"),
        "start_postcode": letters.str.slice(0, 3) + pl.col("postcode") + pl.col("country").fill_null("?"),
    }


def _rarest_words(frame: pl.DataFrame) -> pl.Series:
    by_word = (
        frame.select("row", word=pl.col("words"))
        .explode("word")
        .drop_nulls()
        .filter(pl.col("word").str.len_chars() > 2)
    )
    rarest = (
        by_word.with_columns(count=pl.len().over("word"))
        .sort("row", "count", "word")
        .group_by("row", maintain_order=True)
        .first()
    )
    return frame.select("row").join(rarest, on="row", how="left", maintain_order="left")["word"].alias("rarest")
