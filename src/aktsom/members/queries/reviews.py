"""Reviews of access: what waits, and the proof of what was decided."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members import permissions
from aktsom.members.limits import limit
from aktsom.members.models import AccessReview, AccessReviewLine, Member, Person
from aktsom.members.queries.people import run_members
from aktsom.members.rules import Period, overdue, period_called, used_in


@dataclass(frozen=True, slots=True)
class ReviewRow:
    public_id: str
    member: Member
    period: Period
    opened_at: datetime
    due_on: date
    closed_at: datetime | None
    lines: int
    waiting: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class ReviewLine:
    id: int
    person: str  # public id
    name: str
    role: str
    given_at: datetime | None
    last_used_on: date | None
    used: bool  # in the period or since
    decision: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    row: ReviewRow
    lines: list[ReviewLine]
    closed_by: str


def reviews(viewer: Actor, member: Member, today: date) -> list[ReviewRow]:
    """The member's reviews, newest first, for those who run its people."""
    if not permissions.belongs(viewer, member.pk):
        raise NotVisible
    if permissions.run_people(viewer, member.pk):
        return []
    return _rows(AccessReview.objects.filter(member=member), today)


def open_reviews(viewer: Actor, today: date) -> list[ReviewRow]:
    """What the viewer has to go through, the first due first."""
    mine = AccessReview.objects.filter(member__in=run_members(viewer), closed_at__isnull=True)
    return sorted(_rows(mine, today), key=lambda row: row.due_on)


def overdue_reviews(viewer: Actor, today: date) -> list[ReviewRow]:
    """Those of all members that are past their day, for the secretariat: that it is so, not what it holds."""
    if not permissions.keeps_network(viewer):
        return []
    return _rows(AccessReview.objects.filter(closed_at__isnull=True, due_on__lt=today), today)


def _rows(found: QuerySet[AccessReview], today: date) -> list[ReviewRow]:
    counted = found.select_related("member").annotate(
        line_count=Count("lines"), waiting_count=Count("lines", filter=Q(lines__decision=""))
    )
    return [_row(review, today) for review in counted]


def _row(review: AccessReview, today: date) -> ReviewRow:
    return ReviewRow(
        review.public_id,
        review.member,
        period_called(review.period, limit("review_months")),
        review.opened_at,
        review.due_on,
        review.closed_at,
        review.line_count,  # type: ignore[attr-defined]  # annotated above
        review.waiting_count,  # type: ignore[attr-defined]  # counted by the query above
        overdue(review.due_on, today, closed=review.closed_at is not None),
    )


def review_page(viewer: Actor, public_id: str, today: date) -> ReviewPage:
    """The review with a line a role, by name; the proof once it is closed."""
    review = AccessReview.objects.filter(public_id=public_id)
    row = next(iter(_rows(review, today)), None)
    if row is None or permissions.run_people(viewer, row.member.pk):
        raise NotVisible
    found = list(
        AccessReviewLine.objects.filter(review__public_id=public_id)
        .select_related("person")
        .order_by("person__name", "person_id", "id")
    )
    closed_by_id = review.values_list("closed_by_id", flat=True).get()
    deciding = {one.decided_by_id or 0 for one in found} | {closed_by_id or 0}
    names = dict(Person.objects.filter(pk__in=deciding).values_list("pk", "name"))
    lines = [
        ReviewLine(
            one.pk,
            one.person.public_id,
            one.person.name,
            one.role,
            one.given_at,
            one.last_used_on,
            used_in(row.period, one.last_used_on),
            one.decision,
            names.get(one.decided_by_id or 0, ""),
            one.decided_at,
        )
        for one in found
    ]
    return ReviewPage(row, lines, names.get(closed_by_id or 0, ""))
