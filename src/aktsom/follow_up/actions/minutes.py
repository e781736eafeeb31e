"""Minutes of a meeting: who was there, what was said to each point, and what was agreed, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.meetings import act_of, meeting_for_change
from aktsom.follow_up.actions.method_start import saved
from aktsom.follow_up.meeting_states import Side
from aktsom.follow_up.method_tables import method_limit
from aktsom.follow_up.models import Meeting, MeetingTask
from aktsom.follow_up.models.meetings import LONGEST_TEXT
from aktsom.follow_up.permissions import meetings as permissions
from aktsom.follow_up.queries.meetings import meeting
from aktsom.follow_up.wording import line_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.problems import Wrong

LONGEST_TASK, LONGEST_WHO = 500, 120


@dataclass(frozen=True)
class TaskSaid:
    """`looked` is the mark of a text that a person has looked at."""

    text: str
    side: str
    due_on: date
    who: str = ""
    point: str = ""
    looked: str = ""


@transaction.atomic
def write_minutes(
    *,
    by: Actor,
    at: datetime,
    meeting_id: str,
    revision: int,
    ours: str,
    theirs: str,
    minutes: Mapping[str, str],
    looked: str = "",
) -> Meeting:
    """`minutes` by the points' public ids; those left out stay. `ours` and `theirs` are who was there, a line each.
    Raises LookAgain unless `looked` is the mark of the texts."""
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(permissions.write_minutes(by, one))
    stop_if_unlooked({"minutes": "\n".join(minutes.values())}, looked)
    one.ours, one.theirs = text_in("ours", ours), text_in("theirs", theirs)
    for point in one.points.all():
        if point.public_id in minutes:
            point.minutes = text_in("minutes", minutes[point.public_id], LONGEST_TEXT)
            point.save(update_fields=["minutes"])
    saved(one, by, at, act_of("minutes_written", one))
    return one


@transaction.atomic
def agree_task(*, by: Actor, at: datetime, meeting_id: str, revision: int, said: TaskSaid) -> MeetingTask:
    """What was agreed; the supplier sees it with the minutes."""
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(permissions.write_minutes(by, one))
    if said.side not in list(Side):
        raise Wrong("side", _("Velg hvem som skal gjøre det."))
    if one.tasks.count() >= method_limit("most_rows"):
        raise Wrong("text", _("Det er for mange oppgaver i dette møtet."))
    stop_if_unlooked({"text": said.text, "who": said.who}, said.looked)
    point = one.points.filter(public_id=said.point).first()
    made = MeetingTask.objects.create(
        meeting=one, point=point, text=line_in("text", said.text, LONGEST_TASK, needed=_("Skriv hva som skal gjøres.")),
        side=said.side, who=line_in("who", said.who, LONGEST_WHO), due_on=said.due_on,
    )  # fmt: skip
    saved(one, by, at, _told("meeting_task_agreed", made))
    return made


@transaction.atomic
def drop_task(*, by: Actor, at: datetime, meeting_id: str, revision: int, task_id: str) -> None:
    """While the minutes are being written, and nobody has done it."""
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(permissions.write_minutes(by, one))
    task = one.tasks.filter(public_id=task_id, done_at__isnull=True).first()
    if task is None:
        raise NotVisible
    act = _told("meeting_task_dropped", task)
    task.delete()
    saved(one, by, at, act)


@transaction.atomic
def finish_task(*, by: Actor, at: datetime, meeting_id: str, task_id: str, note: str = "") -> MeetingTask:
    """A second press is refused: it is done."""
    meeting(by, meeting_id)
    task = MeetingTask.objects.select_for_update(of=("self",)).select_related("meeting").filter(
        meeting__public_id=meeting_id, public_id=task_id
    ).first()  # fmt: skip
    if task is None:
        raise NotVisible
    stop_if(permissions.finish(by, task))
    task.done_at, task.done_by_id = at, by.person_id
    task.done_note = text_in("note", note)
    task.save()
    record(by=by, at=at, acts=[_told("meeting_task_done", task)])
    return task


def _told(verb: str, task: MeetingTask) -> Act:
    told = {"meeting": task.meeting.public_id, "side": task.side, "due_on": str(task.due_on)}
    return Act(verb, task.public_id, task.meeting.owner_id, changes=told)
