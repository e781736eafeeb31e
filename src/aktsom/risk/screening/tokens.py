"""Cuts a text into words and the marks that part them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Words keep inner hyphens and apostrophes, and a hanging hyphen («skrive- og kopipapir»). A dot parts sentences only
# before white space and a capital; a hyphen or dash parts when it stands alone.
TOKEN = re.compile(
    r"(?P<word>-?[^\W_]+(?:[-’'][^\W_]+)*(?:-(?![^\W_]))?)"
    r"|(?P<comma>[,/&+])"
    r"|(?P<stop>[;:()|–—\n•·]|\s-(?=\s)|[.!?](?=\s+[A-ZÆØÅ0-9«]|\s*$))"
)
_ACRONYM = re.compile(r"^((?:.+-)?[^\W\d_]{2,6})-(en|et|er|ene|ar|ane|a|s)$")


@dataclass(frozen=True, slots=True)
class Token:
    """`low` is the word as looked up; empty for a mark. `mark` is «», «comma» or «stop»."""

    text: str
    low: str
    mark: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    found = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "word":
            written = match.group()
            found.append(Token(written, plain(written), "", match.start(), match.end()))
        else:
            found.append(Token(match.group().strip(), "", kind, match.start(), match.end()))
    return found


def plain(word: str) -> str:
    """Lower case, and «PC-er» as «pcer»: the ending of an abbreviation is no compound."""
    low = word.lower()
    if "-" in low and (match := _ACRONYM.match(low)):
        return match.group(1) + match.group(2)
    return low
