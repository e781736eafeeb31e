"""Reasons for the lines of a large ledger, worked out once for lines that give the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, TypeVar

from aktsom.interop.screening.registers import Teller
from aktsom.risk.analysis.ledger import LISTS, TEXTS, Cells, Ledger, Role
from aktsom.risk.analysis.signatures import UNTIDY
from aktsom.risk.screening.codes import CodeMatches
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.result import Where
from aktsom.risk.screening.screener import Screener
from aktsom.risk.screening.shapes import Shapes
from aktsom.risk.screening.texts import TextMatches

_UNTIDY = re.compile(UNTIDY)
_REMEMBERED = 100_000
Line = Sequence[str | None]
M = TypeVar("M")


class Reasons:
    """Safe to use from several threads, as the streaming engine does."""

    def __init__(self, ledger: Ledger, screener: Screener, teller: Teller) -> None:
        self._ledger, self._screener, self._teller = ledger, screener, teller
        self._shapes = Shapes(Lexicon(screener.catalogue))
        self._columns = {role: ledger.columns[role] for role in (*TEXTS, *LISTS) if role in ledger.columns}
        self._understood: dict[tuple[Role, Cells], Any] = {}
        self._texts: dict[tuple[str, Where], TextMatches] = {}
        self._codes: dict[str, CodeMatches] = {}
        self._sentences: dict[Any, str] = {}
        self._lock = Lock()

    def told(self, lines: Sequence[Line]) -> list[str]:
        with self._lock:
            return [self._told(line) for line in lines]

    def _told(self, line: Line) -> str:
        title, description = self._text(Role.TITLE, line), self._text(Role.DESCRIPTION, line)
        said = (title, self._list(Role.PRODUCTS, line), description)
        beside = (self._list(Role.CODES, line), self._list(Role.ORIGINS, line))
        sentences = self._sentences.get((said, beside))
        if sentences is None:
            if len(self._sentences) > _REMEMBERED:
                self._sentences.clear()
            result = self._screener.combine([self._code(code) for code in beside[0]], self._matches(*said), beside[1])
            sentences = self._sentences[said, beside] = self._teller.cell(result)
        return sentences

    def _matches(self, title: str, products: tuple[str, ...], description: str) -> list[TextMatches]:
        """In the order of `Screener.screen`."""
        texts = [self._match(title, Where.TITLE), *(self._match(line, Where.PRODUCTS) for line in products)]
        return [*texts, self._match(description, Where.DESCRIPTION)] if description else texts

    def _match(self, text: str, where: Where) -> TextMatches:
        if len(self._texts) > _REMEMBERED:
            self._texts.clear()
        found = self._texts.get((text, where))
        if found is None:
            found = self._texts[text, where] = self._screener.match_text(text, where)
        return found

    def _code(self, code: str) -> CodeMatches:
        found = self._codes.get(code)
        if found is None:
            found = self._codes[code] = self._screener.match_code(code)
        return found

    def _text(self, role: Role, line: Line) -> str:
        cells = self._cells(role, line)
        if not any(cells):
            return ""
        text, longest = cells[0], (self._ledger.longest or {}).get(role, 0)
        odd = len(cells) > 1 or len(text.encode()) > longest or _UNTIDY.search(text)
        if odd or text.lower() in self._ledger.nothing:
            text = self._once(role, cells, self._ledger.understanding.texts)
        return self._shapes.cut(text)

    def _list(self, role: Role, line: Line) -> tuple[str, ...]:
        cells = self._cells(role, line)
        return self._once(role, cells, self._ledger.understanding.lists) if any(cells) else ()

    def _cells(self, role: Role, line: Line) -> Cells:
        return tuple(line[place] or "" for place in self._columns.get(role, ()))

    def _once(self, role: Role, cells: Cells, understand: Callable[[Role, Sequence[Cells]], list[M]]) -> M:
        if len(self._understood) > _REMEMBERED:
            self._understood.clear()
        if (role, cells) not in self._understood:
            self._understood[role, cells] = understand(role, [cells])[0]
        found: M = self._understood[role, cells]
        return found
