"""A follow-up with a file, and its package asked for, put together and fetched, for tests."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.models import OutboxMessage
from aktsom.follow_up.actions import packing as acts
from aktsom.follow_up.files import place
from aktsom.follow_up.models import Evidence, FollowUp, Package
from aktsom.follow_up.storage.places import key_of
from aktsom.terms.actions import load_terms
from aktsom.web.packages import jobs
from tests.cast import NOON, actor
from tests.follow_up.concluded import concluded, followed_up, report
from tests.follow_up.evidence import PDF, places
from tests.web.conftest import Visit

__all__ = ["places"]


@pytest.fixture
def one(small_list: object, places: Path) -> FollowUp:
    load_terms(by=PLATFORM, at=NOON)
    made = followed_up(sets={"oslo": "T4"})
    concluded(made, cited=(report(made),))
    (places / "report.pdf").write_bytes(PDF)
    Evidence.objects.update(sha256=hashlib.sha256(PDF).hexdigest(), size=len(PDF))
    place().put(Evidence.objects.get().key, places / "report.pdf")
    return made


def ordered(one: FollowUp, **of: str) -> Package:
    return acts.order_package(by=actor("bjarne"), at=timezone.now(), **(of or {"follow_up_id": one.public_id}))


def work() -> None:
    """As the worker does, turn by turn."""
    while message := OutboxMessage.objects.filter(kind=acts.PUT_TOGETHER, delivered_at__isnull=True).first():
        OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=NOON)
        jobs.put_together(message.payload)


def opened(content: bytes) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """What is in it, and the rows of its manifest."""
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    rows = list(csv.DictReader(io.StringIO(found.pop("manifest.csv").decode("utf-8-sig")), delimiter=";"))
    return found, rows


def fetched(visit: Visit, package: Package, who: str = "bjarne") -> Any:
    return visit(who).get(f"/pakker/{package.public_id}/fil/")


def stored(content: bytes, folder: Path) -> dict[str, Any]:
    """Of a file in its place: what its row says of it."""
    (folder / "more").write_bytes(content)
    checksum = hashlib.sha256(content).hexdigest()
    place().put(key_of(checksum), folder / "more")
    return {"sha256": checksum, "size": len(content)}


def turns_of_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(0, 100_000, 25))
    monkeypatch.setattr("aktsom.web.packages.jobs.time.monotonic", lambda: float(next(moments)))


def turn() -> None:
    """As the worker does, once."""
    message = OutboxMessage.objects.filter(kind=acts.PUT_TOGETHER, delivered_at__isnull=True).get()
    OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=NOON)
    jobs.put_together(message.payload)
