"""Rows pasted from a spreadsheet into a list of an answer."""

import csv
import io
from collections.abc import Mapping, Sequence


def pasted_rows(text: str, columns: Sequence[str], headings: Mapping[str, str]) -> list[dict[str, str]]:
    """Cells apart by tabs, as spreadsheets copy them; by semicolons where there is no tab. A first row of headings (as
    `headings` names them, lower case: column) puts the columns in place; else they are taken in their order. What
    stands beyond the last column is kept in it."""
    mark = "\t" if "\t" in text else ";"
    lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(c.strip() for c in row)]
    if not lines:
        return []
    named = [headings.get(cell.strip().lower(), "") for cell in lines[0]]
    if sum(bool(name) for name in named) * 2 > len(named):
        order, lines = named, lines[1:]
    else:
        order = list(columns)
    return [_row(order, row) for row in lines]


def _row(order: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    told = {name: cell.strip() for name, cell in zip(order, row, strict=False) if name}
    beyond = [cell.strip() for cell in row[len(order) :] if cell.strip()]
    if beyond and order[-1]:
        told[order[-1]] = ", ".join(filter(None, [told[order[-1]], *beyond]))
    return told
