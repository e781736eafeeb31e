"""A stretch of a text with the words in it that were asked for."""

from collections.abc import Collection
from typing import NamedTuple

from aktsom.knowledge.rules.words import spans

LENGTH = 180  # signs
BEFORE = 50  # of them before the first word that was found


class Piece(NamedTuple):
    text: str
    found: bool


def marked(text: str, words: Collection[str]) -> list[Piece]:
    """The whole text."""
    pieces, at = [], 0
    for begins, ends, word in spans(text):
        if word in words and begins >= at:
            pieces += [Piece(text[at:begins], False)] if begins > at else []
            pieces.append(Piece(text[begins:ends], True))
            at = ends
    return pieces + ([Piece(text[at:], False)] if at < len(text) else [])


def snippet(text: str, words: Collection[str]) -> list[Piece]:
    """Around the first word that was found; nothing where there is none."""
    text = " ".join(text.split())
    first = next((begins for begins, _ends, word in spans(text) if word in words), None)
    if first is None:
        return []
    from_ = _word_begins(text, first - BEFORE)
    to = _word_ends(text, from_ + LENGTH)
    pieces = marked(text[from_:to], words)
    before, after = "… " if from_ else "", " …" if to < len(text) else ""
    return [*([Piece(before, False)] if before else []), *pieces, *([Piece(after, False)] if after else [])]


def _word_begins(text: str, at: int) -> int:
    return 0 if at <= 0 else text.find(" ", at) + 1


def _word_ends(text: str, at: int) -> int:
    return len(text) if at >= len(text) else max(text.rfind(" ", 0, at), 0) or at
