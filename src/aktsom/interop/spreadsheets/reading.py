"""The one way in: a file as somebody chose it, to sheets of plain values, or a problem that says what to do."""

from __future__ import annotations

from pathlib import Path

from aktsom.interop.spreadsheets.cells import Kind, Progress, Workbook
from aktsom.interop.spreadsheets.delimited import read_delimited
from aktsom.interop.spreadsheets.limits import STANDARD, Limits
from aktsom.interop.spreadsheets.problems import EmptyFile, FileTooLarge, NoRows
from aktsom.interop.spreadsheets.sniffing import extension_note, kind_of
from aktsom.interop.spreadsheets.web_pages import read_page
from aktsom.interop.spreadsheets.workbooks import read_workbook
from aktsom.interop.spreadsheets.xml_2003 import read_xml_2003

_MEGABYTE = 1_000_000


def read_sheets(
    content: bytes | Path, filename: str, limits: Limits = STANDARD, progress: Progress | None = None
) -> Workbook:
    """Raises a `FileProblem` for everything that is wrong with the file; anything else that escapes is our mistake."""
    content = _bytes(content, filename, limits)
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(filename=filename)
    kind = kind_of(content, filename, limits)
    workbook = _read(content, kind, filename, limits, progress)
    if not any(row for sheet in workbook.sheets for row in sheet.rows):
        raise NoRows(filename=filename)
    note = extension_note(kind, filename)
    if note is None:
        return workbook
    return Workbook(workbook.sheets, kind, (note, *workbook.notes))


def _read(content: bytes, kind: Kind, filename: str, limits: Limits, progress: Progress | None) -> Workbook:
    match kind:
        case Kind.DELIMITED:
            return read_delimited(content, filename, limits, progress)
        case Kind.HTML:
            return read_page(content, filename, limits)
        case Kind.XML_2003:
            return read_xml_2003(content, filename, limits)
        case Kind.XLSX | Kind.XLS | Kind.ODS:
            return read_workbook(content, kind, filename, limits, progress)


def _bytes(content: bytes | Path, filename: str, limits: Limits) -> bytes:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > limits.file_bytes:
        raise FileTooLarge(filename=filename, size=-(-size // _MEGABYTE), limit=limits.file_bytes // _MEGABYTE)
    return content if isinstance(content, bytes) else content.read_bytes()
