"""The open data: the same six fields as the page, as CSV and as JSON."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from aktsom.findings.models import PublicResult
from aktsom.findings.rules.published import FIELDS, PublicFields
from aktsom.web.public import words

LICENCE = {"name": "Norsk lisens for offentlige data (NLOD) 2.0", "url": "https://data.norge.no/nlod/no/2.0"}
# Of the record, not of the result: where it stands, which version, in what language people wrote, and since when.
MARKS = ("id", "version", "language", "published_on")
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_of(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """With a byte order mark, so that Excel reads the letters."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(list(columns))
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return text.getvalue()


def flat(row: PublicResult) -> dict[str, Any]:
    """A result as one row, each of its fields as a text in the reader's language."""
    return _marks(row) | dict(zip(FIELDS, _cells(row), strict=True))


def safe_cell(value: object) -> str:
    """A text that a spreadsheet takes for a formula is told as text, and lines within it too."""
    said = str(value)
    return f"'{said}" if said.lstrip(" \n").startswith(_BEGINS_FORMULA) else said


def _marks(row: PublicResult) -> dict[str, Any]:
    return {
        "id": row.page, "version": row.number, "language": row.language,
        "published_on": timezone.localdate(row.published_at).isoformat(),
    }  # fmt: skip


def _cells(row: PublicResult) -> list[str]:
    told = PublicFields.read(row.content)
    said = words.shown(told, row.language)
    return [
        said.supplier,
        told.audited_on,
        said.risk_area,
        "; ".join(said.sample_product),
        "\n".join(("; ".join(said.buyers), said.caveat)),  # a line of its own, so that it is not read as a buyer
        "\n".join(words.outcome_lines(said)),
    ]


def as_json(rows: Iterable[PublicResult], withdrawn: Iterable[PublicResult], day: str) -> str:
    told = {
        "licence": LICENCE,
        "date": day,
        "fields": [
            {"name": name, "title": str(words.FIELD_NAMES[name]), "description": str(words.FIELD_MEANINGS[name])}
            for name in FIELDS
        ],
        "results": [{**_marks(row), **PublicFields.read(row.content).stored()} for row in rows],
        "withdrawn": [
            {
                "id": row.page,
                "withdrawn_on": timezone.localdate(row.withdrawn_at).isoformat(),
                "reason": row.withdrawn_reason,
            }
            for row in withdrawn
            if row.withdrawn_at is not None
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
