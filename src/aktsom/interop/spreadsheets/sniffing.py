"""What a file is, by its content. The name is only used to say so when the two disagree."""

from __future__ import annotations

import re
from pathlib import PurePath

from aktsom.interop.spreadsheets import archives, compound
from aktsom.interop.spreadsheets.archives import Archive
from aktsom.interop.spreadsheets.biff_records import biff_locked
from aktsom.interop.spreadsheets.cells import Kind, Note
from aktsom.interop.spreadsheets.compound import BrokenCompound, Compound
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import (
    Damaged,
    MacroFile,
    NotASpreadsheet,
    PasswordProtected,
    UnsupportedSpreadsheet,
    _,
)

_STARTS = (
    (b"%PDF", _("et PDF-dokument")),
    (b"\xff\xd8\xff", _("et bilde")),
    (b"\x89PNG", _("et bilde")),
    (b"GIF8", _("et bilde")),
    (b"BM", _("et bilde")),
    (b"II*\x00", _("et bilde")),
    (b"MM\x00*", _("et bilde")),
    (b"RIFF", _("lyd, bilde eller film")),
    (b"ID3", _("lyd, bilde eller film")),
    (b"{\\rtf", _("et tekstdokument")),
    (b"\x1f\x8b", _("en pakket fil")),
    (b"7z\xbc\xaf", _("en pakket fil")),
    (b"Rar!", _("en pakket fil")),
    (b"BZh", _("en pakket fil")),
    (b"MZ", _("et program")),
    (b"\x7fELF", _("et program")),
    (b"SQLite format 3", _("en database")),
    (b"PAR1", _("en datafil i formatet Parquet")),
)
_ZIP_PARTS = (
    ("word/", _("et Word-dokument")),
    ("ppt/", _("en presentasjon")),
    ("visio/", _("en tegning")),
)
_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text": _("et tekstdokument"),
    "application/vnd.oasis.opendocument.presentation": _("en presentasjon"),
    "application/vnd.oasis.opendocument.graphics": _("en tegning"),
    "application/epub+zip": _("en bok"),
}
_OLE_NAMES = {
    "WordDocument": _("et Word-dokument"),
    "PowerPoint Document": _("en presentasjon"),
    "__properties_version1.0": _("en e-post"),
}
_KIND_WORDS = {
    Kind.XLSX: _("en Excel-arbeidsbok"),
    Kind.XLS: _("en eldre Excel-arbeidsbok"),
    Kind.ODS: _("et OpenDocument-regneark"),
    Kind.HTML: _("en nettside med tabell"),
    Kind.XML_2003: _("et Excel-regneark i XML fra 2003"),
    Kind.DELIMITED: _("ren tekst med skilletegn"),
}
_EXTENSIONS = {
    ".xlsx": Kind.XLSX,
    ".xls": Kind.XLS,
    ".ods": Kind.ODS,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xml": Kind.XML_2003,
    ".csv": Kind.DELIMITED,
    ".tsv": Kind.DELIMITED,
    ".tab": Kind.DELIMITED,
    ".txt": Kind.DELIMITED,
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_XML_2003 = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid\s*=\s*.Excel\.Sheet", re.IGNORECASE)


def kind_of(content: bytes, filename: str, limits: Limits) -> Kind:
    """What the content is, or a problem saying what it is instead."""
    if content.startswith(archives.SIGNATURE) or content.startswith(b"PK\x05\x06"):
        return _kind_of_zip(Archive(content, filename, limits), filename)
    if content.startswith(compound.SIGNATURE):
        return _kind_of_compound(content, filename)
    for start, words in _STARTS:
        if content.startswith(start) and not _is_words(content[:64]):
            raise NotASpreadsheet(filename=filename, content=words)
    return _kind_of_text(content[:8192], filename)


def extension_note(kind: Kind, filename: str) -> Note | None:
    """A note when the name says another kind than the content."""
    expected = _EXTENSIONS.get(PurePath(filename).suffix.lower())
    if expected is None or expected == kind:
        return None
    return Note("content_not_extension", {"filename": filename, "content": _KIND_WORDS[kind]})


def _is_words(head: bytes) -> bool:
    """Whether a start like "BM" or "MZ" is only the first letters of a heading."""
    return (
        head.isascii()
        and head.replace(b"\r", b"").replace(b"\n", b"").replace(b"\t", b"").decode().isprintable()
        and not (head.startswith((b"%PDF", b"{\\rtf", b"GIF8", b"Rar!", b"SQLite")))
    )


def _kind_of_zip(archive: Archive, filename: str) -> Kind:
    names = archive.names
    if archive.encrypted:
        raise PasswordProtected(filename=filename)
    if any(
        name.lower().endswith(("vbaproject.bin", "vbaprojectsignature.bin")) or "/macrosheets/" in name
        for name in names
    ):
        raise MacroFile(filename=filename)
    mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
    if mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return _kind_of_open_document(archive, filename)
    if mimetype in _OPEN_DOCUMENTS:
        raise NotASpreadsheet(filename=filename, content=_OPEN_DOCUMENTS[mimetype])
    if "xl/workbook.bin" in names:
        raise UnsupportedSpreadsheet(filename=filename, content=_("Excel binær (.xlsb)"))
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return Kind.XLSX
    if any(name.endswith(".iwa") for name in names):
        raise UnsupportedSpreadsheet(filename=filename, content=_("Apple Numbers"))
    for folder, words in _ZIP_PARTS:
        if any(name.startswith(folder) for name in names):
            raise NotASpreadsheet(filename=filename, content=words)
    if not names or "[Content_Types].xml" in names:
        raise Damaged(filename=filename)
    raise NotASpreadsheet(filename=filename, content=_("en pakket fil"))


def _kind_of_open_document(archive: Archive, filename: str) -> Kind:
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise PasswordProtected(filename=filename)
    scripts = {name for name in archive.names if name.startswith(("Basic/", "Scripts/")) and not name.endswith("/")}
    if any(not name.endswith(("script-lc.xml", "script-lb.xml")) for name in scripts):  # those two list libraries
        raise MacroFile(filename=filename)
    return Kind.ODS


def _kind_of_compound(content: bytes, filename: str) -> Kind:
    try:
        container = Compound(content)
        locked = biff_locked(container.stream("Workbook") or b"")
    except BrokenCompound:
        raise Damaged(filename=filename) from None
    names = container.names
    if locked or "EncryptedPackage" in names:
        raise PasswordProtected(filename=filename)
    if names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT"}:
        raise MacroFile(filename=filename)
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return Kind.XLS
    for name, words in _OLE_NAMES.items():
        if name in names:
            raise NotASpreadsheet(filename=filename, content=words)
    raise NotASpreadsheet(filename=filename, content=_("et annet Office-dokument"))


def _kind_of_text(head: bytes, filename: str) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and _XML_2003.search(head):
        return Kind.XML_2003
    if (start.startswith(b"<") and _HTML.search(head)) or (
        start[:8].lower() == b"mime-ver" and b"text/html" in head.lower()
    ):
        return Kind.HTML
    if start.startswith(b"<?xml"):
        raise NotASpreadsheet(filename=filename, content=_("en XML-fil"))
    if start.startswith(b"{") and start.rstrip().endswith(b"}"):
        raise NotASpreadsheet(filename=filename, content=_("en JSON-fil"))
    return Kind.DELIMITED
