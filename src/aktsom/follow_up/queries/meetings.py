"""Reads of meetings: one, those of a follow-up, what waits for whom, and what was agreed and is not done."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils import translation

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.meeting_states import TOLD_MINUTES, MeetingKind, MeetingState, Side
from aktsom.follow_up.method_tables import kick_off_agenda, method_limit
from aktsom.follow_up.methods import OpenPoint, held, offers_points, open_points, seen
from aktsom.follow_up.models import FollowUp, Meeting, MeetingTask
from aktsom.follow_up.queries import answers_left  # noqa: F401  offers what it leaves open


def meetings_for(viewer: Actor) -> QuerySet[Meeting]:
    return Meeting.objects.filter(seen(viewer)).select_related("owner", "team", "supplier")


def meeting(viewer: Actor, public_id: str) -> Meeting:
    """Raises NotVisible."""
    found = meetings_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def case_meetings(viewer: Actor) -> QuerySet[Meeting]:
    """Those that are the viewer's as a part of the case. One that it is shown since it has joined an inquiry is read on
    the meeting's own page alone."""
    of_case = Q(of_inquiry="") | Q(shared_at__isnull=False) | Q(supplier_id__in=viewer.supplier_ids)
    return meetings_for(viewer).filter(of_case | _met_by(viewer))


def _met_by(viewer: Actor) -> Q:
    alone = Q(team__isnull=True, owner_id__in=viewer.member_ids)
    return alone | Q(team_id__in=viewer.case_team_ids)


def meetings_in(viewer: Actor, inquiry_id: str) -> list[Meeting]:
    """That are held in the joint inquiry, by its public id, the first first."""
    return list(meetings_for(viewer).filter(of_inquiry=inquiry_id).order_by("starts_at", "id"))


def meetings_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[Meeting]:
    """Of all of them together, the newest first."""
    return list(case_meetings(viewer).filter(follow_up__in=list(ones)))


def with_minutes(meetings: list[Meeting]) -> list[Meeting]:
    """The same, with what was talked of, agreed and commented in them, in one question for each."""
    prefetch_related_objects(meetings, "points", "tasks", "comments")
    return meetings


def tasks_of(meetings: Iterable[Meeting]) -> list[MeetingTask]:
    """What was agreed in them and is not done, once the supplier has the minutes."""
    told = [one.pk for one in meetings if one.state in TOLD_MINUTES]
    rows = MeetingTask.objects.filter(meeting__in=told, done_at__isnull=True)
    return list(rows.select_related("meeting__supplier", "meeting__team", "meeting__owner"))


def reads_minutes(viewer: Actor, one: Meeting, *, supplier: bool) -> bool:
    """Who meets always; the supplier once they are sent; others who see the meeting once they stand."""
    if supplier:
        return one.state in TOLD_MINUTES
    meets = one.team_id in viewer.case_team_ids if one.team_id else one.owner_id in viewer.member_ids
    return meets or one.shared_at is not None


def tasks_waiting(viewer: Actor) -> list[MeetingTask]:
    """What was agreed in meetings that the viewer has a part in and is not done, the first due first."""
    told = Q(meeting__state__in=TOLD_MINUTES)
    rows = MeetingTask.objects.filter(
        told, done_at__isnull=True, meeting__in=case_meetings(viewer).filter(held(viewer))
    )
    return list(rows.select_related("meeting__supplier").order_by("due_on", "id"))


def tasks_for_supplier(viewer: Actor) -> list[MeetingTask]:
    """What the supplier has agreed to do and has not done."""
    told = Q(meeting__state__in=TOLD_MINUTES, meeting__supplier_id__in=viewer.supplier_ids)
    rows = MeetingTask.objects.filter(told, side=Side.SUPPLIER, done_at__isnull=True)
    seen_ = rows.filter(meeting__in=Meeting.objects.filter(seen(viewer)))
    return list(seen_.select_related("meeting__supplier", "meeting__team", "meeting__owner").order_by("due_on", "id"))


def minutes_waiting(viewer: Actor) -> list[Meeting]:
    """Minutes that the supplier has not answered, and those it has a comment to."""
    states = (MeetingState.MINUTES_SENT, MeetingState.COMMENTED)
    return list(case_meetings(viewer).filter(held(viewer), state__in=states).order_by("confirm_by", "id"))


def invited_to(viewer: Actor, supplier_ids: Iterable[int]) -> list[Meeting]:
    """For the supplier's own list: meetings it is invited to and minutes to answer, and what is over."""
    rows = meetings_for(viewer).exclude(state=MeetingState.PLANNED).filter(supplier_id__in=supplier_ids)
    return list(rows.order_by("-starts_at", "-id"))


def offers_kick_off(viewer: Actor, one: FollowUp, today: date) -> bool:
    """When a contract it covers has begun lately, or will soon, and no kick-off has been held. When a contract was
    signed is its owner's to know; when it begins is known to all."""
    near = timedelta(days=method_limit("kick_off_days"))
    covered = one.covered.filter(left_at__isnull=True)
    new = covered.filter(contract__starts_on__gte=today - near, contract__starts_on__lte=today + near).exists()
    held = Meeting.objects.filter(seen(viewer), follow_up=one, kind=MeetingKind.KICK_OFF)
    return new and not held.exclude(state=MeetingState.CANCELLED).exists()


def proposed_agenda(viewer: Actor, one: FollowUp, kind: str) -> list[OpenPoint]:
    """A kick-off has its own; then what the follow-up has left open."""
    fixed = kick_off_agenda(translation.get_language() or "nb") if kind == MeetingKind.KICK_OFF else ()
    return [*(OpenPoint(f"kick_off:{code}", title) for code, title in fixed), *open_points(viewer, one)]


@offers_points
def tasks_left(viewer: Actor, one: FollowUp) -> list[OpenPoint]:
    """What was agreed in earlier meetings and is not done."""
    meetings = Meeting.objects.filter(seen(viewer), follow_up=one)
    rows = MeetingTask.objects.filter(meeting__in=meetings, done_at__isnull=True)
    return [OpenPoint(f"task:{task.public_id}", task.text) for task in rows]


def late(task: MeetingTask, today: date) -> bool:
    return task.done_at is None and task.due_on < today
