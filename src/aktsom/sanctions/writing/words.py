"""A letter's wording: a subject and paragraphs, with named fields in double curly brackets. There is nothing in it that
could be run: a field is looked up by its name, and that is all.

A line that begins with `# ` is a heading, one that begins with `- ` a point of a list. Paragraphs are apart by an empty
line. Names of fields may be written in any of the three languages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

OPEN, CLOSE = "{{", "}}"
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")


class Kind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    POINT = "point"


class Fault(StrEnum):
    """What is wrong with a wording; `problems.py` has the words."""

    UNKNOWN_FIELD = "unknown_field"
    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    NO_SUBJECT = "no_subject"
    NO_TEXT = "no_text"
    MISSING_FIELD = "missing_field"
    TOO_LONG = "too_long"


class Broken(Exception):
    """`place` is the number of the paragraph, 0 for the subject, None for the whole; `text` what stands there."""

    def __init__(self, fault: Fault, place: int | None = None, text: str = "") -> None:
        super().__init__(fault, place, text)
        self.fault, self.place, self.text = fault, place, text


@dataclass(frozen=True, slots=True)
class Field:
    id: str


Piece = str | Field


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(piece.id for piece in self.pieces if isinstance(piece, Field))


@dataclass(frozen=True, slots=True)
class Wording:
    subject: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def fields(self) -> frozenset[str]:
        of_subject = {piece.id for piece in self.subject if isinstance(piece, Field)}
        return frozenset(of_subject.union(*(paragraph.fields for paragraph in self.paragraphs)))


def read_wording(
    subject: str, body: str, *, names: Mapping[str, str], needed: frozenset[str] = frozenset(), longest: int = 20_000
) -> Wording:
    """`names` are {name of a field in any language: its id}; `needed` the ids without which the letter says too little.
    Raises Broken for the first thing that is wrong."""
    if len(subject) + len(body) > longest:
        raise Broken(Fault.TOO_LONG, None, str(longest))
    title = " ".join(subject.split())
    if not title:
        raise Broken(Fault.NO_SUBJECT, 0)
    parts = list(paragraphs_in(body))
    if not parts:
        raise Broken(Fault.NO_TEXT)
    found = Wording(
        tuple(_pieces(title, 0, names)),
        tuple(Paragraph(kind, tuple(_pieces(text, at, names))) for at, (kind, text) in enumerate(parts, start=1)),
    )
    if missing := sorted(needed - found.fields):
        raise Broken(Fault.MISSING_FIELD, None, missing[0])
    return found


def paragraphs_in(body: str) -> Iterator[tuple[Kind, str]]:
    """What stands in the body, without the marks; lines that belong together are put together."""
    gathered: list[str] = []
    for line in [*body.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        stripped = line.strip()
        if stripped and not stripped.startswith(("# ", "- ")):
            gathered.append(stripped)
            continue
        if gathered:
            yield Kind.TEXT, " ".join(gathered)
            gathered = []
        if stripped:
            yield Kind.HEADING if stripped.startswith("#") else Kind.POINT, stripped[2:].strip()


def body_of(parts: Iterator[tuple[Kind, str]]) -> str:
    """As it stands in the box where it is edited; `paragraphs_in` the other way round."""
    marks = {Kind.HEADING: "# ", Kind.POINT: "- ", Kind.TEXT: ""}
    lines: list[str] = []
    before: Kind | None = None
    for kind, text in parts:
        if before is not None and not (kind is Kind.POINT and before is Kind.POINT):
            lines.append("")
        lines.append(marks[kind] + " ".join(text.split()))
        before = kind
    return "\n".join(lines)


def folded(name: str) -> str:
    """The name of a field as it is looked up: how it is spaced and whether it is in capitals is no matter."""
    return " ".join(name.split()).lower()


def pieces_in(text: str, place: int | None, names: Mapping[str, str]) -> tuple[Piece, ...]:
    """For a line that is no paragraph of the wording, as in the head of a Word file. Raises Broken."""
    return tuple(_pieces(text, place, names))


def _pieces(text: str, place: int | None, names: Mapping[str, str]) -> Iterator[Piece]:
    at = 0
    for found in _FIELD.finditer(text):
        yield from _plain(text[at : found.start()], place)
        name = folded(found[1])
        if name not in names:
            raise Broken(Fault.UNKNOWN_FIELD, place, " ".join(found[1].split())[:60])
        yield Field(names[name])
        at = found.end()
    yield from _plain(text[at:], place)


def _plain(text: str, place: int | None) -> Iterator[str]:
    if OPEN in text:
        raise Broken(Fault.UNCLOSED, place, text[text.index(OPEN) :][:40])
    if CLOSE in text:
        raise Broken(Fault.UNOPENED, place, text[: text.index(CLOSE) + 2][-40:])
    if text:
        yield text
