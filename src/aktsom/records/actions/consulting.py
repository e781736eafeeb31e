"""A supplier is asked once of a document that somebody wants to see, for all members that have been asked for it; each
of them then decides for itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.records import permissions
from aktsom.records.actions.deciding import Stands
from aktsom.records.actions.requesting import act_of, for_change, saved
from aktsom.records.actions.suggesting import take_in
from aktsom.records.models import AccessRequest, Consultation, ConsultedFor, RequestedDocument
from aktsom.records.permissions.standing import stop_if_gone
from aktsom.records.queries.consultations import consultation
from aktsom.records.rules.clocks import answer_by
from aktsom.records.states import Objection, RequestState
from aktsom.records.tables import record_limit
from aktsom.sanctions.letter_tables import days_off
from aktsom.sharing.audiences import member_key, supplier_key
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_PASSAGES = 20_000


@transaction.atomic
def consult_supplier(
    *, by: Actor, at: datetime, request_id: str, revision: int, document_id: str, stands: Stands
) -> Consultation:
    """What has been asked already is joined, also where it is answered: the supplier answers once. That another member
    has been asked is told to nobody."""
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one))
    document = one.documents.filter(public_id=document_id).first()
    if document is None:
        raise Stale
    if document.supplier_id is None:
        raise Refused(Refusal(_("Leverandøren har ikke sett dette dokumentet, og spørres derfor ikke om det.")))
    stop_if_gone([document], stands(one))
    with lowered():  # what others have asked, which this member does not see before it has joined
        asked, fresh = _asked(document, at)
        asked.seen_by = frozenset(asked.seen_by | {member_key(one.member_id)})
        asked.save(update_fields=["seen_by"])
        made = ConsultedFor.objects.get_or_create(
            consultation=asked, request=one, defaults={"member": one.member, "since": at}
        )[1]
    take_in(document, asked, at)
    if made:
        saved(one, by, at, act_of("access_consulted", one, document=document.subject, joined=not fresh))
    if fresh:
        tell("consultation_asked", asked.public_id, at)
    return asked


def _asked(document: RequestedDocument, at: datetime) -> tuple[Consultation, bool]:
    """Locked; and whether it is new."""
    same = {"supplier_id": document.supplier_id or 0, "subject": document.subject}
    since = at - timedelta(days=record_limit("consultation_fresh_days"))
    rows = Consultation.objects.select_for_update(of=("self",)).filter(**same)
    stands = rows.filter(Q(answered_at__isnull=True) | Q(answered_at__gte=since)).order_by("-id").first()
    if stands is not None:
        return stands, False
    rule = f"request+P{record_limit('consultation_days')}D"
    try:
        with transaction.atomic():
            made = Consultation.objects.create(
                **same, kind=document.kind, title=document.title, asked_at=at,
                answer_by=answer_by(day_of(at), rule, 0, days_off),
                seen_by=frozenset({supplier_key(document.supplier_id or 0)}),
            )  # fmt: skip
    except IntegrityError:  # another member asked in the same moment
        return rows.get(answered_at__isnull=True), False
    return made, True


@transaction.atomic
def answer_consultation(
    *, by: Actor, at: datetime, consultation_id: str, objection: str, reason: str = "", passages: str = "",
    looked: str = "",
) -> Consultation:  # fmt: skip
    """By the supplier, once. `passages` are lines of the document, word for word. Each member that it is asked for sees
    the answer, and gets what is marked as suggestions. Raises Wrong, LookAgain and Stale."""
    seen = consultation(by, consultation_id)
    stop_if(permissions.answer(by, seen))
    with lowered():
        _open_requests(seen)  # held before the consultation, as whoever joins it does
    one = Consultation.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if one.answered_at is not None:
        raise Stale(_("Dere har svart på dette allerede."))
    if objection not in list(Objection):
        raise Wrong("objection", _("Velg hva dere mener om at det gis ut."))
    lines = text_in("passages", passages, LONGEST_PASSAGES).split("\n")
    one.passages = [line.strip() for line in lines if line.strip()] if objection != Objection.NONE else []
    one.reason = reason_in("reason", reason) if objection != Objection.NONE else text_in("reason", reason)
    stop_if_unlooked({"reason": one.reason}, looked)
    one.objection, one.answered_at, one.answered_by_id = objection, at, by.person_id
    one.save()
    with lowered():  # each member's own request, which the supplier does not see
        open_ = _open_requests(one)
        for request in open_:
            for document in request.documents.filter(subject=one.subject):
                take_in(document, one, at)
            AccessRequest.objects.filter(pk=request.pk).update(revision=request.revision + 1)
    record(by=by, at=at, acts=_acts(one, open_))
    tell("consultation_answered", one.public_id, at)
    return one


def _open_requests(one: Consultation) -> list[AccessRequest]:
    ids = one.consulted_for.values("request_id")
    rows = AccessRequest.objects.select_for_update(of=("self",)).filter(pk__in=ids, state=RequestState.OPEN)
    return list(rows.order_by("id"))


def _acts(one: Consultation, open_: Sequence[AccessRequest]) -> list[Act]:
    changes = {"objection": one.objection, "consultation": one.public_id}
    rows = [
        Act("access_consultation_answered", request.public_id, request.member_id, changes=changes) for request in open_
    ]
    return rows or [Act("access_consultation_answered", one.public_id, changes=changes)]
