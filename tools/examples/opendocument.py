"""A spreadsheet in OpenDocument format with nothing but values: text, numbers, dates."""

import zipfile
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | date | None
Grid = list[list[Cell]]
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("number", "datastyle"), ("fo", "xsl-fo-compatible")),
    )
)
_STYLES = (
    '<office:automatic-styles><number:date-style style:name="N1"><number:day number:style="long"/>'
    '<number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
    f'manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_spreadsheet(path: Path, sheets: Mapping[str, Grid]) -> None:
    """The same bytes for the same cells; `mimetype` first and uncompressed, as the format wants it."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_NAMESPACES} office:version="1.3">{_STYLES}'
        f"<office:body><office:spreadsheet>{''.join(_table(name, rows) for name, rows in sheets.items())}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("mimetype", _TYPE), ("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


def _table(name: str, rows: Grid) -> str:
    width = max(len(row) for row in rows)
    body = "".join(f"<table:table-row>{_row(row, width)}</table:table-row>" for row in rows)
    return (
        f"<table:table table:name={quoteattr(name)}>"
        f'<table:table-column table:number-columns-repeated="{width}"/>{body}</table:table>'
    )


def _row(row: list[Cell], width: int) -> str:
    """Runs of empty cells are written once with a count, as office programs do."""
    padded = [*row, *[None] * (width - len(row))]
    cells = []
    for empty, run in groupby(padded, key=lambda cell: cell is None or cell == ""):
        run_of = list(run)
        if empty:
            cells.append(f'<table:table-cell table:number-columns-repeated="{len(run_of)}"/>')
        else:
            cells.extend(_cell(cell) for cell in run_of)
    return "".join(cells)


def _cell(cell: Cell) -> str:
    if isinstance(cell, date):
        kind, shown = f'table:style-name="day" office:value-type="date" office:date-value="{cell}"', f"{cell:%d.%m.%Y}"
    elif isinstance(cell, int):
        kind, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    else:
        kind, shown = 'office:value-type="string"', _spaces(escape(str(cell)))
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def _spaces(text: str) -> str:
    """A run of blanks counts as one in OpenDocument unless it is written with `text:s`."""
    while "  " in text:
        text = text.replace("  ", " <text:s/>", 1)
    return text[:-1] + "<text:s/>" if text.endswith(" ") else text
