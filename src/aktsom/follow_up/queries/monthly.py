"""What a month holds for whoever leads a team, or buys without one, as its letter tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.core.actor import Actor
from aktsom.follow_up.audit_states import AuditState
from aktsom.follow_up.meeting_states import MeetingState
from aktsom.follow_up.models import Audit, DocumentReview, FollowUp, Meeting, MonthlyLetter, ReportedContract
from aktsom.follow_up.queries.calendar import follow_ups_between, wheel_for
from aktsom.follow_up.queries.planning import follow_ups_for, own
from aktsom.follow_up.review_states import ReviewState
from aktsom.follow_up.rules.monthly import rest_of_month
from aktsom.follow_up.states import LIVE, ReportState
from aktsom.follow_up.tables import WheelRow
from aktsom.members.models import Person
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import TeamSeat
from aktsom.teams.queries.owners import owners_of
from aktsom.teams.states import SeatPart, TeamState


class Falls(StrEnum):
    """What falls on a day of a follow-up."""

    BEGINS = "begins"
    ENDS = "ends"
    SELF_REPORT = "self_report"
    MEETING = "meeting"
    DOCUMENTS = "documents"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True, order=True)
class DayOf:
    on: date
    what: Falls
    supplier: str


@dataclass(frozen=True)
class Month:
    """`activities` are the wheel's; `days` what is left of the month in the follow-ups that the reader runs."""

    activities: tuple[WheelRow, ...]
    days: tuple[DayOf, ...]

    @property
    def is_empty(self) -> bool:
        return not self.activities and not self.days


def readers(today: date) -> list[Person]:
    """Who leads an active team, and the contract owners of members with running contracts that sit in none; those who
    have not said no to the letter and have not had the month's."""
    seats = TeamSeat.objects.filter(left_at__isnull=True, team__state=TeamState.ACTIVE)
    leads = seats.filter(part=SeatPart.LEAD).values_list("person_id", flat=True)
    sitting = seats.values_list("member_id", flat=True)
    buying = Contract.objects.filter(running(today)).exclude(member_id__in=sitting)
    alone = set(buying.values_list("member_id", flat=True).distinct())
    owners = {person.pk for people in owners_of(alone, today).values() for person in people}
    had = MonthlyLetter.objects.filter(month=today.replace(day=1)).values("person_id")
    wanting = Person.objects.filter(is_active=True, wants_monthly_letter=True).exclude(pk__in=had)
    return list(wanting.filter(pk__in={*leads, *owners}).order_by("pk"))


def month_of(reader: Actor, language: str, today: date) -> Month:
    if not sees_network(reader):
        return Month((), ())
    activities = [row for row in wheel_for(reader, language) if row.month == today.month]
    first, last = rest_of_month(today)
    return Month(tuple(activities), tuple(sorted(set(_days(reader, first, last)))))


def _days(reader: Actor, first: date, last: date) -> Iterable[DayOf]:
    for one in follow_ups_between(reader, first, last):
        for what, day in ((Falls.BEGINS, one.starts_on), (Falls.ENDS, one.ends_on)):
            if one.state in LIVE and first <= day <= last:
                yield DayOf(day, what, one.supplier.name)
    ours = follow_ups_for(reader).filter(own(reader), state__in=LIVE).values("pk")
    yield from _due_of_methods(FollowUp.objects.filter(pk__in=ours), first, last)


def _due_of_methods(ours: Iterable[FollowUp], first: date, last: date) -> Iterable[DayOf]:
    near = {"follow_up__in": ours, "due_on__range": (first, last)}
    asked = ReportedContract.objects.filter(
        self_report__follow_up__in=ours, self_report__state=ReportState.ASKED, ticked_on__isnull=True,
        due_on__range=(first, last),
    )  # fmt: skip
    reviews = DocumentReview.objects.filter(**near, state=ReviewState.SENT)
    audits = Audit.objects.filter(**near, state__in=(AuditState.CONSENT, AuditState.ORDERED))
    meetings = Meeting.objects.filter(
        follow_up__in=ours, state__in=(MeetingState.PLANNED, MeetingState.INVITED), starts_at__date__range=(first, last)
    )
    for day, supplier in asked.values_list("due_on", "self_report__supplier__name"):
        if day is not None:
            yield DayOf(day, Falls.SELF_REPORT, supplier)
    for day, supplier in reviews.values_list("due_on", "supplier__name"):
        yield DayOf(day, Falls.DOCUMENTS, supplier)
    for day, supplier in audits.values_list("due_on", "supplier__name"):
        yield DayOf(day, Falls.AUDIT, supplier)
    for starts_at, supplier in meetings.values_list("starts_at", "follow_up__supplier__name"):
        yield DayOf(timezone.localdate(starts_at), Falls.MEETING, supplier)
