"""A member's archive and what it is asked to show, laid down straight in the tables, for the leak matrix and the wall;
their lines of the matrix, and what stands in them that is no fact of anybody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import FollowUp
from aktsom.records.models import (
    AccessMark,
    AccessRequest,
    CaseExport,
    CaseNumber,
    Consultation,
    ConsultedFor,
    Passage,
    RequestedDocument,
)
from aktsom.sanctions.actions.letter_keeping import put_away
from aktsom.sharing.audiences import member_key, supplier_key
from tests.cast import NOON, person, supplier

DAY = NOON.date()
OURS = frozenset({"olga", "mons"})
BOTH = OURS | {"nora"}
_NUMBERED = ("class_code", "class_title", "unit", "responsible")
PAPER = b"%PDF-1.7 et brev"


def lay_records(world: Any, one: FollowUp, contract: Contract) -> None:
    """Of the contract's owner: a number and a ground in its archive, a file that Olga has taken out, a request that is
    looked into with a text of which some is kept back, one that is decided, and what the supplier is asked."""
    owner = contract.member
    CaseNumber.objects.create(
        member=owner, follow_up=one, year=2026, serial=1, given_at=NOON,
        **{name: world.hide(f"CaseNumber.{name}", OURS) for name in _NUMBERED},
    )  # fmt: skip
    AccessMark.objects.create(
        member=owner, follow_up=one, subject=one.public_id, ground="offl-13", marked_at=NOON, review_on=DAY,
        covers=world.hide("AccessMark.covers", OURS),
    )  # fmt: skip
    checksum = put_away(PAPER)
    export = CaseExport.objects.create(
        person_id=person("olga").pk, member=owner, follow_up=one, language="nb", state="ready", sha256=checksum,
        content_sha256="c" * 64, size=len(PAPER), asked_at=NOON, moved_at=NOON, expires_at=NOON + timedelta(days=3650),
        left_out=[[world.hide("CaseExport.left_out", {"olga"}), 1, "…"]],
    )  # fmt: skip
    world.ids["export"] = world.hide("CaseExport.public_id", {"olga"}, export.public_id)
    made = _request(world, one, owner, state="open", extended_to=DAY + timedelta(days=60))
    world.ids["access"] = world.hide("AccessRequest.public_id", OURS, made.public_id)
    _decided(world, one, owner, checksum)
    document = _document(world, made)
    world.ids["access_document"] = document.public_id
    _consulted(world, made, document)
    answered = _request(
        world, one, owner, state="answered", outcome="full", decided_at=NOON, answered_at=NOON, pdf_sha256=checksum,
        extension_reason="", reason=world.hide("AccessRequest.reason", OURS),
    )  # fmt: skip
    world.ids["access_answered"] = answered.public_id
    world.ids["access_given"] = _document(world, answered).public_id


def _request(world: Any, one: FollowUp, owner: Any, **said: Any) -> AccessRequest:
    names = ("asked_for", "asker", "answer_to", "extension_reason")
    texts = {name: world.hide(f"AccessRequest.{name}", OURS) for name in names if name not in said}
    number = f"zq26n{AccessRequest.objects.count():04}"  # short, as the column is
    texts["case_number"] = world.hide("AccessRequest.case_number", OURS, number)
    usual = {
        "member": owner, "follow_up": one, "law": "apenhetsloven", "language": "nb", "received_on": DAY,
        "due_on": DAY + timedelta(days=21), "registered_at": NOON,
    }  # fmt: skip
    return AccessRequest.objects.create(**{**usual, **texts, **said})


def _decided(world: Any, one: FollowUp, owner: Any, checksum: str) -> None:
    names = ("reason", "answer", "decided_name")
    texts = {name: world.hide(f"AccessRequest.{name}", OURS) for name in names}
    made = _request(
        world, one, owner, state="decided", outcome="full", decided_at=NOON, pdf_sha256=checksum, word_sha256=checksum,
        pdf_size=len(PAPER), word_size=len(PAPER), extension_reason="", **texts,
    )  # fmt: skip
    world.ids["access_decided"] = made.public_id
    dropped = _request(
        world, one, owner, state="dropped", extension_reason="",
        dropped_reason=world.hide("AccessRequest.dropped_reason", OURS),
    )  # fmt: skip
    world.ids["access_dropped"] = dropped.public_id


def _document(world: Any, made: AccessRequest) -> RequestedDocument:
    """Of the case itself, which still stands there; what is in the text is another matter."""
    assert made.follow_up is not None
    names = ("text", "reason", "file_name")
    found = RequestedDocument.objects.create(
        request=made, subject=made.follow_up.public_id, kind="case", made_on=DAY, way="out", supplier_id=supplier().pk,
        title=world.hide("RequestedDocument.title", OURS),
        **{name: world.hide(f"RequestedDocument.{name}", OURS) for name in names},
    )  # fmt: skip
    world.hide("RequestedDocument.public_id", OURS, found.public_id)
    Passage.objects.create(
        document=found, starts=0, ends=3, kind="price", ground="offl-13", marked=True, told_at=NOON,
        reason=world.hide("Passage.reason", OURS),
    )  # fmt: skip
    return found


def _consulted(world: Any, made: AccessRequest, document: RequestedDocument) -> None:
    found = Consultation.objects.create(
        supplier=supplier(), subject=document.subject, kind="case", asked_at=NOON, answer_by=DAY, answered_at=NOON,
        objection="partly", seen_by=frozenset({member_key(made.member_id), supplier_key(supplier().pk)}),
        title=world.hide("Consultation.title", BOTH), reason=world.hide("Consultation.reason", BOTH),
        passages=[world.hide("Consultation.passages", BOTH)],
    )  # fmt: skip
    world.ids["consultation"] = found.public_id
    ConsultedFor.objects.create(consultation=found, member=made.member, request=made, since=NOON)


# Who reads a register; the owner's people; and those with a part in what the supplier is asked.
READERS, OWNERS, ASKED = "yynyyynnnns", "yynnnnnnnns", "yynnnnnynns"
WRONG, HERS = "eennnnnnnns", "ynnnnnnnnns"
_CASE, _EXPORT, _ACCESS = {"follow_up_id": "$running"}, {"public_id": "$export"}, {"public_id": "$access"}
_DECIDED = {"public_id": "$access_decided"}
_DOCUMENT = {**_ACCESS, "document_id": "$access_document"}
LINES: dict[str, tuple[str, Mapping[str, Any]]] = {
    "archive_list": (READERS, {}),
    "archive_order!": ("eeneeennnns", {}),
    "archive_case": (OWNERS, _CASE),
    "archive_number!": (WRONG, _CASE),
    "archive_mark": (OWNERS, {**_CASE, "document_id": "$running"}),
    "archive_mark_many": (OWNERS, _CASE),
    "archive_export": (HERS, _EXPORT),
    "archive_stop!": ("rnnnnnnnnns", _EXPORT),
    "archive_go_on!": ("fnnnnnnnnns", _EXPORT),
    "archive_file": (HERS, _EXPORT),
    "access_list": (READERS, {}),
    "access_new": (READERS, {}),
    "access_one": (OWNERS, _ACCESS),
    "access_choose": (OWNERS, _ACCESS),
    "access_extend!": (WRONG, _ACCESS),
    "access_notice": (OWNERS, _ACCESS),
    "access_decide": (OWNERS, _ACCESS),
    "access_reopen!": (WRONG, _DECIDED),
    "access_answered!": (WRONG, _DECIDED),
    "access_drop!": (WRONG, _ACCESS),
    "access_letter": (OWNERS, {**_DECIDED, "form": "pdf"}),
    "access_document": (OWNERS, _DOCUMENT),
    "access_settle!": (WRONG, _DOCUMENT),
    "access_decide_document!": (WRONG, _DOCUMENT),
    "access_consult!": (WRONG, _DOCUMENT),
    "access_drop_document!": (WRONG, _DOCUMENT),
    "access_copy": (OWNERS, {"public_id": "$access_answered", "document_id": "$access_given"}),
    "access_consultation": (ASKED, {"public_id": "$consultation"}),
}
CODES = {
    **dict.fromkeys(("AccessMark.subject", "RequestedDocument.subject", "Consultation.subject"), "an id"),
    **dict.fromkeys(("AccessMark.ground", "RequestedDocument.ground", "Passage.ground"), "the code of a ground"),
    **dict.fromkeys(("RequestedDocument.kind", "Consultation.kind", "Passage.kind", "Passage.state"), "a code"),
    **dict.fromkeys(("RequestedDocument.way", "RequestedDocument.outcome", "AccessRequest.outcome"), "a code"),
    **dict.fromkeys(("AccessRequest.law", "AccessRequest.state", "Consultation.objection"), "a code"),
    **dict.fromkeys(("CaseExport.state", "CaseExport.problem"), "a code"),
    **dict.fromkeys(("CaseExport.language", "AccessRequest.language"), "a code of two letters"),
    **dict.fromkeys(("CaseExport.sha256", "CaseExport.content_sha256", "RequestedDocument.given_sha256"), "a checksum"),
    **dict.fromkeys(("AccessRequest.pdf_sha256", "AccessRequest.word_sha256"), "a checksum"),
    "CaseExport.holds": "ids of documents",
    "AccessRequest.sent": "a number of the form's own",
}
