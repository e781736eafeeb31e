"""Tables in web pages: what many older systems save under the name .xls."""

from __future__ import annotations

import html
import re

from aktsom.interop.spreadsheets.cells import Kind, Note, Workbook
from aktsom.interop.spreadsheets.grids import Grid, span
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import NoTableInPage, TooManySheets

_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z]\w*)([^<>]*)>|<[!?][^<>]*>")
"""Never looks further than the next angle bracket: Python's own parser takes minutes on a page of unfinished tags."""

_SPANS = re.compile(r"(row|col)span\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})


class _Page:
    def __init__(self, filename: str, limits: Limits) -> None:
        self._filename, self._limits = filename, limits
        self.grids: list[Grid] = []
        self._open: list[Grid] = []
        self._text: list[str] | None = None
        self._spans: dict[str, int] = {}
        self._ignoring = ""

    def read(self, page: str) -> None:
        at = 0
        page = _without_comments(page)
        for tag in _TAG.finditer(page):
            self._words(page[at : tag.start()])
            at = tag.end()
            name = (tag[2] or "").lower()
            if self._ignoring:
                self._ignoring = "" if tag[1] and name == self._ignoring else self._ignoring
            elif name in {"script", "style"}:
                self._ignoring = "" if tag[1] else name
            elif tag[1]:
                self._close(name)
            else:
                self._begin(name, tag[3] or "")
        self._finish_cell()

    def _begin(self, name: str, attributes: str) -> None:
        if name == "table":
            self._finish_cell()
            if len(self.grids) >= self._limits.sheets:
                raise TooManySheets(filename=self._filename, found=len(self.grids) + 1, limit=self._limits.sheets)
            self._open.append(Grid(self._filename, self._limits))
            self.grids.append(self._open[-1])
        elif self._open and name == "tr":
            self._finish_cell()
            self._open[-1].new_row()
        elif self._open and name in {"td", "th"}:
            self._finish_cell()
            self._spans = {which.lower(): span(count) for which, count in _SPANS.findall(attributes)}
            self._text = []
        elif name in _BREAKS:
            self._words("\x00")

    def _close(self, name: str) -> None:
        if name in {"td", "th", "tr"}:
            self._finish_cell()
        elif name == "table" and self._open:
            self._finish_cell()
            self._open.pop()

    def _words(self, text: str) -> None:
        if self._text is not None and not self._ignoring:
            self._text.append(text)

    def _finish_cell(self) -> None:
        if self._text is None or not self._open:
            return
        lines = [_SPACE.sub(" ", html.unescape(line)).strip() for line in "".join(self._text).split("\x00")]
        text = "\n".join(line for line in lines if line)
        self._open[-1].place(text or None, rows=self._spans.get("row", 1), columns=self._spans.get("col", 1))
        self._text = None


def _without_comments(page: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start)
        at = len(page) if end < 0 else end + 3
    return "".join((*kept, page[at:]))


def page_text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(content[:4096])
        encoding = declared[1].decode() if declared and declared[1].lower() != b"utf-8" else "cp1252"
        try:
            return content.decode(encoding, "replace")
        except LookupError:
            return content.decode("cp1252", "replace")


def read_page(content: bytes, filename: str, limits: Limits) -> Workbook:
    """Every table of the page as a sheet of its own."""
    page = _Page(filename, limits)
    page.read(page_text(content))
    filled = [grid for grid in page.grids if any(any(row) for row in grid.rows)]
    if not filled:
        raise NoTableInPage(filename=filename)
    notes = (Note("second_table", {"count": len(filled)}),) if len(filled) > 1 else ()
    return Workbook(tuple(grid.sheet(f"Tabell {n}") for n, grid in enumerate(filled, 1)), Kind.HTML, notes)
