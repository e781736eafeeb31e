"""Rows pasted from a spreadsheet into a list of an answer."""

import csv
import io
from collections.abc import Mapping, Sequence


def pasted_rows(text: str, columns: Sequence[str], headings: Mapping[str, str]) -> list[dict[str, str]]:
    """Cells apart by tabs, as spreadsheets copy them; by semicolons where there is no tab. A first row of headings (as
    `headings` names them, lower case: column) puts the columns in place; else they are taken in their order."""
    mark = "\t" if "\t" in text else ";"
    lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(c.strip() for c in row)]
    if not lines:
        return []
    named = [headings.get(cell.strip().lower(), "") for cell in lines[0]]
    if sum(bool(name) for name in named) * 2 > len(named):
        order, lines = named, lines[1:]
    else:
        order = list(columns)
    return [{name: cell.strip() for name, cell in zip(order, row, strict=False) if name} for row in lines]
