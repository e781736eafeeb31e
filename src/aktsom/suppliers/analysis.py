"""All suppliers compared with each other, on frames: records in, pairs worth joining or asking about out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from aktsom.suppliers.resolution.clustering import UNSAID
from aktsom.suppliers.resolution.resolving import Resolution, resolve
from aktsom.suppliers.sameness import relied_on
from aktsom.suppliers.thresholds import Thresholds


class Written(NamedTuple):
    """One way a supplier is written. A supplier with several names has a row for each, with the same number.

    `number` is of the legal entity: for a sub-unit that of its company, as the company register has it.
    """

    supplier: int
    name: str
    number: str = ""
    country: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""


class Pair(NamedTuple):
    """Two suppliers, the older first. `evidence` is {field: weight}, without fields that weigh nothing."""

    one: int
    other: int
    weight: float
    evidence: dict[str, float]


@dataclass(frozen=True)
class Found:
    """`joins`: sure enough to be joined without asking, no more of them than hold their groups together. `asks`: a
    person should look. `still`: pairs of `known` that are found as well, though there is nothing to ask now."""

    joins: list[Pair]
    asks: list[Pair]
    still: list[Pair]
    compared: int


Pairs = Collection[tuple[int, int]]


def find_pairs(
    records: Sequence[Written],
    thresholds: Thresholds,
    *,
    together: Pairs = (),
    apart: Pairs = (),
    known: Pairs = (),
    asked: Collection[int] = (),
) -> Found:
    """`together` and `apart` are pairs of suppliers that judgements hold together or keep apart; `known` pairs that
    wait already, or have waited; `asked` suppliers that are never joined without asking."""
    if len(records) < 2:
        return Found([], [], [], 0)
    frame = pl.DataFrame(records, schema=list(Written._fields), orient="row")
    first, links = _rows(frame["supplier"].to_list())
    resolution = resolve(
        frame,
        together=[*links, *_placed(together, first)],
        apart=_placed(apart, first),
        thresholds=(thresholds.join_above, thresholds.ask_above),
        asked=frame["supplier"].is_in(sorted(asked)).to_numpy() if asked else None,
    )
    pairs = _one_a_pair(resolution, frame)
    numbers = _cluster_numbers(resolution, records)
    one, other = (resolution.cluster[pairs[side].to_numpy()] for side in ("left", "right"))
    apart_by_number = (numbers[one] != UNSAID) & (numbers[other] != UNSAID) & (numbers[one] != numbers[other])
    asks = (one != other) & ~apart_by_number
    waiting = {(min(pair), max(pair)) for pair in known}
    still = np.array(
        [pair in waiting for pair in zip(pairs["one"].to_list(), pairs["other"].to_list(), strict=True)], bool
    )
    joins = _spanning(pairs, together)
    evidence = resolution.evidence.weights
    return Found(
        _told(pairs.filter(pl.Series(joins, dtype=pl.Boolean)), evidence),
        _told(pairs.filter(pl.Series(asks, dtype=pl.Boolean)), evidence),
        _told(pairs.filter(pl.Series(still & ~asks, dtype=pl.Boolean)), evidence),
        resolution.compared,
    )


def _rows(suppliers: Iterable[int]) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """The first row of each supplier, and its other rows tied to that."""
    first: dict[int, int] = {}
    links = []
    for row, supplier in enumerate(suppliers):
        if first.setdefault(supplier, row) != row:
            links.append((first[supplier], row))
    return first, links


def _placed(pairs: Pairs, first: dict[int, int]) -> list[tuple[int, int]]:
    return [(first[one], first[other]) for one, other in pairs if one in first and other in first]


def _one_a_pair(found: Resolution, frame: pl.DataFrame) -> pl.DataFrame:
    """The surest way of writing for each pair of suppliers, surest pair first; `at` is its place in the evidence."""
    supplier = frame["supplier"].to_numpy()
    left, right = supplier[found.left], supplier[found.right]
    return (
        pl.DataFrame(
            {
                "one": np.minimum(left, right),
                "other": np.maximum(left, right),
                "left": found.left,
                "right": found.right,
                "weight": found.weight,
                "same": found.same,
            }
        )
        .with_row_index("at")
        .filter(pl.col("one") != pl.col("other"))
        .sort(["weight", "one", "other"], descending=[True, False, False])
        .unique(["one", "other"], keep="first", maintain_order=True)
    )


def _cluster_numbers(found: Resolution, records: Sequence[Written]) -> np.ndarray:
    """A code of the number that each cluster holds, by its first row."""
    codes: dict[str, int] = {}
    numbers = np.full(len(records), UNSAID, np.int64)
    for row, record in enumerate(records):
        if record.number and (number := relied_on(record.number, record.country)):
            numbers[found.cluster[row]] = codes.setdefault(number, len(codes))
    return numbers


def _spanning(pairs: pl.DataFrame, together: Pairs) -> list[bool]:
    """Of the sure pairs those that join what is not joined yet, by others or by what was judged before."""
    above: dict[int, int] = {}

    def root(record: int) -> int:
        while above.setdefault(record, record) != record:
            above[record] = record = above[above[record]]
        return record

    for one, other in together:
        above[root(one)] = root(other)
    joins = []
    for one, other, same in pairs.select("one", "other", "same").iter_rows():
        mine, theirs = (root(one), root(other)) if same else (0, 0)
        joins.append(mine != theirs)
        above[mine] = theirs
    return joins


def _told(pairs: pl.DataFrame, evidence: dict[str, np.ndarray]) -> list[Pair]:
    places = pairs["at"].to_numpy()
    columns = {field: [round(w, 2) for w in weights[places].tolist()] for field, weights in evidence.items()}
    rows = zip(pairs["one"].to_list(), pairs["other"].to_list(), pairs["weight"].to_list(), strict=True)
    return [
        Pair(one, other, round(weight, 3), {field: column[n] for field, column in columns.items() if column[n]})
        for n, (one, other, weight) in enumerate(rows)
    ]
