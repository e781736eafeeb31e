"""Reads of requests for access: a member's own, with their documents, and what waits."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.records import permissions
from aktsom.records.models import AccessRequest, RequestedDocument
from aktsom.records.queries.cases import kept_members, own_members
from aktsom.records.states import RequestState

WAITING = (RequestState.OPEN, RequestState.DECIDED)


def requests_for(viewer: Actor) -> QuerySet[AccessRequest]:
    """Of members whose register the viewer reads."""
    rows = AccessRequest.objects.filter(member__in=own_members(viewer))
    return rows.select_related("member", "follow_up__supplier")


def request(viewer: Actor, public_id: str) -> AccessRequest:
    """Raises NotVisible."""
    found = requests_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def waiting(viewer: Actor) -> list[AccessRequest]:
    """What is not answered, the first due first."""
    rows = requests_for(viewer).filter(state__in=WAITING).annotate(last=Coalesce("extended_to", "due_on"))
    return list(rows.order_by("last", "id"))


def done(viewer: Actor, limit: int = 50) -> list[AccessRequest]:
    return list(requests_for(viewer).exclude(state__in=WAITING).order_by("-id")[:limit])


def to_handle(viewer: Actor, today: date, soon: date) -> list[AccessRequest]:
    """Of members whose register the viewer keeps: what is due by `soon`, or late."""
    rows = AccessRequest.objects.filter(member__in=kept_members(viewer), state__in=WAITING)
    rows = rows.annotate(last=Coalesce("extended_to", "due_on")).filter(last__lte=max(today, soon))
    return list(rows.select_related("member").order_by("last", "id"))


def answered_in(viewer: Actor, member: Member, case: FollowUp) -> list[AccessRequest]:
    rows = requests_for(viewer).filter(member=member, follow_up=case, state=RequestState.ANSWERED)
    return list(rows.order_by("id"))


def documents_of(one: AccessRequest) -> Sequence[RequestedDocument]:
    """For whoever sees the request."""
    return list(one.documents.prefetch_related("passages"))


def requested_document(viewer: Actor, request_id: str, document_id: str) -> RequestedDocument:
    """For those who handle requests: what somebody took into one from a case is not for all who read the register.
    Raises NotVisible."""
    one = request(viewer, request_id)
    if permissions.keep(viewer, one.member_id) is not None:
        raise NotVisible
    found = one.documents.filter(public_id=document_id).select_related("request__member").first()
    if found is None:
        raise NotVisible
    return found
