"""A file on its way: begun, received part by part, looked at when it is whole, given up.

No transaction is held while bytes arrive. What is on disk is counted afterwards, so that a process killed at any moment
has promised nothing that is not there; the next part is written over whatever it wrote beyond that.
"""

import hashlib
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.file_words import INFECTED, refusal_words, too_large
from aktsom.follow_up.files import part_file, scanned
from aktsom.follow_up.models import Upload
from aktsom.follow_up.models.evidence import LONGEST_NAME
from aktsom.follow_up.permissions.evidence import send_files
from aktsom.follow_up.rules.evidence import clean_name
from aktsom.follow_up.states import UPLOAD, ScanState, UploadState
from aktsom.follow_up.storage import parts
from aktsom.follow_up.storage.kinds import Kind, NotTaken, Problem, kind_of
from aktsom.follow_up.storage.places import CHUNK, Reading
from aktsom.follow_up.tables import evidence_limit


class TooLarge(DomainError):
    def __init__(self) -> None:
        super().__init__(too_large())


class WrongPlace(DomainError):
    """The part does not go on from what is received, which is told."""

    def __init__(self, received: int) -> None:
        super().__init__(_("Opplastingen fortsetter fra et annet sted."))
        self.received = received


class BusyNow(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Filen mottas allerede. Vent litt, og prøv igjen."))


class FileRefused(DomainError):
    """What is in the file is not taken in."""


def begin_upload(*, by: Actor, at: datetime, file_name: str, size: int) -> Upload:
    stop_if(send_files(by))
    if size < 1:
        raise FileRefused(refusal_words(Problem.EMPTY))
    if size > evidence_limit("largest_bytes"):
        raise TooLarge
    own = Upload.objects.filter(person_id=by.person_id, state__in=[UploadState.RECEIVING, UploadState.CHECKED])
    held = own.aggregate(count=Count("id"), bytes=Sum("size"))
    if held["count"] >= evidence_limit("open_uploads") or (held["bytes"] or 0) + size > evidence_limit("open_bytes"):
        raise DomainError(
            _("Du har for mange opplastinger som ikke er gjort ferdig. Fullfør eller avbryt noen av dem.")
        )
    return Upload.objects.create(
        person_id=by.person_id,
        file_name=clean_name(file_name, LONGEST_NAME) or "fil",
        size=size,
        begun_at=at,
        expires_at=at + timedelta(days=evidence_limit("upload_days")),
    )


def own_upload(by: Actor, upload_id: str) -> Upload:
    found = Upload.objects.filter(public_id=upload_id, person_id=by.person_id).first()
    if found is None:
        raise NotVisible
    return found


def receive_part(*, by: Actor, upload_id: str, offset: int, read: parts.Read) -> int:
    """Returns how much is received. A part sent again is compared and answered as the first time. Raises WrongPlace,
    BusyNow, FileRefused, and OSError when the sender is gone; what came before that is kept."""
    upload = own_upload(by, upload_id)
    if upload.state != UploadState.RECEIVING:
        return _received_already(upload, offset)
    with _held(upload) as file:
        upload.refresh_from_db()
        if upload.state != UploadState.RECEIVING:
            return _received_already(upload, offset)
        _stop_if_elsewhere(upload, offset, os.fstat(file.fileno()).st_size)
        try:
            received, gone = parts.take_in(file, read, offset=offset, received=upload.received, size=upload.size)
        except parts.Differs:
            raise WrongPlace(upload.received) from None
        except parts.TooMuch:
            raise FileRefused(_("Filen er større enn den ble sagt å være. Velg den på nytt.")) from None
        Upload.objects.filter(pk=upload.pk).update(received=received)
    if gone is not None:
        raise gone
    return received


def receive_whole(*, by: Actor, at: datetime, file_name: str, size: int, read: parts.Read) -> Upload:
    """The file of a plain form, at once, and looked at."""
    upload = begin_upload(by=by, at=at, file_name=file_name, size=size)
    receive_part(by=by, upload_id=upload.public_id, offset=0, read=read)
    return check_upload(by=by, at=at, upload_id=upload.public_id)


def check_upload(*, by: Actor, at: datetime, upload_id: str) -> Upload:
    """Look at the whole file: its checksum, what it is, and whether a virus is known in it. A second time is answered
    from the first. Raises FileRefused; then the file is gone and the upload remembers why."""
    upload = own_upload(by, upload_id)
    if upload.state == UploadState.RECEIVING:
        if not upload.is_whole:
            raise DomainError(_("Filen er ikke lastet helt opp. Vent til den er ferdig, eller velg den på nytt."))
        with _held(upload):
            upload.refresh_from_db()
            if upload.state == UploadState.RECEIVING and upload.is_whole:
                _look(by, at, upload)
    if upload.state == UploadState.REFUSED:
        part_file(upload.public_id).unlink(missing_ok=True)
        raise FileRefused(refusal_words(upload.refused_for, upload.refused_as))
    return upload


def drop_upload(*, by: Actor, upload_id: str) -> None:
    """The sender thought better of it. What has become evidence is not touched."""
    upload = own_upload(by, upload_id)
    if upload.state != UploadState.DONE:
        upload.delete()
        part_file(upload.public_id).unlink(missing_ok=True)


@contextmanager
def _held(upload: Upload) -> Iterator[BinaryIO]:
    try:
        with parts.held(part_file(upload.public_id)) as file:
            yield file
    except parts.Busy:
        raise BusyNow from None


def _received_already(upload: Upload, offset: int) -> int:
    if upload.state == UploadState.REFUSED:
        raise FileRefused(refusal_words(upload.refused_for, upload.refused_as))
    if not 0 <= offset <= upload.received:
        raise WrongPlace(upload.received)
    return upload.received


def _stop_if_elsewhere(upload: Upload, offset: int, on_disk: int) -> None:
    if on_disk < upload.received:  # the disk was lost or exchanged: the sender begins again from what is there
        Upload.objects.filter(pk=upload.pk).update(received=on_disk)
        raise WrongPlace(on_disk)
    if not 0 <= offset <= upload.received:
        raise WrongPlace(upload.received)


def _look(by: Actor, at: datetime, upload: Upload) -> None:
    path = part_file(upload.public_id)
    try:
        kind = kind_of(path, upload.file_name)
        state = _scan(path, upload.size)
    except NotTaken as error:
        _refuse(by, at, upload, error.problem, f"{error.ending}/{error.found}" if error.found else "")
    else:
        if state == ScanState.INFECTED:
            _refuse(by, at, upload, INFECTED)
        else:
            _accept(upload, path, kind, state)


def _scan(path: Path, size: int) -> ScanState:
    """A large one waits for the background, if there is anything to scan it with."""
    if size > evidence_limit("scan_now_bytes"):
        return ScanState.WAITING if settings.CLAMD else ScanState.NOT_CONFIGURED
    chunks = _chunks(path)
    return scanned(Reading(chunks, chunks.close))


def _accept(upload: Upload, path: Path, kind: Kind, scan_state: ScanState) -> None:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    upload.state = UPLOAD.after(upload.state, "check")
    upload.sha256, upload.content_type, upload.scan_state = digest.hexdigest(), kind.content_type, scan_state
    upload.save(update_fields=["state", "sha256", "content_type", "scan_state"])


@transaction.atomic
def _refuse(by: Actor, at: datetime, upload: Upload, problem: str, found_as: str = "") -> None:
    upload.state = UPLOAD.after(upload.state, "refuse")
    upload.refused_for, upload.refused_as = problem, found_as
    upload.save(update_fields=["state", "refused_for", "refused_as"])
    record(by=by, at=at, acts=[Act("upload_refused", upload.public_id, changes={"problem": str(problem)})])


def _chunks(path: Path) -> Generator[bytes, None, None]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
