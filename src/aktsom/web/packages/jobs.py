"""Packages are put together by the outbox, a while at a time, so that other work comes in between. A worker that was
killed leaves half a package, which the next one begins anew; nobody meets it before it is whole."""

import errno
import logging
import os
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.core.actor import Actor
from aktsom.core.outbox import handles, send
from aktsom.follow_up.actions.making import fail, held_by, note_progress, take_up, unfinished
from aktsom.follow_up.actions.packing import PUT_TOGETHER, finish_package
from aktsom.follow_up.files import place
from aktsom.follow_up.models import FollowUp, Package, PutTogether
from aktsom.follow_up.queries.packages import being_made, package_contents, records_of
from aktsom.follow_up.states import PackageProblem
from aktsom.follow_up.storage.parts import Busy, held
from aktsom.follow_up.storage.places import PlaceAway, key_of
from aktsom.follow_up.tables import evidence_limit
from aktsom.web.packages.archive import MANIFEST, add, info_of, manifest, opened, room_for, sum_of
from aktsom.web.packages.contents import Piece, pieces_of

AGAIN = timedelta(seconds=10)  # when another worker is at it: stopped and gone on with in the middle of a piece
NOTED_EACH = 0.5  # seconds
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
log = logging.getLogger(__name__)


@handles(PUT_TOGETHER)
def put_together(payload: dict[str, Any]) -> None:
    """As whoever asked, in the roles and the language of that person now."""
    in_turns(PUT_TOGETHER, payload, str(payload["package"]), _a_while)


def in_turns(kind: str, payload: dict[str, Any], public_id: str, a_while: Callable[[str], bool]) -> None:
    """`a_while` says whether there is more to do. One worker at a time."""
    try:
        with held(held_by(public_id)):
            more = a_while(public_id)
    except Busy:
        send(kind=kind, payload=payload, at=timezone.now(), not_before=timezone.now() + AGAIN)
        return
    if more:
        send(kind=kind, payload=payload, at=timezone.now())


def _a_while(public_id: str) -> bool:
    """Whether there is more to do. What goes wrong is shown to whoever asked; the outbox tries again a few times."""
    take_up(Package, public_id, timezone.now())
    found = being_made(public_id)
    ones = package_contents(found[1], found[0]) if found else []
    if found is None or not ones:
        fail(Package, public_id, timezone.now(), PackageProblem.NOTHING)
        return False
    package, by, language = found
    try:
        with translation.override(language or settings.LANGUAGE_CODE):
            return _carried_on(by, package, ones)
    except Exception as error:  # whatever it is: whoever asked is told that it failed, and the outbox tries it again
        give_up(package, error)
        raise


def give_up(made: PutTogether, error: Exception) -> None:
    """Others need what room there is."""
    problem = _problem(error)
    if problem == PackageProblem.NO_ROOM:
        unfinished(made).unlink(missing_ok=True)
    fail(type(made), made.public_id, timezone.now(), problem)


def _problem(error: Exception) -> PackageProblem:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return PackageProblem.NO_ROOM
    return PackageProblem.AWAY if isinstance(error, PlaceAway) else PackageProblem.BROKEN


def _carried_on(by: Actor, package: Package, ones: Sequence[FollowUp]) -> bool:
    path = unfinished(package)
    told = _told(by, ones)
    pieces = pieces_of(by, ones, timezone.localdate())
    with opened(path, pieces) as archive:
        there = set(archive.namelist())
        todo = sorted(
            (piece for piece in pieces if not piece.withheld and piece.path not in there),
            key=lambda piece: piece.evidence is None,  # workbooks last, so that they are of the same moment
        )
        room_for(path, sum(piece.evidence.size for piece in todo if piece.evidence))
        until, noted = time.monotonic() + evidence_limit("package_seconds"), 0.0
        for at, piece in enumerate(todo):
            done, now = len(pieces) - len(todo) + at, time.monotonic()
            if not at or now - noted > NOTED_EACH:
                if not note_progress(package, timezone.now(), done=done, total=len(pieces)):
                    return False
                noted = now
            if at and now > until:
                return True
            add(archive, piece, by)
        archive.writestr(info_of(MANIFEST), manifest(archive, pieces))
    _finish(package, path, [*told | _told(by, ones), *_files(pieces)])
    return False


def _told(by: Actor, ones: Sequence[FollowUp]) -> set[str]:
    return set().union(*records_of(by, ones).values())


def _files(pieces: Sequence[Piece]) -> list[str]:
    return [piece.evidence.public_id for piece in pieces if piece.evidence and not piece.withheld]


def _finish(package: Package, path: Path, holds: Sequence[str]) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    checksum, size = sum_of(path), path.stat().st_size
    place().put(key_of(checksum), path)
    if finish_package(at=timezone.now(), package=package, sha256=checksum, size=size, holds=sorted(set(holds))):
        path.unlink(missing_ok=True)
        held_by(package.public_id).unlink(missing_ok=True)
