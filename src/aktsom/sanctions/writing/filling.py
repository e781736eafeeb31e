"""A wording with its values: what both the Word file and the PDF are set from, so that they say the same.

A value is a text or a list of texts. A list that stands alone in its paragraph becomes points; within a sentence it is
written one after another. A paragraph with a field that has no value is left out, and so are a heading with nothing
under it and a line that ends in a colon with nothing after it: that is how a wording says «only if».
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile

from aktsom.sanctions.writing.words import Field, Kind, Paragraph, Piece, Wording

Value = str | Sequence[str]
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    subject: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """`body` signs by `name`, who is `title` there; `on` is the day in words, empty where it is not signed yet."""

    body: str
    name: str = ""
    title: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole letter. `sender` and `recipient` are lines, the name first. `facts` are (what it is, what it says), such
    as our reference and the date. `labels` are the fixed words: page, of, signed_by, greeting."""

    language: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    filled: Filled
    signatures: tuple[Signature, ...]
    labels: Mapping[str, str]
    note: str = ""  # under the signatures: how it was sent and where it is answered
    mark: str = ""  # across the top of what is no letter yet, such as a draft
    values: Values = field(default_factory=dict)  # for the fields in a member's own letterhead


def filled(wording: Wording, values: Values, *, and_: str) -> Filled:
    blocks: list[Block] = []
    for at, paragraph in enumerate(wording.paragraphs):
        if not (_is_empty(paragraph, values) or _leads_to_nothing(wording.paragraphs[at:], values)):
            blocks += _blocks(paragraph, values, and_)
    return Filled(text_of(wording.subject, values, and_), tuple(_without_bare_headings(blocks)))


def _is_empty(paragraph: Paragraph, values: Values) -> bool:
    return any(not values.get(id_) for id_ in paragraph.fields)


def _leads_to_nothing(paragraphs: Sequence[Paragraph], values: Values) -> bool:
    """The first of them ends in a colon, and what it leads to is left out."""
    first, last = paragraphs[0], paragraphs[0].pieces[-1]
    if first.kind is not Kind.TEXT or not isinstance(last, str) or not last.rstrip().endswith(":"):
        return False
    rest = list(dropwhile(lambda one: _is_empty(one, values), paragraphs[1:]))
    left_out = len(paragraphs) - 1 - len(rest)
    return left_out > 0 and not (rest and rest[0].kind is Kind.POINT)


def text_of(pieces: Sequence[Piece], values: Values, and_: str) -> str:
    """A field without a value leaves nothing."""
    return "".join(_text(piece, values, and_) for piece in pieces).strip()


def _text(piece: Piece, values: Values, and_: str) -> str:
    if isinstance(piece, str):
        return piece
    value = values.get(piece.id, "")
    return value if isinstance(value, str) else listed(value, and_)


def listed(texts: Sequence[str], and_: str) -> str:
    *first, last = texts or ("",)
    return f"{', '.join(first)} {and_} {last}" if first else last


def _blocks(paragraph: Paragraph, values: Values, and_: str) -> list[Block]:
    if len(paragraph.pieces) == 1 and isinstance(only := paragraph.pieces[0], Field):
        value = values[only.id]
        if not isinstance(value, str):
            return [Block(Kind.POINT, text) for text in value]
        if paragraph.kind is Kind.TEXT:  # what somebody wrote in several paragraphs stays so
            return [Block(Kind.TEXT, " ".join(part.split())) for part in value.split("\n\n") if part.strip()]
    return [Block(paragraph.kind, text_of(paragraph.pieces, values, and_))]


def _without_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    following = [*blocks[1:], Block(Kind.HEADING, "")]
    return [
        block
        for block, after in zip(blocks, following, strict=True)
        if not (block.kind is Kind.HEADING and after.kind is Kind.HEADING)
    ]
