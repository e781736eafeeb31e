"""What a sheet of the workbook is."""

from collections.abc import Iterable, Sequence

from aktsom.interop.spreadsheets.writing import Column, Item, Style

Rows = Iterable[Sequence[Item]]
Sheet = tuple[str, Sequence[Column], Rows]


def columns(*headings: str) -> list[Column]:
    return [Column(heading, Style.LONG_TEXT) for heading in headings]
