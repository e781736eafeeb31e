"""What a zip file is: a document of an office program, a program, or just packed files. Nothing is unpacked but the
list of contents and one small part, so that a file made to swell does no harm."""

import struct
import zipfile
from pathlib import Path

LARGEST_LIST = 8 * 1024 * 1024  # bytes of the list of contents, which has to be read whole
LARGEST_PART = 1024 * 1024
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LARGE_END, _LARGE_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x06", b"PK\x06\x07", 20  # of zip64, whose word goes before
_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_ODF_TYPE = b"application/vnd.oasis.opendocument."


def kind_of_zip(path: Path) -> str:
    """A code of `kinds.KINDS` or of `kinds.Problem`; the errors of `zipfile` for one that cannot be read."""
    if _size_of_list(path) > LARGEST_LIST:
        return "too_many"
    with zipfile.ZipFile(path) as packed:
        names = {name.lower() for name in packed.namelist()}
        if "meta-inf/manifest.mf" in names and any(name.endswith(".class") for name in names):
            return "program"
        if "androidmanifest.xml" in names:
            return "program"
        if "[content_types].xml" in names:
            return _open_xml(packed, names)
        if "mimetype" in names:
            return _open_document(packed, names)
    return "zip"


def _size_of_list(path: Path) -> int:
    """As the end of the file tells; the larger, where it tells it twice."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - 2 * _LOCATOR_SIZE - 56))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile
    told = int(struct.unpack_from("<L", tail, at + 12)[0])
    if tail[max(0, at - _LOCATOR_SIZE) : at].startswith(_LARGE_LOCATOR):
        large = tail.rfind(_LARGE_END, 0, at)
        told = LARGEST_LIST + 1 if large < 0 else max(told % 0xFFFFFFFF, struct.unpack_from("<Q", tail, large + 40)[0])
    return told


def _open_xml(packed: zipfile.ZipFile, names: set[str]) -> str:
    types = _part(packed, "[Content_Types].xml").lower()
    if b"macroenabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        return "macros"
    return next((code for folder, code in _FOLDERS.items() if any(n.startswith(folder) for n in names)), "zip")


def _open_document(packed: zipfile.ZipFile, names: set[str]) -> str:
    said = _part(packed, "mimetype").strip()
    if not said.startswith(_ODF_TYPE):
        return "zip"
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        return "macros"
    return _ODF.get(said.removeprefix(_ODF_TYPE).decode(errors="replace"), "unknown")


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    found = next(one for one in packed.namelist() if one.lower() == name.lower())
    with packed.open(found) as file:
        return file.read(LARGEST_PART)
