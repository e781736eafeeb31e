"""Files as officers have them, built byte by byte: workbooks of all ages, open documents, broken and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import openpyxl

FREE, END_OF_CHAIN, TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def zipped(parts: Mapping[str, str | bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(
    *sheets: Iterable[Sequence[Any]], names: Sequence[str] = (), merges: Sequence[str] = (), hidden: Sequence[str] = ()
) -> bytes:
    """A workbook with one sheet for each list of rows; merges are of the first sheet."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for at, rows in enumerate(sheets):
        sheet = workbook.create_sheet(names[at] if names else f"Ark{at + 1}")
        sheet.sheet_state = "hidden" if sheet.title in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str) and cell.value.startswith("#") and cell.value.endswith(("!", "?", "A")):
                    cell.data_type = "e"
    for merge in merges:
        workbook.worksheets[0].merge_cells(merge)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def raw_xlsx(sheet_data: str, *, shared: str = "", before: str = "", extra: Mapping[str, str | bytes] = {}) -> bytes:
    """A workbook whose only sheet holds just this markup, for what no program would write."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
                '<sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}/relationships">'
                f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="rId2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            ),
            "xl/sharedStrings.xml": f'{before}<sst xmlns="{main}">{shared}</sst>',
            "xl/worksheets/sheet1.xml": (
                f'{before}<worksheet xmlns="{main}"><sheetData>{sheet_data}</sheetData></worksheet>'
            ),
            **extra,
        }
    )


def ods(
    *tables: str,
    before: str = "",
    manifest: str = "",
    extra: Mapping[str, str | bytes] = {},
    mimetype: str = "application/vnd.oasis.opendocument.spreadsheet",
) -> bytes:
    """An open document with one table for each piece of markup."""
    body = "".join(f'<table:table table:name="Ark{at}">{rows}</table:table>' for at, rows in enumerate(tables, 1))
    namespaces = (
        "".join(f' xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "table", "text"))
        + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    return zipped(
        {
            "mimetype": mimetype,
            "content.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content{namespaces}><office:body>'
                f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
            ),
            "META-INF/manifest.xml": (
                f'<manifest:manifest xmlns:manifest="{_OFFICE}manifest:1.0">{manifest}</manifest:manifest>'
            ),
            **extra,
        }
    )


def ods_row(*cells: str | float | None, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(map(_ods_cell, cells))}</table:table-row>'
    )


def _ods_cell(value: str | float | None) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def xls(rows: Sequence[Sequence[Any]], *, errors: Mapping[tuple[int, int], int] = {}, locked: bool = False) -> bytes:
    """An old workbook (BIFF8) with one sheet. `errors` are error codes by 0-based row and column."""
    cells = b""
    for at_row, row in enumerate(rows):
        for at, value in enumerate(row):
            place = struct.pack("<HHH", at_row, at, 15)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                cells += _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
            elif value is not None:
                cells += _record(0x0203, place + struct.pack("<d", value))
    for (at_row, at), code in errors.items():
        cells += _record(0x0205, struct.pack("<HHHBB", at_row, at, 15, code, 1))
    height, width = len(rows), max(map(len, rows))
    sheet = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0x07CC, 0, 6))
        + _record(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0))
        + cells
        + _record(0x000A, b"")
    )
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0x07CC, 0, 6))
    lock = _record(0x002F, b"\x01\x00\x01\x00\x01\x00" + bytes(48)) if locked else b""
    name = b"\x04\x00Ark1"
    length = len(start) + len(lock) + 4 + 6 + len(name) + 4
    workbook = start + lock + _record(0x0085, struct.pack("<IBB", length, 0, 0) + name) + _record(0x000A, b"")
    return compound({"Workbook": (workbook + sheet).ljust(4096, b"\x00")})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(streams: Mapping[str, bytes]) -> bytes:
    """The container of old Office files, with sectors of 512 bytes; streams shorter than 4096 bytes are padded."""
    names = ["Root Entry", *streams]
    sectors: list[bytes] = []
    table: list[int] = []
    entries: list[bytes] = []

    def add(content: bytes) -> int:
        first = len(sectors)
        blocks = [content[at : at + 512].ljust(512, b"\x00") for at in range(0, len(content), 512)]
        sectors.extend(blocks)
        table.extend([first + at + 1 for at in range(len(blocks) - 1)] + [END_OF_CHAIN])
        return first

    firsts = [add(content.ljust(4096, b"\x00")) for content in streams.values()]
    for at, name in enumerate(names):
        words = name.encode("utf-16-le") + b"\x00\x00"
        size = 0 if at == 0 else max(4096, len(list(streams.values())[at - 1]))
        first = END_OF_CHAIN if at == 0 else firsts[at - 1]
        child = 1 if at == 0 else FREE
        following = at + 1 if 0 < at < len(names) - 1 else FREE
        entries.append(
            words.ljust(64, b"\x00")
            + struct.pack("<HBBIII", len(words), 5 if at == 0 else 2, 1, FREE, following, child)
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )
    directory = add(b"".join(entry.ljust(128, b"\x00") for entry in entries).ljust(512, b"\x00"))
    table_sector = len(sectors)
    table.append(TABLE_SECTOR)
    table += [FREE] * (128 - len(table))
    assert len(table) == 128, "the builder writes one sector of table: at most 64 kB"
    sectors.append(struct.pack("<128I", *table))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0
        )
        + struct.pack("<109I", table_sector, *([FREE] * 108))
    )
    return header + b"".join(sectors)
