"""A case with papers of many kinds in it, taken out for the archive; and requests for access to it."""

import hashlib
import json
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.utils import timezone

from aktsom.core.models import OutboxMessage
from aktsom.follow_up.files import place
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.records.actions import deciding, requesting
from aktsom.records.actions.exporting import PUT_TOGETHER, order_export
from aktsom.records.actions.filing import NumberSaid, number_case
from aktsom.records.models import AccessRequest, CaseExport, RequestedDocument
from aktsom.records.rules.manifest import NAME
from aktsom.sanctions.actions.letter_keeping import put_away
from aktsom.web.records import jobs
from aktsom.web.records.gathering import taken_from
from tests.cast import NOON, actor, member
from tests.follow_up.concluded import concluded, report
from tests.follow_up.evidence import PDF
from tests.sanctions.lettered import case, decided, sent

NUMBER = NumberSaid(2026, 118, "612", "Anskaffelser: oppfølging", "Innkjøp", "Kari Dahl")
WHY = "Dokumentet inneholder opplysninger som er unntatt."


def filed() -> FollowUp:
    """Of Oslo and Bergen, by the team: a finding that stands, a conclusion that rests on a report, and a letter of
    Oslo's with its decision."""
    one = case()
    cited = report(one, audience="linked_buyers")
    stored(cited, PDF)
    concluded(one, cited=(cited,))
    sent(decided(one))
    return FollowUp.objects.get(pk=one.pk)


def stored(one: Evidence, content: bytes) -> Evidence:
    Evidence.objects.filter(pk=one.pk).update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    one.refresh_from_db()
    assert put_away(content) == one.sha256
    return one


def numbered(one: FollowUp, said: NumberSaid = NUMBER, by: str = "mons", revision: int = 0) -> Any:
    return number_case(
        by=actor(by), at=NOON, member_id=member("oslo").public_id, follow_up_id=one.public_id, said=said,
        revision=revision,
    )  # fmt: skip


def ordered(one: FollowUp, by: str = "mons", owner: str = "oslo", **said: Any) -> CaseExport:
    return order_export(
        by=actor(by), at=timezone.now(), member_id=member(owner).public_id, follow_up_id=one.public_id, **said
    )


def work() -> None:
    """As the worker does, turn by turn."""
    while message := OutboxMessage.objects.filter(kind=PUT_TOGETHER, delivered_at__isnull=True).first():
        OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=NOON)
        jobs.put_together(message.payload)


def made(one: FollowUp, **said: Any) -> CaseExport:
    export = ordered(one, **said)
    work()
    export.refresh_from_db()
    assert export.state == "ready", export.problem
    return export


def content_of(export: CaseExport) -> bytes:
    return b"".join(place().read(export.key, 0, export.size))


def unpacked(export: CaseExport, folder: Path) -> tuple[Path, dict[str, bytes], dict[str, Any]]:
    """(the file, what is in it but its list, the list)."""
    path = folder / f"{export.public_id}.zip"
    path.write_bytes(content_of(export))
    with ZipFile(path) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    return path, found, json.loads(found.pop(NAME))


def asked(
    one: FollowUp | None = None, *, by: str = "mons", owner: str = "oslo", at: datetime = NOON, **said: Any
) -> AccessRequest:
    usual: dict[str, Any] = {
        "law": "offentleglova", "asked_for": "Alt om oppfølgingen av Nordhav.", "received_on": date(2026, 11, 2),
        "asker": "Avisen", "follow_up_id": one.public_id if one else "",
    }  # fmt: skip
    told = requesting.RequestSaid(**{**usual, **said})
    return requesting.register_request(by=actor(by), at=at, member_id=member(owner).public_id, said=told)


def taken_up(one: AccessRequest, *kinds: str, by: str = "mons") -> list[RequestedDocument]:
    """Of the case, those of these kinds; all where none is named."""
    assert one.follow_up is not None
    found = taken_from(actor(by), one)
    picked = [each for each in found if not kinds or each.kind in kinds]
    again = requesting.add_documents(
        by=actor(by), at=NOON, request_id=one.public_id, revision=now_at(one), documents=picked
    )
    return list(again.documents.order_by("id"))


def now_at(one: AccessRequest) -> int:
    return AccessRequest.objects.values_list("revision", flat=True).get(pk=one.pk)


def judged(document: RequestedDocument, outcome: str, by: str = "mons", **said: Any) -> RequestedDocument:
    one = document.request
    return deciding.decide_document(
        by=actor(by), at=NOON, request_id=one.public_id, revision=now_at(one), document_id=document.public_id,
        outcome=outcome, **{"stands": stands(by), **said},
    )  # fmt: skip


def stands(by: str = "mons") -> Any:
    """What the request may take up in the moment it is asked for."""
    return partial(taken_from, actor(by))
