"""Excel's XML of 2003, which some Norwegian systems still export."""

from __future__ import annotations

from datetime import datetime
from xml.parsers import expat

from aktsom.interop.spreadsheets.cells import CellError, Kind, Value, Workbook
from aktsom.interop.spreadsheets.grids import Grid, span
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import Damaged, DangerousMarkup, TooManySheets


class _Xml2003:
    """Excel's XML of 2003: Workbook > Worksheet > Table > Row > Cell > Data."""

    def __init__(self, filename: str, limits: Limits) -> None:
        self._filename, self._limits = filename, limits
        self.sheets: list[tuple[str, Grid]] = []
        self._text: list[str] | None = None
        self._type = "String"
        self._cell: dict[str, str] = {}
        self._value: Value = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            if len(self.sheets) >= self._limits.sheets:
                raise TooManySheets(filename=self._filename, found=len(self.sheets) + 1, limit=self._limits.sheets)
            self.sheets.append((given.get("Name", ""), Grid(self._filename, self._limits)))
        elif name == "Row" and self.sheets:
            self.sheets[-1][1].new_row(span(given["Index"]) if "Index" in given else None)
        elif name == "Cell":
            self._cell, self._value = given, None
        elif name == "Data":
            self._text, self._type = [], given.get("Type", "String")

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "Data" and self._text is not None:
            self._value = _typed("".join(self._text), self._type)
            self._text = None
        elif name == "Cell" and self.sheets:
            cell = self._cell
            self.sheets[-1][1].place(
                self._value,
                column=span(cell["Index"]) - 1 if "Index" in cell else None,
                rows=1 + int(cell.get("MergeDown", "0")[:6] or 0),
                columns=1 + int(cell.get("MergeAcross", "0")[:6] or 0),
            )

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _typed(text: str, kind: str) -> Value:
    try:
        match kind:
            case "Number":
                number = float(text)
                return int(number) if number.is_integer() else number
            case "DateTime":
                return datetime.fromisoformat(text)
            case "Boolean":
                return text.strip() == "1"
            case "Error":
                return CellError(text)
    except (ValueError, OverflowError):
        pass
    return text or None


def read_xml_2003(content: bytes, filename: str, limits: Limits) -> Workbook:
    reading = _Xml2003(filename, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.data

    def refuse(*_given: object) -> None:
        raise DangerousMarkup(filename=filename)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content.lstrip(), True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that does not exist
        raise Damaged(filename=filename) from None
    if not reading.sheets:
        raise Damaged(filename=filename)
    return Workbook(tuple(grid.sheet(name) for name, grid in reading.sheets), Kind.XML_2003)
