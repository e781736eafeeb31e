"""A supplier gives a document for a row of a request, or says why it has none; readers judge each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act
from aktsom.follow_up.actions.document_reviews import review_for_change
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.actions.evidence_keys import buyers_now
from aktsom.follow_up.actions.method_start import saved
from aktsom.follow_up.method_tables import document_kinds
from aktsom.follow_up.models import DocumentReview, DocumentRow, DocumentVerdict
from aktsom.follow_up.permissions import document_reviews as permissions
from aktsom.follow_up.queries.document_reviews import review
from aktsom.follow_up.review_states import Verdict
from aktsom.follow_up.states import EvidenceKind
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.members.models import Member
from aktsom.sharing.audiences import Audience
from aktsom.suppliers.queries.identity import records
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@dataclass(frozen=True)
class Given:
    """What is said of a file that is given; `dated_on` is when the document itself was last revised."""

    dated_on: date | None = None
    valid_until: date | None = None
    quality: Mapping[str, str] = field(default_factory=dict)


def give_document(*, by: Actor, at: datetime, review_id: str, row_id: str, upload_id: str, given: Given) -> DocumentRow:
    """The upload becomes evidence, a new revision of what stood there. Given twice, it is the same evidence. The file
    is put in its place before anything is written, so that whoever is stopped in between does the same again."""
    one = review(by, review_id)
    stop_if(permissions.give(by, one))
    row = _row(one, row_id)
    if given.dated_on is not None and given.dated_on > day_of(at):
        raise Wrong("dated_on", _("Dokumentet kan ikke være revidert etter i dag."))
    made = finish_upload(by=by, at=at, upload_id=upload_id, said=_said(at, by, one, row, given))
    with transaction.atomic():
        one = review_for_change(by, review_id)
        stop_if(permissions.give(by, one))
        row = _row(one, row_id)
        if row.evidence_id == made.pk:
            return row
        if row.evidence_id is not None and made.replaces_id != row.evidence_id:
            raise Stale
        row.evidence, row.absent_reason, row.dated_on = made, "", given.dated_on
        row.given_at, row.given_by_id = at, by.person_id
        row.save()
        saved(one, by, at, _told("document_given", one, row))
    return row


@transaction.atomic
def say_absent(*, by: Actor, at: datetime, review_id: str, row_id: str, reason: str) -> DocumentRow:
    """There is none, and why."""
    one = review_for_change(by, review_id)
    stop_if(permissions.give(by, one))
    row = _row(one, row_id)
    if row.evidence_id is not None:
        raise Wrong("reason", _("Dere har lagt fram dette. Last opp en ny utgave om det er feil."))
    row.absent_reason = reason_in("reason", reason)
    row.given_at, row.given_by_id = at, by.person_id
    row.save()
    saved(one, by, at, _told("document_said_absent", one, row))
    return row


@transaction.atomic
def judge_document(
    *, by: Actor, at: datetime, review_id: str, row_id: str, revision: int, verdict: str, reason: str = ""
) -> DocumentVerdict:
    """`revision` is the review's, so that nobody judges another file than the one it has read. Whoever was not the
    first reader is the second, where two are to read; the first may change its mind."""
    one = review_for_change(by, review_id, revision)
    stop_if(permissions.judge(by, one))
    row = _row(one, row_id)
    if verdict not in list(Verdict):
        raise Wrong("verdict", _("Velg hva dokumentet viser."))
    told = text_in("reason", reason) if verdict == Verdict.SUFFICIENT else reason_in("reason", reason)
    made = DocumentVerdict.objects.create(
        row=row, reading=_reading(one, row, by), evidence_id=row.evidence_id, verdict=verdict, reason=told,
        judged_at=at, judged_by_id=by.person_id,
    )  # fmt: skip
    saved(one, by, at, _told("document_judged", one, row, verdict=verdict))
    return made


def _reading(one: DocumentReview, row: DocumentRow, by: Actor) -> int:
    first = row.verdicts.filter(reading=1, evidence=row.evidence).last()  # the oldest
    return 2 if one.second_reader and first is not None and first.judged_by_id != by.person_id else 1


def _row(one: DocumentReview, row_id: str) -> DocumentRow:
    row = one.rows.select_related("evidence").filter(public_id=row_id).first()
    if row is None:
        raise NotVisible
    return row


def _said(at: datetime, by: Actor, one: DocumentReview, row: DocumentRow, given: Given) -> Said:
    """Given for the body that asks, or where that buys nothing here for another that does; to those with a contract."""
    kinds = {kind.kind: kind.evidence_kind for kind in document_kinds()}
    answered = [record for record in records(one.supplier.identity_id) if record.pk in by.supplier_ids]
    supplier = answered[0] if answered else one.supplier
    buyers = buyers_now(supplier.pk, day_of(at)).members
    owner = one.owner if one.owner_id in buyers or not buyers else Member.objects.get(pk=min(buyers))
    return Said(
        kind=kinds.get(row.kind, EvidenceKind.OTHER.value),
        title=row.title,
        whose=Whose(owner_id=owner.public_id, supplier_id=supplier.public_id),
        audience=Audience.LINKED_BUYERS,
        quality=given.quality,
        valid_until=given.valid_until,
        replaces=row.evidence.public_id if row.evidence else "",
    )


def _told(verb: str, one: DocumentReview, row: DocumentRow, **more: str) -> Act:
    told = {
        "review": one.public_id,
        "kind": row.kind,
        "evidence": row.evidence.public_id if row.evidence else None,
        **more,
    }
    return Act(verb, row.public_id, one.owner_id, changes=told)
