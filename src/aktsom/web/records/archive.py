"""The zip file of a case file while it is put together. The same content gives the same bytes, but for the list's own
word of when it was made: nothing in it has the hour of packing."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from aktsom.follow_up.files import place
from aktsom.follow_up.storage.places import NotThere
from aktsom.records.documents import StoredFile
from aktsom.web.packages.archive import LARGE
from aktsom.web.records.pieces import Piece

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
PRESSED = (".csv", ".json", ".xml", ".txt")
log = logging.getLogger(__name__)


def opened(path: Path, pieces: Iterable[Piece]) -> ZipFile:
    """To be written on. Begun anew where it was cut off in the middle, or where a piece in it is not what it would be
    now, or does not stand where it would."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    wanted = [(piece.path, piece.mark) for piece in pieces]
    with suppress(BadZipFile, FileNotFoundError):
        with ZipFile(path) as packed:
            there = [(info.filename, info.comment.decode().partition(" ")[0]) for info in packed.infolist()]
        if there == [each for each in wanted if each in there]:
            return ZipFile(path, "a", ZIP_STORED)
    path.unlink(missing_ok=True)
    return ZipFile(path, "x", ZIP_STORED)


def add(packed: ZipFile, piece: Piece) -> None:
    """A piece that is whole says so itself, by its mark and its checksum."""
    info = info_of(piece.path)
    if piece.make is not None:
        put(packed, piece.path, piece.make(), piece.mark)
    elif piece.file is not None and (checksum := _copied(packed, info, piece.file)):
        info.comment = f"{piece.mark} {checksum}".encode()


def put(packed: ZipFile, path: str, content: bytes, mark: str = "-") -> None:
    info = info_of(path)
    info.comment = f"{mark} {hashlib.sha256(content).hexdigest()}".encode()
    packed.writestr(info, content)


def info_of(path: str) -> ZipInfo:
    info = ZipInfo(path, EPOCH)
    info.compress_type = ZIP_DEFLATED if path.endswith(PRESSED) else ZIP_STORED
    info.create_system, info.external_attr = 3, 0o600 << 16
    return info


def _copied(packed: ZipFile, info: ZipInfo, file: StoredFile) -> str:
    """Its checksum as it was read; empty where it is not there, or no longer what it was: then it is left out, and told
    of as such."""
    try:
        if _sum_of(_read(file)) != file.sha256:
            log.error("the file under %s is not what it was", file.sha256)
            return ""
    except (NotThere, FileNotFoundError):
        log.error("the file under %s is not where it should be", file.sha256)
        return ""
    info.file_size = file.size
    with packed.open(info, "w", force_zip64=file.size > LARGE) as target:
        for chunk in _read(file):
            target.write(chunk)
    return file.sha256


def _read(file: StoredFile) -> Iterator[bytes]:
    reading = place().read(file.key, 0, file.size)
    with closing(reading):
        yield from chain([b""], reading)


def _sum_of(chunks: Iterable[bytes]) -> str:
    checksum = hashlib.sha256()
    for chunk in chunks:
        checksum.update(chunk)
    return checksum.hexdigest()
