"""A Word file as the layout of letters: what stands between the subject and the close is the wording, all else is kept
and filled. Styles, letterhead, pictures and footers are thus the member's own, and the words are the same in the PDF.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from aktsom.sanctions.writing.cleaning import cleaned
from aktsom.sanctions.writing.package import MAIN, Limits, NotFit, Unfit, W, opened, parse
from aktsom.sanctions.writing.scanning import Found, directly_in_body, scanned
from aktsom.sanctions.writing.words import Broken, Field, Kind, body_of, pieces_in

STYLES = {
    "subject": "BrevTittel",
    "heading": "BrevOverskrift",
    "text": "BrevTekst",
    "point": "BrevPunkt",
    "end": "BrevSlutt",
}
_FRAMED = re.compile(r"word/(header|footer)\d*\.xml")
_COMMENTS = re.compile(r"word/comments\w*\.xml")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
WORDS = "words"  # stands in a compiled document where the wording goes

Segment = bytes | Field


@dataclass(frozen=True)
class Layout:
    """`parts` of the file that go out with a letter, by name; `styles` {what it is for: its id in the file}; `subject`
    and `body` are the wording as the file has it; `compiled` {name: what a part is put together of}."""

    parts: Mapping[str, bytes]
    styles: Mapping[str, str]
    subject: str
    body: str
    compiled: Mapping[str, tuple[Segment, ...]]

    @cached_property
    def unchanged(self) -> tuple[tuple[str, bytes], ...]:
        return tuple((name, part) for name, part in self.parts.items() if name not in self.compiled)


def read_layout(content: bytes, *, names: Mapping[str, str], limits: Limits) -> Layout:
    """`names` as for `words.read_wording`. Raises NotFit, and Broken for an unknown field in the letterhead."""
    parts = opened(content, limits)
    for name, part in parts.items():
        if _COMMENTS.fullmatch(name) and b"<w:comment " in part:
            raise NotFit(Unfit.COMMENTS)
    parts = cleaned(parts)
    for name in [MAIN, *(name for name in parts if _FRAMED.fullmatch(name))]:
        _stop_if_otherwise_written(name, parts[name])
    styles = _styles(parts.get("word/styles.xml", b""))
    found, tracked = scanned(MAIN, parts[MAIN])
    if tracked:
        raise NotFit(Unfit.TRACKED)
    region = _region(found, styles)
    subject, body = _wording(region, styles)
    start, end = region[0].start, region[-1].end
    outside = [one for one in found if one.end <= start or one.start >= end]
    compiled = {MAIN: _compiled(parts[MAIN], outside, names, hole=(start, end))}
    for name in parts:
        if _FRAMED.fullmatch(name):
            compiled[name] = _compiled(parts[name], scanned(name, parts[name])[0], names)
    return Layout(parts, styles, subject, body, compiled)


def _stop_if_otherwise_written(name: str, part: bytes) -> None:
    """We cut by bytes: as every word processor writes it, in UTF-8 and with the usual prefix."""
    written = _ENCODING.match(part)
    if (written and written[1].lower() != b"utf-8") or f'xmlns:w="{W}"'.encode() not in part:
        raise NotFit(Unfit.NOT_WORD, name)


def _styles(part: bytes) -> dict[str, str]:
    """{what it is for: style id}, found by id or by name, however a program has spaced it."""
    if not part:
        raise NotFit(Unfit.NO_SUBJECT_STYLE)
    known: dict[str, str] = {}
    at = ""

    def start(tag: str, said: dict[str, str]) -> None:
        nonlocal at
        local = tag.removeprefix(f"{W} ")
        if local == "style":
            at = said.get(f"{W} styleId", "")
            known[at.lower()] = at
        elif local == "name" and at:
            known.setdefault(said.get(f"{W} val", "").replace(" ", "").lower(), at)

    parse("word/styles.xml", part, start=start)
    return {use: known[id_.lower()] for use, id_ in STYLES.items() if id_.lower() in known}


def _region(found: list[Found], styles: Mapping[str, str]) -> list[Found]:
    """From the subject until the close. Raises NotFit."""
    outer = directly_in_body(found)
    first = next((at for at, one in enumerate(outer) if one.style == styles.get("subject", " ")), None)
    if first is None:
        raise NotFit(Unfit.NO_SUBJECT_STYLE)
    last = next((at for at, one in enumerate(outer[first:], first) if one.style == styles.get("end", " ")), None)
    if last is None or last == first:
        raise NotFit(Unfit.NO_END_STYLE)
    return outer[first:last]


def _wording(region: list[Found], styles: Mapping[str, str]) -> tuple[str, str]:
    paragraphs: list[tuple[Kind, str]] = []
    subject: list[str] = []
    for one in region:
        if one.tag in ("tbl", "sdt"):
            raise NotFit(Unfit.TABLE)
        if one.picture:
            raise NotFit(Unfit.PICTURE)
        text = " ".join(one.text.split())
        if one.tag != "p" or not text:
            continue
        if one.style == styles["subject"] and not paragraphs:
            subject.append(text)
        else:
            paragraphs.append((_kind(one, styles), text))
    return " ".join(subject), body_of(iter(paragraphs))


def _kind(one: Found, styles: Mapping[str, str]) -> Kind:
    if one.style == styles.get("heading") or one.style.lower().startswith(("heading", "overskrift")):
        return Kind.HEADING
    return Kind.POINT if one.style == styles.get("point") or one.numbered else Kind.TEXT


def _compiled(
    part: bytes, paragraphs: list[Found], names: Mapping[str, str], hole: tuple[int, int] | None = None
) -> tuple[Segment, ...]:
    """The part cut where something is filled in. A field that a program has split over several pieces of text is put
    together in the first of them. Raises Broken, with the text of the paragraph."""
    cuts: list[tuple[int, int, tuple[Segment, ...]]] = []
    for one in paragraphs:
        if one.tag != "p" or ("{{" not in one.text and "}}" not in one.text):
            continue
        try:
            pieces = pieces_in(one.text, None, names)
        except Broken as broken:
            raise Broken(broken.fault, None, broken.text or one.text[:60]) from None
        (start, end, _), *rest = [
            text for text in one.texts if part[text[0] : text[0] + 1] != b"<" or not text[2].isspace()
        ]
        filled = tuple(piece if isinstance(piece, Field) else escaped(piece) for piece in pieces)
        cuts.append((start, end, filled))
        cuts += [(at, until, ()) for at, until, _ in rest]
    if hole is not None:
        cuts.append((*hole, (Field(WORDS),)))
    segments: list[Segment] = []
    at = 0
    for start, end, filled in sorted(cuts, key=lambda cut: cut[0]):
        segments += [part[at:start], *filled]
        at = end
    segments.append(part[at:])
    return tuple(segments)


_NEVER = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def escaped(text: str) -> bytes:
    """As text in XML; a new line is a line in the same paragraph of Word."""
    safe = text.translate(_NEVER).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return safe.encode("utf-8", "replace")
