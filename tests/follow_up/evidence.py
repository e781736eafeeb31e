"""Bringing evidence in tests."""

import io
from pathlib import Path
from typing import Any

import pytest

from aktsom.core.actor import Actor
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.actions.uploads import begin_upload, receive_part
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.storage.places import PlaceSettings
from tests.cast import NOON, actor, member, supplier
from tests.follow_up.storage.samples import PDF


def places_in(settings: Any, folder: Path) -> None:
    """Files of the test lie in a folder of its own."""
    settings.EVIDENCE, settings.UPLOADS, settings.CLAMD = PlaceSettings(folder / "evidence"), folder / "uploads", ""


@pytest.fixture
def places(settings: Any, tmp_path: Path) -> Path:
    places_in(settings, tmp_path)
    return tmp_path


def sent(content: bytes = PDF, name: str = "rapport.pdf", who: str | Actor = "olga") -> str:
    """The id of an upload that is whole."""
    by = actor(who) if isinstance(who, str) else who
    begun = begin_upload(by=by, at=NOON, file_name=name, size=len(content))
    receive_part(by=by, upload_id=begun.public_id, offset=0, read=io.BytesIO(content).read)
    return begun.public_id


def whose(owner: str = "oslo", *, about: bool = True) -> Whose:
    return Whose(owner_id=member(owner).public_id, supplier_id=supplier().public_id if about else "")


def brought(who: str = "olga", content: bytes = PDF, name: str = "rapport.pdf", **said: Any) -> Evidence:
    """Evidence about Nordhav that belongs to Oslo, unless `said` says otherwise."""
    facts = Said(**{"kind": "audit_report", "whose": whose(), **said})
    return finish_upload(by=actor(who), at=NOON, upload_id=sent(content, name, who), said=facts)
