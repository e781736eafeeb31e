"""Which row of a sheet holds the headings, also when they stand in two rows or below a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aktsom.interop.registers.headings import heading_key, heading_matches
from aktsom.interop.registers.values.parsed import plain_text
from aktsom.interop.spreadsheets.cells import Row, Sheet

_LOOK_AT = 60
_SURE = 0.6
_LONGEST_HEADING = 120
_CODE = re.compile(r"[0-9]{5,}")  # a year may be a heading; a longer number is none, also where all cells are text


def known_heading(heading: str) -> float:
    """How surely the words are a heading of a register; one we know and leave alone counts too, but less."""
    matches = heading_matches(heading) if len(heading) <= _LONGEST_HEADING else ()
    return matches[0].confidence * (1.0 if matches[0].field else 0.5) if matches else 0.0


def header_index(rows: Sequence[Row]) -> int | None:
    """The row with most known headings; without any, the first row of words as wide as what follows."""
    best: tuple[float, int] | None = None
    filled = [(index, row) for index, row in enumerate(rows[: _LOOK_AT * 4]) if any(cell is not None for cell in row)]
    filled = filled[:_LOOK_AT]
    for order, (index, row) in enumerate(filled):
        score = _header_score(row) - 0.02 * order
        if score > 0 and (best is None or score > best[0]):
            best = (score, index)
    if best is not None and best[0] >= 2 * _SURE:
        return best[1]
    return _first_wide_row(filled)


def _header_score(row: Row) -> float:
    words = [c for c in row if isinstance(c, str) and len(c) <= _LONGEST_HEADING and not _CODE.fullmatch(c.strip())]
    others = sum(cell is not None for cell in row) - len(words)
    known = [known_heading(word) for word in words]
    return sum(score for score in known if score >= 0.5) - 0.75 * others - 0.1 * sum(score < 0.5 for score in known)


def _first_wide_row(filled: Sequence[tuple[int, Row]]) -> int | None:
    if not filled:
        return None
    widths = [sum(cell is not None for cell in row) for _index, row in filled]
    usual = max(widths)
    for (index, row), width in zip(filled, widths, strict=True):
        if width >= max(1, usual * 0.6) and all(cell is None or isinstance(cell, str) for cell in row):
            return index
    return filled[0][0]


def headings_at(sheet: Sheet, at: int) -> tuple[int, int, dict[int, str]]:
    """First and last heading row, and the words by column; a group heading above is put before the words below it."""
    rows = sheet.rows
    names = {column: plain_text(cell) for column, cell in enumerate(rows[at]) if cell is not None}
    below = rows[at + 1] if at + 1 < len(rows) else ()
    if _goes_on_below(sheet, at, names, below):
        spread = _spread(sheet, at, names)
        under = {column: plain_text(cell) for column, cell in enumerate(below) if cell is not None}
        joined = {
            column: _joined(spread.get(column, "") if column in under else names.get(column, ""), under.get(column, ""))
            for column in {*names, *under}
        }
        return at, at + 1, {column: name for column, name in joined.items() if name}
    above = rows[at - 1] if at else ()
    if _groups_above(above, names):
        groups = _spread(sheet, at - 1, {c: plain_text(cell) for c, cell in enumerate(above) if cell is not None})
        return at - 1, at, {column: _joined(groups.get(column, ""), name) for column, name in names.items()}
    return at, at, names


def _joined(group: str, name: str) -> str:
    if not group or heading_key(group) == heading_key(name):
        return name
    return f"{group} {name}".strip()


def _goes_on_below(sheet: Sheet, at: int, names: dict[int, str], below: Row) -> bool:
    """Whether the next row holds the second half of headings: words only, under or beside merged or missing ones."""
    filled = [cell for cell in below if cell is not None]
    if not filled or not all(isinstance(cell, str) and len(cell) <= 60 for cell in filled):
        return False
    merged = any(merge.top == at and merge.bottom == at and merge.right > merge.left for merge in sheet.merges)
    gaps = any(cell is not None and column not in names for column, cell in enumerate(below))
    spread = _spread(sheet, at, names)
    known = sum(
        known_heading(_joined(spread.get(column, ""), plain_text(cell))) >= 0.5
        or known_heading(plain_text(cell)) >= 0.5
        for column, cell in enumerate(below)
        if cell is not None
    )
    return (merged or gaps) and known >= 0.6 * len(filled) and known >= 2


def _groups_above(above: Row, names: dict[int, str]) -> bool:
    words = [cell for cell in above if cell is not None]
    return (
        2 <= len(words) < len(names)
        and all(isinstance(cell, str) and len(cell) <= 60 for cell in words)
        and sum(known_heading(plain_text(cell)) >= 0.5 for cell in words) >= 0.5 * len(words)
    )


def _spread(sheet: Sheet, at: int, names: dict[int, str]) -> dict[int, str]:
    """A group heading covers its merged cells, or, where nothing is merged, the blanks to its right."""
    merges = {merge.left: merge.right for merge in sheet.merges if merge.top == at}
    covered: dict[int, str] = {}
    ordered = sorted(names)
    width = max((len(row) for row in sheet.rows[at : at + 2]), default=0)
    for position, column in enumerate(ordered):
        following = ordered[position + 1] if position + 1 < len(ordered) else width
        end = merges.get(column, column) if merges else following - 1
        covered.update(dict.fromkeys(range(column, end + 1), names[column]))
    return covered
