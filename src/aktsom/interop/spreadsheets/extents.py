"""What must be known of a sheet before a workbook is opened: how far it reaches, and which cells hold formula errors.

The reader lays a sheet out as a full rectangle, so one stray cell in XFD1048576 would ask for more memory than any
machine has; and it turns `#REF!` into an empty cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aktsom.interop.spreadsheets.cells import CellError

Errors = dict[int, dict[int, CellError]]
"""By 0-based row, then column."""


@dataclass(slots=True)
class Extent:
    """Rows and columns a sheet reaches (counts, not indexes), its errors, and formulas that were never worked out.

    `shared` counts cells whose text is kept once for the whole workbook; `repeated_text` the letters that a repeated
    cell or row stands for.
    """

    rows: int = 0
    columns: int = 0
    errors: Errors = field(default_factory=dict)
    uncalculated: int = 0
    shared: int = 0
    repeated_text: int = 0
    doctype: bool = False
