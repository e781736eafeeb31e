"""Bytes to text: by byte order mark, by the pattern of null bytes, as UTF-8, or as the old encoding that fits best."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from aktsom.interop.spreadsheets.cells import Note
from aktsom.interop.spreadsheets.problems import BinaryText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = {"cp1252": "Windows-1252", "cp865": "DOS (865)", "mac_roman": "Mac"}
_EXPECTED = frozenset("æøåÆØÅäöüÄÖÜéèêÉóòôáàâíúñçßš–—’‘“”«»•…§°€ ½²³´®\u00a0")
_NORWEGIAN = tuple(letter.encode() for letter in "æøåÆØÅéöäü")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SAMPLE = 1_000_000
_BEGINNING = 4_096
MIXED = "aktsom.windows"
"""Error handler: what is not UTF-8 is read as Windows-1252, so that no letter is lost where files were glued."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    notes: tuple[Note, ...] = ()


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _one_byte(error.object[error.start : error.end], "cp1252"), error.end


codecs.register_error(MIXED, _as_windows)


def decoded(content: bytes, filename: str) -> Decoded:
    """The text and what was noticed about it; a problem where the bytes are no text at all."""
    encoding, note = likely_encoding(content)
    text = _one_byte(content, encoding) if encoding in _LEGACY else content.decode(encoding, _handler(encoding))
    return _cleaned(text.removeprefix("\ufeff"), [note] if note else [], filename)


def likely_encoding(content: bytes) -> tuple[str, Note | None]:
    """Python's name of the encoding; with `MIXED` as error handler where it is UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, None
    wide = _utf16_without_mark(content[:_BEGINNING])
    if wide:
        return wide, Note("encoding", {"encoding": "UTF-16"})
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed_or_legacy(content)
    return "utf-8", None


def _handler(encoding: str) -> str:
    return MIXED if encoding.startswith("utf-8") else "replace"


def _utf16_without_mark(head: bytes) -> str | None:
    """Latin text in UTF-16 has a null in every other byte."""
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mixed_or_legacy(content: bytes) -> tuple[str, Note]:
    """Where most letters above ASCII are proper UTF-8, the others come from somewhere else."""
    sample = content[:_SAMPLE]
    proper = sum(sample.count(letter) for letter in _NORWEGIAN)
    strange = sum(byte > 127 for byte in sample) - 2 * proper
    if proper > strange:
        return "utf-8", Note("mixed_encoding")
    best = max(_LEGACY, key=lambda encoding: _fit(sample, encoding))
    return best, Note("encoding", {"encoding": _LEGACY[best]})


def _one_byte(content: bytes, encoding: str) -> str:
    """Windows-1252 leaves five bytes without meaning; ISO-8859-1 never does."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _fit(sample: bytes, encoding: str) -> int:
    """How many of the letters above ASCII are ones we expect in Norwegian text, less those we do not."""
    counts = Counter(byte for byte in sample if byte > 127)
    return sum(
        count if bytes([byte]).decode(encoding, "replace") in _EXPECTED else -count for byte, count in counts.items()
    )


def _cleaned(text: str, notes: list[Note], filename: str) -> Decoded:
    strange = len(_CONTROLS.findall(text)) if not text.isprintable() else 0
    if strange > 3 and strange > len(text) // 50:
        raise BinaryText(filename=filename)
    nulls = text.count("\x00")
    if nulls:
        text = text.replace("\x00", "")
        notes.append(Note("null_characters", {"count": nulls}))
    if "Ã" in text:
        text = _undoubled(text, notes)
    return Decoded(text, tuple(notes))


def _undoubled(text: str, notes: list[Note]) -> str:
    """UTF-8 that some system took for Windows-1252 and encoded once more: "blÃ¥" is "blå"."""
    if any(letter in text for letter in "æøåÆØÅ") or not any(pair in text for pair in ("Ã¸", "Ã¥", "Ã¦", "Ã˜", "Ã…")):
        return text
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
    notes.append(Note("double_encoding"))
    return mended
