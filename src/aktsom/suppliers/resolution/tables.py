"""The tables that matching reads: words, letters and weights; see `reference/README.md`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "reference"


class RecordKind(StrEnum):
    COMPANY = "company"  # legal entities: sister companies in one house are two
    SITE = "site"  # production places: two names in one house are mostly one


@dataclass(frozen=True)
class Steps:
    """Weight by likeness (0 to 100): straight lines between the steps, flat outside them."""

    at: tuple[float, ...]
    weight: tuple[float, ...]


@dataclass(frozen=True)
class Weights:
    """What a comparison is worth, in powers of two of the odds, for one kind of record."""

    same: dict[str, float]
    different: dict[str, float]
    steps: dict[str, Steps]
    join_above: float
    ask_above: float


@cache
def pairs(table: str) -> tuple[tuple[str, str], ...]:
    """The two columns of a table, in its order."""
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        rows = iter(csv.reader(opened))
        next(rows)
        return tuple((row[0], row[1]) for row in rows)


@cache
def words(table: str) -> tuple[str, ...]:
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        rows = iter(csv.reader(opened))
        next(rows)
        return tuple(row[0] for row in rows)


@cache
def weights(kind: RecordKind) -> Weights:
    same: dict[str, float] = {}
    different: dict[str, float] = {}
    steps: dict[str, list[tuple[float, float]]] = {}
    with (_FOLDER / "weights.csv").open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            if row["kind"] != kind:
                continue
            weight = float(row["weight"])
            if row["field"] == "decision":
                continue
            match row["level"]:
                case "same":
                    same[row["field"]] = weight
                case "different":
                    different[row["field"]] = weight
                case likeness:
                    steps.setdefault(row["field"], []).append((float(likeness), weight))
    join, ask = _decisions(kind)
    stepped = {field: Steps(*zip(*sorted(found), strict=True)) for field, found in steps.items()}
    return Weights(same, different, stepped, join, ask)


def _decisions(kind: RecordKind) -> tuple[float, float]:
    with (_FOLDER / "weights.csv").open(encoding="utf-8", newline="") as opened:
        at = {
            r["level"]: float(r["weight"])
            for r in csv.DictReader(opened)
            if (r["kind"], r["field"]) == (kind, "decision")
        }
    return at["same"], at["review"]
