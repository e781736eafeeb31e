"""A program of its own that reads one old workbook: from standard input to JSON on standard output.

The reader of .xls ends the whole process on some damaged files (it asks for memory that no machine has), so it is
run where only this small program ends. It imports nothing of ours, to start quickly: `old_workbooks` runs it.
Arguments: the most rows, columns and cells a sheet may span; a larger one is described, but its cells are left out.
"""

import contextlib
import datetime
import io
import json
import resource
import sys
from typing import Any

import python_calamine as calamine

MOST_MEMORY = 3 << 30
MOST_SECONDS = 60


def main() -> None:
    with contextlib.suppress(ValueError, OSError):  # already limited more tightly than this
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = [int(argument) for argument in sys.argv[1:4]]
    opened = calamine.CalamineWorkbook.from_object(io.BytesIO(sys.stdin.buffer.read()))
    json.dump([described(opened, sheet, most) for sheet in opened.sheets_metadata], sys.stdout)


def described(opened: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata, most: list[int]) -> dict[str, Any]:
    found = opened.get_sheet_by_name(sheet.name)
    height, width = (found.end[0] + 1, found.end[1] + 1) if found.end else (0, 0)
    fits = height <= most[0] and width <= most[1] and height * width <= most[2]
    return {
        "name": sheet.name,
        "hidden": sheet.visible != calamine.SheetVisibleEnum.Visible,
        "height": height,
        "width": width,
        "left": found.start[1] if found.start else 0,
        "merges": [[*start, *end] for start, end in found.merged_cell_ranges or ()],
        "rows": [[plain(value) for value in row] for row in found.iter_rows()] if fits else [],
    }


def plain(value: Any) -> Any:
    """Days and moments as a list of one text, for JSON has none; other times as words."""
    if isinstance(value, datetime.date):
        return [value.isoformat()]
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    return value


if __name__ == "__main__":
    main()
