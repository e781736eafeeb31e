"""What suppliers are asked of documents that somebody wants to see."""

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.records.models import AccessRequest, Consultation
from aktsom.records.queries.cases import kept_members
from aktsom.sharing.keys import may_see


def consultation(viewer: Actor, public_id: str) -> Consultation:
    """For the supplier, and for those who handle requests at the members that it is asked for. Raises NotVisible."""
    rows = Consultation.objects.filter(may_see(viewer), public_id=public_id)
    found = rows.select_related("supplier").first()
    if found is None:
        raise NotVisible
    handles = found.consulted_for.filter(member__in=kept_members(viewer))
    if found.supplier_id not in viewer.supplier_ids and not handles.exists():
        raise NotVisible
    return found


def asked_of(viewer: Actor) -> list[Consultation]:
    """For the supplier's own list, what it has to answer first."""
    rows = Consultation.objects.filter(may_see(viewer), supplier_id__in=viewer.supplier_ids)
    found = rows.select_related("supplier").prefetch_related("consulted_for__member")
    return sorted(found, key=lambda one: (one.answered_at is not None, -one.pk))


def members_asking(one: Consultation) -> list[str]:
    """By name, for the supplier: those that answer for whether its document is given out."""
    return sorted({row.member.name for row in one.consulted_for.select_related("member")})


def consultations_of(one: AccessRequest) -> dict[str, Consultation]:
    """{public id of the document: the last that the supplier was asked of it}, for whoever sees the request."""
    rows = one.consultations.select_related("consultation__supplier").order_by("id")
    return {row.consultation.subject: row.consultation for row in rows}


def answers_known(one: AccessRequest) -> dict[str, Consultation]:
    """{public id of the document: the last that the supplier was asked of it}, for this request, and where it was not
    asked for it, as it answered when this member had another."""
    rows = Consultation.objects.filter(consulted_for__member_id=one.member_id, answered_at__isnull=False)
    rows = rows.filter(subject__in=one.documents.values("subject"))
    return {row.subject: row for row in rows.order_by("answered_at", "id")} | consultations_of(one)


def answers_held(one: AccessRequest) -> dict[str, Consultation]:
    """As `answers_known`, locked, for a request that is locked and is being opened: a supplier that answers in the same
    moment either has answered, and is read here, or waits and finds the request open."""
    ids = one.consultations.values("consultation_id")
    list(Consultation.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("id"))
    return answers_known(one)


def unanswered_of(one: AccessRequest) -> list[Consultation]:
    return [each for each in consultations_of(one).values() if each.answered_at is None]
