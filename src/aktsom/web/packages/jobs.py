"""Packages are put together by the outbox, a while at a time, so that other work comes in between. A worker that was
killed leaves half a package, which the next one begins anew; nobody meets it before it is whole."""

import csv
import hashlib
import logging
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.outbox import handles, send
from aktsom.follow_up.actions.packing import PUT_TOGETHER, finish_package, note_progress, unfinished
from aktsom.follow_up.files import place
from aktsom.follow_up.models import Package
from aktsom.follow_up.queries.packages import being_made, package_contents
from aktsom.follow_up.storage.places import CHUNK, NotThere, key_of
from aktsom.follow_up.tables import evidence_limit
from aktsom.interop.spreadsheets.writing import neutralised
from aktsom.web.packages.contents import Piece, pieces_of
from aktsom.web.packages.sheets import workbook

MANIFEST = "manifest.csv"
log = logging.getLogger(__name__)


@handles(PUT_TOGETHER)
def put_together(payload: dict[str, Any]) -> None:
    """As whoever asked, in the roles and the language of that person now."""
    found = being_made(payload["package"])
    if found is None:
        return
    package, by, language = found
    with translation.override(language or settings.LANGUAGE_CODE):
        pieces = pieces_of(by, package_contents(by, package), timezone.localdate())
        if _carried_on(by, package, pieces):
            send(kind=PUT_TOGETHER, payload=payload, at=timezone.now())


def _carried_on(by: Actor, package: Package, pieces: Sequence[Piece]) -> bool:
    """Whether there is more to do."""
    path, until = unfinished(package), time.monotonic() + evidence_limit("package_seconds")
    with _opened(path, pieces) as archive:
        there = set(archive.namelist())
        todo = [piece for piece in pieces if not piece.withheld and piece.path not in there]
        for piece in todo:
            if not note_progress(at=timezone.now(), package=package, done=len(archive.namelist()), total=len(pieces)):
                return False
            if time.monotonic() > until:
                return True
            _add(archive, piece, by)
        archive.writestr(_info(MANIFEST), _manifest(archive, pieces))
    _finish(package, path, pieces)
    return False


def _opened(path: Path, pieces: Iterable[Piece]) -> ZipFile:
    """To be written on. One that was cut off in the middle, or holds what the person sees no more, is begun anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    allowed = {piece.path for piece in pieces}
    with suppress(BadZipFile, FileNotFoundError):
        archive = ZipFile(path, "a", ZIP_STORED)
        if set(archive.namelist()) <= allowed:
            return archive
        archive.close()
    return ZipFile(path, "w", ZIP_STORED)


def _info(path: str) -> ZipInfo:
    """Texts and workbooks are pressed together; files of others mostly are already."""
    info = ZipInfo(path, timezone.localtime().timetuple()[:6])
    info.compress_type = ZIP_DEFLATED if path.endswith((".csv", ".xlsx")) else ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


def _add(archive: ZipFile, piece: Piece, by: Actor) -> None:
    """A piece comes in whole or not at all. Of a file that is not in its place the manifest says that it is missing."""
    if piece.evidence is None:
        archive.writestr(_info(piece.path), workbook(by, piece.one, timezone.localdate()))
        return
    file = piece.evidence
    info = _info(piece.path)
    info.file_size = file.size
    try:
        chunks = place().read(file.key, 0, file.size)
    except NotThere:
        log.error("the file of %s is not where it should be", file.public_id)
        return
    with archive.open(info, "w", force_zip64=file.size > 2**31 - 1) as target:
        for chunk in chunks:
            target.write(chunk)


def _manifest(archive: ZipFile, pieces: Iterable[Piece]) -> bytes:
    """What each piece is, with its checksum: whoever files the package can see that all of it is there."""
    target = StringIO()
    lines = csv.writer(target, delimiter=";")
    lines.writerow([_("Fil"), _("Hva det er"), _("Oppfølging"), _("Bytes"), "SHA-256", _("Hvem ser det"), _("Mangler")])
    there = set(archive.namelist())
    for piece in pieces:
        size, checksum = _summed(archive, piece.path) if piece.path in there else ("", "")
        lacks = piece.withheld or ("" if checksum else _("Filen er ikke der den skal være."))
        told = [piece.path, piece.what, piece.one.public_id, size, checksum, piece.seen_by, lacks]
        lines.writerow([neutralised(str(text)) for text in told])
    return target.getvalue().encode("utf-8-sig")


def _summed(archive: ZipFile, path: str) -> tuple[str, str]:
    checksum, size = hashlib.sha256(), 0
    with archive.open(path) as file:
        while chunk := file.read(CHUNK):
            checksum.update(chunk)
            size += len(chunk)
    return str(size), checksum.hexdigest()


def _finish(package: Package, path: Path, pieces: Iterable[Piece]) -> None:
    checksum, size = hashlib.sha256(), path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            checksum.update(chunk)
    place().put(key_of(checksum.hexdigest()), path)
    held = [piece.evidence.public_id for piece in pieces if piece.evidence and not piece.withheld]
    finish_package(at=timezone.now(), package=package, sha256=checksum.hexdigest(), size=size, holds=held)
    path.unlink(missing_ok=True)
