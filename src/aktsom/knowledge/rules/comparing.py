"""Two versions of a text beside each other: what stands, what went out and what came in, by words."""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


class Change(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


class Piece(NamedTuple):
    change: Change
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces that are not `IN` make up the text before, those that are not `OUT` the text after."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Change.SAME, "".join(old[a:b])))
            continue
        found += [Piece(Change.OUT, "".join(old[a:b]))] if b > a else []
        found += [Piece(Change.IN, "".join(new[c:d]))] if d > c else []
    return found
