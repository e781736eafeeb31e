"""The zip file of a package while it is put together: begun or gone on with, a piece at a time, with its list."""

import csv
import errno
import hashlib
import logging
import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from io import StringIO
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.files import place
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.storage.places import CHUNK, NotThere
from aktsom.follow_up.tables import evidence_limit
from aktsom.interop.spreadsheets.writing import neutralised
from aktsom.web.packages.contents import Piece
from aktsom.web.packages.sheets import workbook

MANIFEST = "manifest.csv"
LARGE = 2**31 - 1  # bytes, from where the zip format needs its larger numbers
log = logging.getLogger(__name__)


def opened(path: Path, pieces: Iterable[Piece]) -> ZipFile:
    """To be written on. Begun anew where it was cut off in the middle, or where a piece in it is not what the person
    would be given now."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    wanted = {piece.path: piece.mark for piece in pieces if not piece.withheld}
    with suppress(BadZipFile, FileNotFoundError):
        with ZipFile(path) as archive:
            there = {info.filename: _marks(info)[0] for info in archive.infolist()}
        if there.items() <= wanted.items():
            return ZipFile(path, "a", ZIP_STORED)
    path.unlink(missing_ok=True)  # another name of it may lie in its place already
    return ZipFile(path, "x", ZIP_STORED)


def room_for(path: Path, needed: int) -> None:
    """Raises OSError before anything is written, and leaves some for the rest of the platform. `needed` in bytes."""
    if shutil.disk_usage(path.parent).free < needed + evidence_limit("package_spare_bytes"):
        raise OSError(errno.ENOSPC, "no room for a package")


def info_of(path: str) -> ZipInfo:
    """Texts and workbooks are pressed together; files of others mostly are already."""
    info = ZipInfo(path, timezone.localtime().timetuple()[:6])
    info.compress_type = ZIP_DEFLATED if path.endswith((".csv", ".xlsx")) else ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


def add(archive: ZipFile, piece: Piece, by: Actor) -> None:
    """A piece that is whole says so itself: by its mark and its checksum. Of a file that is not in its place the
    manifest says that it is missing."""
    info = info_of(piece.path)
    if piece.evidence is None:
        content = workbook(by, piece.one, timezone.localdate())
        archive.writestr(info, content)
        checksum = hashlib.sha256(content).hexdigest()
    elif (copied := _copied(archive, info, piece.evidence)) is not None:
        checksum = copied
    else:
        return
    info.comment = f"{piece.mark} {checksum}".encode()


def _copied(archive: ZipFile, info: ZipInfo, file: Evidence) -> str | None:
    """Its checksum; none where it is not there."""
    checksum, info.file_size = hashlib.sha256(), file.size
    try:
        reading = place().read(file.key, 0, file.size)
        first = next(iter(reading), b"")
    except (NotThere, FileNotFoundError):  # the latter: deleted between the look and the reading
        log.error("the file of %s is not where it should be", file.public_id)
        return None
    with closing(reading), archive.open(info, "w", force_zip64=file.size > LARGE) as target:
        for chunk in chain([first], reading):
            target.write(chunk)
            checksum.update(chunk)
    if checksum.hexdigest() != file.sha256:
        log.error("the file of %s is not what it was", file.public_id)
    return checksum.hexdigest()


def manifest(archive: ZipFile, pieces: Iterable[Piece]) -> bytes:
    """What each piece is, with its checksum: whoever files the package can see that all of it is there."""
    target = StringIO()
    lines = csv.writer(target, delimiter=";")
    lines.writerow([_("Fil"), _("Hva det er"), _("Oppfølging"), _("Bytes"), "SHA-256", _("Hvem ser det"), _("Mangler")])
    there = {info.filename: info for info in archive.infolist()}
    for piece in pieces:
        info = there.get(piece.path)
        size, checksum = (str(info.file_size), _marks(info)[1]) if info else ("", "")
        told = [piece.path, piece.what, piece.one.public_id, size, checksum, piece.seen_by, _lacks(piece, checksum)]
        lines.writerow([neutralised(text) for text in told])
    return target.getvalue().encode("utf-8-sig")


def _lacks(piece: Piece, checksum: str) -> str:
    if piece.withheld:
        return piece.withheld
    if not checksum:
        return _("Filen er ikke der den skal være.")
    if piece.evidence is not None and checksum != piece.evidence.sha256:
        return _("Filen er skadet. Den er ikke lenger slik den kom.")
    return ""


def _marks(info: ZipInfo) -> tuple[str, str]:
    """(mark, checksum), empty of a piece that was not written to its end."""
    mark, _space, checksum = info.comment.decode(errors="replace").partition(" ")
    return mark, checksum


def sum_of(path: Path) -> str:
    checksum = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            checksum.update(chunk)
    return checksum.hexdigest()
