"""What each field of a pair speaks for: pure comparators over arrays, one a field.

A weight is a power of two of the odds that the two are the same (Fellegi and Sunter 1969): +3 makes sameness eight
times as likely, -3 an eighth. What one of them does not say weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from aktsom.suppliers.resolution.tables import RecordKind, Steps, Weights

Rows = NDArray[np.uint32]
Floats = NDArray[np.float32]
_UNSAID = np.uint32(2**32 - 1)
_Scorer = tuple[Callable[..., float], float]  # and what its answer is multiplied with, to be 0 to 100
_SAID_APART = 60.0  # at most so like are two addresses with different house numbers


@dataclass(frozen=True)
class Evidence:
    """Per field a weight for each pair; `likeness` (0 to 100, -1 unsaid) of the texts that are compared by letters."""

    weights: dict[str, Floats]
    likeness: dict[str, Floats]

    @property
    def total(self) -> Floats:
        summed: Floats = np.sum(list(self.weights.values()), axis=0, dtype=np.float32)
        return summed


class Comparison:
    """Prepared records made ready for comparing many pairs; every distinct pair of texts is compared once."""

    def __init__(self, frame: pl.DataFrame, weights: Weights, kind: RecordKind) -> None:
        self._weights, self._kind, self._frame = weights, kind, frame
        equal = (
            "number",
            "country",
            "domain",
            "phone",
            "postcode",
            "town",
            "unit",
            "form",
            "house",
            "street",
            "guarded",
        )
        self._codes = {field: _codes(frame[field]) for field in equal}
        self._length = frame["words"].list.len().to_numpy()
        self._letters = frame["words"].list.join("").str.len_bytes().cast(pl.Int32).to_numpy()
        self._rarity = _rarity(frame)
        self._names = _Texts(frame["core"])
        boxed = frame["address"].str.starts_with("postboks") | frame["address"].str.starts_with("po box")
        self._addresses = _Texts(frame.select(pl.when(~pl.lit(boxed)).then("address"))["address"])

    def compare(self, left: Rows, right: Rows) -> Evidence:
        weights = {
            field: self._equal(field, left, right)
            for field in ("number", "country", "domain", "phone", "postcode", "town", "unit", "form")
        }
        weights["number"] = self._number(weights["number"], left, right)
        name = self._name(left, right)
        address = self._address(left, right)
        weights["name"] = _stepped(name, self._weights.steps["name"]) + self._common_name(name, left, right)
        weights["extra_word"] = self._extra_word(weights["number"], left, right)
        weights["address"] = np.where(address < 0, 0, _stepped(address, self._weights.steps["address"])).astype(
            np.float32
        )
        return Evidence(weights, {"name": name, "address": address})

    def _equal(self, field: str, left: Rows, right: Rows) -> Floats:
        one, other = self._codes[field][left], self._codes[field][right]
        said = (one != _UNSAID) & (other != _UNSAID)
        same, different = self._weights.same.get(field, 0.0), self._weights.different.get(field, 0.0)
        return np.where(said, np.where(one == other, same, different), 0).astype(np.float32)

    def _number(self, weight: Floats, left: Rows, right: Rows) -> Floats:
        """A number that cannot be right speaks less, and little against: it is a slip of some number."""
        doubtful = (self._codes["guarded"][left] == _UNSAID) | (self._codes["guarded"][right] == _UNSAID)
        weaker = np.where(weight > 0, self._weights.same["doubtful_number"], self._weights.different["doubtful_number"])
        return np.where((weight != 0) & doubtful, weaker, weight).astype(np.float32)

    def _name(self, left: Rows, right: Rows) -> Floats:
        scorers: list[_Scorer] = [(fuzz.token_sort_ratio, 1), (JaroWinkler.normalized_similarity, 97)]
        if self._kind is RecordKind.SITE:  # the school, and the city's schools with the school's name
            scorers.append((fuzz.token_set_ratio, 0.95))
        return self._names.likeness(left, right, scorers)

    def _address(self, left: Rows, right: Rows) -> Floats:
        found = self._addresses.likeness(left, right, [(fuzz.ratio, 1)])
        house, street = (self._codes[field] for field in ("house", "street"))
        housed = (house[left] != _UNSAID) & (house[right] != _UNSAID)
        same_door = housed & (house[left] == house[right]) & (street[left] == street[right])
        found = np.where(same_door & (found >= 0), np.maximum(found, 92), found)
        return np.where(housed & (house[left] != house[right]), np.minimum(found, _SAID_APART), found).astype(
            np.float32
        )

    def _common_name(self, likeness: Floats, left: Rows, right: Rows) -> Floats:
        """Agreement on a name of common words is weak evidence, on rare ones strong."""
        rarity = np.minimum(self._rarity[left], self._rarity[right]) - np.log2(max(self._frame.height, 2))
        return np.where(likeness > 85, np.clip(rarity * 0.35, -4, 3), 0).astype(np.float32)

    def _extra_word(self, number: Floats, left: Rows, right: Rows) -> Floats:
        """A whole word more is often another unit of the group, unless the number says otherwise."""
        longer = (self._length[left] != self._length[right]) & (number <= 0)
        longer &= np.abs(self._letters[left] - self._letters[right]) > 2  # less is a space gone astray
        return np.where(longer, self._weights.different["extra_word"], 0).astype(np.float32)


def _stepped(likeness: Floats, steps: Steps) -> Floats:
    return np.interp(likeness, steps.at, steps.weight).astype(np.float32)


def _codes(column: pl.Series) -> NDArray[np.uint32]:
    codes = (
        column.rank("dense").cast(pl.UInt32) if column.dtype != pl.String else column.cast(pl.Categorical).to_physical()
    )
    return codes.cast(pl.UInt32).fill_null(int(_UNSAID)).to_numpy()


class _Texts:
    """A column of texts, in which every distinct pair is compared once however many rows have it."""

    def __init__(self, column: pl.Series) -> None:
        distinct = column.drop_nulls().unique().sort().to_frame("text").with_row_index("code")
        self._distinct = np.array(distinct["text"].to_list(), dtype=object)
        coded = column.to_frame("text").join(distinct, on="text", how="left", maintain_order="left")["code"]
        self._code = coded.fill_null(int(_UNSAID)).to_numpy()

    def likeness(self, left: Rows, right: Rows, scorers: Sequence[_Scorer]) -> Floats:
        """0 to 100, the best that a scorer finds; -1 where one of the two says nothing."""
        one, other = self._code[left].astype(np.uint64), self._code[right].astype(np.uint64)
        pair = np.minimum(one, other) << np.uint64(32) | np.maximum(one, other)
        order = np.argsort(pair)
        pair = pair[order]
        first = np.ones(len(pair), bool)
        first[1:] = pair[1:] != pair[:-1]
        likeness = np.empty(len(pair), np.float32)
        likeness[order] = self._scored(pair[first], scorers)[np.cumsum(first) - 1]
        return likeness

    def _scored(self, pair: NDArray[np.uint64], scorers: Sequence[_Scorer]) -> Floats:
        low, high = pair >> np.uint64(32), pair & np.uint64(0xFFFFFFFF)
        said, same = high != _UNSAID, low == high
        found = np.where(said & same, 100, -1).astype(np.float32)
        asked = said & ~same
        one, other = self._distinct[low[asked]], self._distinct[high[asked]]
        for scorer, factor in scorers:
            scored = process.cpdist(one, other, scorer=scorer, workers=2, dtype=np.float32) * np.float32(factor)
            found[asked] = np.maximum(found[asked], scored)
        return found


def _rarity(frame: pl.DataFrame) -> NDArray[np.float64]:
    """Bits of information in the words of each name, by how common each is here."""
    by_word = frame.select("row", word=pl.col("words")).explode("word")
    bits = by_word.with_columns(bits=(frame.height / pl.len().over("word")).log(2))
    summed = bits.group_by("row").agg(pl.col("bits").sum())
    return frame.select("row").join(summed, on="row", how="left", maintain_order="left")["bits"].fill_null(0).to_numpy()
