"""Case files are put together by the outbox, a while at a time, so that other work comes in between. Nobody meets one
before it is whole."""

import os
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone, translation

from aktsom.core.actor import Actor
from aktsom.core.outbox import handles
from aktsom.follow_up.actions.making import fail, held_by, note_progress, take_up, unfinished
from aktsom.follow_up.files import place
from aktsom.follow_up.states import PackageProblem
from aktsom.follow_up.storage.places import key_of
from aktsom.follow_up.tables import evidence_limit
from aktsom.records.actions.exporting import PUT_TOGETHER, finish_export
from aktsom.records.documents import LeftOut
from aktsom.records.models import CaseExport
from aktsom.records.queries.exports import being_made, export_cases
from aktsom.records.rules.manifest import NAME, Entry, content_sum, written
from aktsom.web.packages.archive import room_for, sum_of
from aktsom.web.packages.jobs import NOTED_EACH, give_up, in_turns
from aktsom.web.records.archive import add, info_of, opened, put
from aktsom.web.records.metadata import infos_of, left_out_of, made_files
from aktsom.web.records.pieces import CaseFile, case_files


@handles(PUT_TOGETHER)
def put_together(payload: dict[str, Any]) -> None:
    """As whoever asked, in the roles of now and for that member alone."""
    in_turns(PUT_TOGETHER, payload, str(payload["export"]), _a_while)


def _a_while(public_id: str) -> bool:
    """Whether there is more to do. What goes wrong is shown to whoever asked; the outbox tries again a few times."""
    take_up(CaseExport, public_id, timezone.now())
    found = being_made(public_id)
    cases = export_cases(found[1], found[0]) if found else []
    if found is None or not cases:
        fail(CaseExport, public_id, timezone.now(), PackageProblem.NOTHING)
        return False
    export, by = found
    try:
        with translation.override(export.language):
            return _carried_on(by, export, list(case_files(by, export.member, cases)))
    except Exception as error:  # whatever it is: whoever asked is told that it failed, and the outbox tries it again
        give_up(export, error)
        raise


def _carried_on(by: Actor, export: CaseExport, files: Sequence[CaseFile]) -> bool:
    path, pieces = unfinished(export), [piece for one in files for piece in one.pieces]
    with opened(path, pieces) as packed:
        there = set(packed.namelist())
        todo = [piece for piece in pieces if piece.path not in there]
        room_for(path, sum(piece.file.size for piece in todo if piece.file))
        until, noted = time.monotonic() + evidence_limit("package_seconds"), 0.0
        for at, piece in enumerate(todo):
            now = time.monotonic()
            if not at or now - noted > NOTED_EACH:
                done = len(pieces) - len(todo) + at
                if not note_progress(export, timezone.now(), done=done, total=len(pieces)):
                    return False
                noted = now
            if at and now > until:
                return True
            add(packed, piece)
        infos = infos_of(packed.infolist())
        left_out = left_out_of(files, infos)
        for name, content in made_files(by, export.member, files, infos):
            put(packed, name, content)
        entries = [Entry(name, *said) for name, said in infos_of(packed.infolist()).items()]
        packed.writestr(info_of(NAME), _list_of(export, files, entries, left_out))
    _finish(export, files, entries, left_out)
    return False


def _list_of(
    export: CaseExport, files: Sequence[CaseFile], entries: Sequence[Entry], left_out: Sequence[LeftOut]
) -> bytes:
    about = {
        "member": export.member.name,
        "organisation_number": export.member.organisation_number,
        "language": export.language,
        "cases": [
            {
                "id": one.case.public_id,
                "number": one.number.number if one.number else "",
                "folder": one.folder,
                "documents": len(one.documents),
            }
            for one in files
        ],
        "left_out": [asdict(one) for one in left_out],
    }
    return written(entries, made_at=timezone.localtime().isoformat(timespec="seconds"), about=about)


def _finish(
    export: CaseExport, files: Sequence[CaseFile], entries: Sequence[Entry], left_out: Sequence[LeftOut]
) -> None:
    path = unfinished(export)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    checksum, size = sum_of(path), path.stat().st_size
    place().put(key_of(checksum), path)
    holds = sorted({document.id for one in files for document in one.documents if not document.withheld})
    if finish_export(
        at=timezone.now(), export=export, sha256=checksum, size=size, content_sha256=content_sum(entries),
        cases=len(files), holds=holds, left_out=left_out,
    ):  # fmt: skip
        path.unlink(missing_ok=True)
        held_by(export.public_id).unlink(missing_ok=True)
