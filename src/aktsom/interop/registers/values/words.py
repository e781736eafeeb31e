"""Small words that cells are full of, from a list that others can add to."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources


def reference_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the word lists beside this package."""
    listing = resources.files("aktsom.interop.registers") / "reference" / name
    yield from csv.DictReader(listing.read_text(encoding="utf-8").splitlines())


@cache
def meanings(kind: str) -> dict[str, str]:
    """Words of a kind with what each stands for."""
    return {row["words"]: row["meaning"] for row in reference_rows("value_words.csv") if row["kind"] == kind}


@cache
def words_of(kind: str) -> frozenset[str]:
    return frozenset(meanings(kind))
