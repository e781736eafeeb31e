"""What is left behind, cleared away once a day: uploads and packages given up, and files that no row names."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from aktsom.follow_up.files import part_file, place
from aktsom.follow_up.models import Evidence, Package, Upload
from aktsom.follow_up.naming import named_elsewhere
from aktsom.follow_up.states import PackageState, UploadState
from aktsom.follow_up.tables import evidence_limit

BATCH = 500


@dataclass(frozen=True)
class Tidied:
    uploads: int
    parts: int
    files: int


def tidy(*, at: datetime) -> Tidied:
    """A stored file without a row is left alone for a while: its row may be written just now. The platform's own work:
    it sees every row."""
    old = at - timedelta(hours=evidence_limit("orphan_hours"))
    uploads = _forget_uploads(at)
    return Tidied(
        uploads, _forget_parts(old) + _forget_halves(old), place().forget_unfinished(old) + _forget_files(old)
    )


def _forget_uploads(at: datetime) -> int:
    ended = list(Upload.objects.filter(expires_at__lt=at).values_list("pk", "public_id"))
    Upload.objects.filter(pk__in=[pk for pk, _ in ended]).delete()
    for _, public_id in ended:
        part_file(public_id).unlink(missing_ok=True)
    return len(ended)


def _forget_parts(old: datetime) -> int:
    """Of uploads that are no more, or are done: whoever was killed had no time to."""
    found = _older("upl-*", old)
    open_ = Upload.objects.filter(state__in=[UploadState.RECEIVING, UploadState.CHECKED])
    kept = set(open_.values_list("public_id", flat=True))
    left = [path for path in found if path.name not in kept]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _older(named: str, old: datetime) -> list[Path]:
    """Whoever works on one of them may take it away meanwhile."""
    found = list[Path]()
    for path in Path(settings.UPLOADS).glob(named):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < old.timestamp():
                found.append(path)
    return found


def _forget_halves(old: datetime) -> int:
    """Of packages that are whole or no more. One that is stopped or failed is kept, to be gone on with."""
    found = _older("pak-*.*", old)
    open_ = Package.objects.filter(state__in=[PackageState.MAKING, PackageState.STOPPED, PackageState.FAILED])
    kept = set(open_.filter(public_id__in={path.stem for path in found}).values_list("public_id", flat=True))
    left = [path for path in found if path.stem not in kept]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _forget_files(old: datetime) -> int:
    count, batch = 0, list[str]()
    for key in place().keys(old):
        batch.append(key)
        if len(batch) == BATCH:
            count, batch = count + _forget_unnamed(batch), []
    return count + _forget_unnamed(batch)


def _forget_unnamed(keys: list[str]) -> int:
    by_sum = {key.rsplit("/", 1)[-1]: key for key in keys}
    named = set(Evidence.objects.filter(sha256__in=by_sum).values_list("sha256", flat=True))
    named |= set(Package.objects.filter(sha256__in=by_sum).values_list("sha256", flat=True))
    named |= named_elsewhere(by_sum)
    unnamed = [key for checksum, key in by_sum.items() if checksum not in named]
    for key in unnamed:
        place().delete(key)
    return len(unnamed)
