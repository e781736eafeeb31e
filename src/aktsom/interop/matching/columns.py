"""Which columns of a file tell who a company or a site is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aktsom.interop.registers.fields import Field
from aktsom.interop.registers.headings import heading_key, heading_matches
from aktsom.suppliers.resolution.tables import RecordKind

_REGISTER_FIELDS = {
    Field.SUPPLIER_NAME: "name",
    Field.SUPPLIER_ORG_NUMBER: "number",
    Field.SUPPLIER_COUNTRY: "country",
}
_SITE = "site"  # a name, and that the rows are places of production


@dataclass(frozen=True)
class RecordColumns:
    """`place` is the column of each field (`resolution.preparing.FIELDS`), from 0; `kind` what the rows are."""

    place: dict[str, int]
    kind: RecordKind


@cache
def _words() -> dict[str, tuple[str, float]]:
    path = Path(__file__).parent / "reference" / "column_words.csv"
    with path.open(encoding="utf-8", newline="") as opened:
        return {row["words"]: (row["field"], float(row["strength"])) for row in csv.DictReader(opened)}


def record_columns(headings: Sequence[str]) -> RecordColumns:
    """The surest column of each field, the leftmost of equals. Without a column for the name `place` has no `name`."""
    best: dict[str, tuple[float, int]] = {}
    kind = RecordKind.COMPANY
    for place, heading in enumerate(headings):
        field, strength = _meaning(heading)
        if field is None:
            continue
        if field == _SITE:
            field, kind = "name", RecordKind.SITE
        if field not in best or strength > best[field][0]:
            best[field] = (strength, place)
    return RecordColumns({field: place for field, (_strength, place) in best.items()}, kind)


def _meaning(heading: str) -> tuple[str | None, float]:
    known = _words().get(heading_key(heading))
    if known:
        return known
    for match in heading_matches(heading):
        if match.field in _REGISTER_FIELDS:
            return _REGISTER_FIELDS[match.field], match.confidence
    return None, 0.0
