"""The storage as the settings have it: where evidence lies, where uploads wait, who scans."""

from functools import cache
from pathlib import Path

from django.conf import settings

from aktsom.follow_up.states import ScanState
from aktsom.follow_up.storage.folder import Folder
from aktsom.follow_up.storage.places import Place, PlaceSettings, Reading
from aktsom.follow_up.storage.scanning import ScannerAway, scan
from aktsom.follow_up.tables import evidence_limit


@cache
def _place(said: PlaceSettings) -> Place:
    if said.s3 is None:
        return Folder(said.folder)
    from aktsom.follow_up.storage.s3 import S3

    return S3(said.s3)


def place() -> Place:
    return _place(settings.EVIDENCE)


def part_file(upload_id: str) -> Path:
    """Where an upload waits; its id is our own and holds nothing that a path could be made of."""
    return Path(settings.UPLOADS) / upload_id


def scanned(reading: Reading) -> ScanState:
    """Waiting when the scanner does not answer: an outage lets nothing through and loses nothing."""
    if not settings.CLAMD:
        reading.close()
        return ScanState.NOT_CONFIGURED
    try:
        return ScanState(scan(settings.CLAMD, reading, seconds=evidence_limit("scan_seconds")))
    except ScannerAway:
        return ScanState.WAITING
    finally:
        reading.close()
