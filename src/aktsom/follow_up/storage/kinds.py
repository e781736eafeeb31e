"""What a file is by what is in it, whatever it is called; and what is never taken in."""

import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aktsom.follow_up.storage.packed import kind_of_zip

HEAD = 64 * 1024  # so much of the beginning tells
TEXT_ENDINGS = ("csv", "txt", "tsv", "eml")


@dataclass(frozen=True)
class Kind:
    code: str
    content_type: str
    endings: tuple[str, ...]


_OPEN_XML, _ODF = "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument"
KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "application/pdf", ("pdf",)),
        Kind("docx", f"{_OPEN_XML}.wordprocessingml.document", ("docx",)),
        Kind("xlsx", f"{_OPEN_XML}.spreadsheetml.sheet", ("xlsx",)),
        Kind("pptx", f"{_OPEN_XML}.presentationml.presentation", ("pptx",)),
        Kind("odt", f"{_ODF}.text", ("odt",)),
        Kind("ods", f"{_ODF}.spreadsheet", ("ods",)),
        Kind("odp", f"{_ODF}.presentation", ("odp",)),
        Kind("png", "image/png", ("png",)),
        Kind("jpeg", "image/jpeg", ("jpg", "jpeg", "jpe")),
        Kind("heic", "image/heic", ("heic", "heif")),
        Kind("webp", "image/webp", ("webp",)),
        Kind("tiff", "image/tiff", ("tif", "tiff")),
        Kind("csv", "text/csv", ("csv", "tsv")),
        Kind("txt", "text/plain", ("txt",)),
        Kind("eml", "message/rfc822", ("eml",)),
        Kind("zip", "application/zip", ("zip",)),
    )
}
# What runs when somebody opens it. It is told by its content or, for scripts, by the ending alone.
PROGRAM_ENDINGS = frozenset({
    "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "js", "jse", "jsp", "lnk", "mjs",
    "msi", "msp", "php", "pif", "ps1", "psm1", "py", "reg", "scr", "sh", "vb", "vbe", "vbs", "wsf", "wsh",
})  # fmt: skip
PAGE_ENDINGS = frozenset({"htm", "html", "xhtml", "mht", "mhtml", "svg", "svgz", "xht"})
MACRO_ENDINGS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"})


class Problem(StrEnum):
    """Why a file is not taken in. The sentences are in `file_words`."""

    EMPTY = "empty"
    PROGRAM = "program"
    PAGE = "page"  # a web page or a drawing that may hold scripts
    MACROS = "macros"
    OLD_OFFICE = "old_office"  # before 2007, or locked by a password: we cannot see whether it holds macros
    DAMAGED = "damaged"
    TOO_MANY = "too_many"  # parts in a packed file
    UNKNOWN = "unknown"
    MISMATCH = "mismatch"


class NotTaken(Exception):
    """`found` is the code of what the content is, where that is another than the name says."""

    def __init__(self, problem: Problem, ending: str = "", found: str = "") -> None:
        super().__init__(problem)
        self.problem, self.ending, self.found = problem, ending, found


def ending_of(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def kind_of(path: Path, name: str) -> Kind:
    """Raises NotTaken: also when the ending promises one thing and the content is another."""
    ending = ending_of(name)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise NotTaken(Problem.EMPTY)
    _stop_if_active(ending, head)
    code = _by_first_bytes(head) or _packed(path, head) or _text(head, ending)
    if code is None:
        raise NotTaken(Problem.UNKNOWN, ending)
    kind = KINDS[code]
    promises_another = any(ending in other.endings for other in KINDS.values()) and ending not in kind.endings
    if promises_another or (ending and ending not in kind.endings and code not in ("txt", "zip")):
        raise NotTaken(Problem.MISMATCH, ending, code)
    return kind


def _stop_if_active(ending: str, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
    if head.startswith((b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")):
        raise NotTaken(Problem.PROGRAM)
    if ending in PROGRAM_ENDINGS or start.startswith((b"<?php", b"<%@")):
        raise NotTaken(Problem.PROGRAM)
    marks = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<!--")
    within_xml = start.startswith(b"<?xml") and (b"<svg" in start or b"<html" in start)
    if ending in PAGE_ENDINGS or start.startswith(marks) or start.startswith(b"<!doctype svg") or within_xml:
        raise NotTaken(Problem.PAGE)
    if ending in MACRO_ENDINGS:
        raise NotTaken(Problem.MACROS)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise NotTaken(Problem.OLD_OFFICE)


_FIRST_BYTES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}


def _by_first_bytes(head: bytes) -> str | None:
    for first, code in _FIRST_BYTES:
        if head.startswith(first):
            return code
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "heic"
    return None


def _packed(path: Path, head: bytes) -> str | None:
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    try:
        code = kind_of_zip(path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise NotTaken(Problem.DAMAGED) from None
    if code in KINDS:
        return code
    raise NotTaken(Problem(code))


def _text(head: bytes, ending: str) -> str | None:
    """Text of any alphabet: no byte in it that no text has. Which kind of text is the sender's word, but a letter has
    to look like one."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # as spreadsheets save «Unicode text»
        return "csv" if ending in KINDS["csv"].endings else "txt"
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in set(head)) or 127 in head:
        return None
    if ending == "eml" and _is_letter(head):
        return "eml"
    return "csv" if ending in KINDS["csv"].endings else "txt"


_LETTER_HEADS = (
    b"from:",
    b"to:",
    b"date:",
    b"subject:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
)


def _is_letter(head: bytes) -> bool:
    heads = head.replace(b"\r\n", b"\n").split(b"\n\n")[0].lower().split(b"\n")
    return sum(line.startswith(_LETTER_HEADS) for line in heads) >= 2
