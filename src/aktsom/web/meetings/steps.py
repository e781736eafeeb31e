"""Meetings among the steps of a follow-up, on Home, and in the supplier's list of what it is asked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.meeting_states import MEETING, OVER, MeetingState, Side
from aktsom.follow_up.methods import may_begin
from aktsom.follow_up.models import FollowUp, Meeting, MeetingTask
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.queries.meetings import (
    invited_to,
    meetings_of,
    minutes_waiting,
    offers_kick_off,
    tasks_for_supplier,
    tasks_of,
    tasks_waiting,
)
from aktsom.follow_up.states import Method
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, mark, runs
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import Row
from aktsom.web.meetings import words


def _href(one: Meeting) -> str:
    return reverse("meetings_one", kwargs={"public_id": one.public_id})


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    """The meetings, and to those who run it what was agreed in them and is not done."""
    ours, found = runs(actor, ones), meetings_of(actor, ones)
    for one in found:
        yield one.follow_up_id, _step(one, today)
    for task in tasks_of(one for one in found if one.follow_up_id in ours):
        yield task.meeting.follow_up_id, _agreed(task, today)


def _step(one: Meeting, today: date) -> Step:
    day = timezone.localdate(one.starts_at)
    until = one.confirm_by if one.state == MeetingState.MINUTES_SENT else day
    over = one.state in OVER
    return Step(
        kind=Kind.MEETING,
        title=str(words.KINDS[one.kind]),
        href=_href(one),
        state=mark(over=over, late=until is not None and until < today, dropped=one.state == MeetingState.CANCELLED),
        state_text=str(words.STATES[one.state]),
        move="" if over else words.whose_move(one.state, "", one.supplier.name),
        until=until,
        waits={"team": Waits.US, "supplier": Waits.SUPPLIER, "": Waits.NOBODY}[MEETING.owners[one.state]],
        act=_act(one, day <= today),
    )


def _act(one: Meeting, has_come: bool) -> str:
    """What those who hold it press; before the day of the meeting there is nothing to do."""
    told = {MeetingState.PLANNED: _("Inviter leverandøren"), MeetingState.COMMENTED: _("Se kommentaren til referatet")}
    if one.state == MeetingState.INVITED and has_come:
        return _("Skriv referatet")
    return told.get(MeetingState(one.state), "")


def _agreed(task: MeetingTask, today: date) -> Step:
    ours = task.side == Side.OURS
    return Step(
        kind=Kind.MEETING,
        title=task.text,
        href=f"{_href(task.meeting)}#{task.public_id}",
        state=mark(over=False, late=task.due_on < today),
        state_text=_("Avtalt i møte"),
        move="" if ours else task.meeting.supplier.name,
        until=task.due_on,
        waits=Waits.US if ours else Waits.SUPPLIER,
        act=_("Gjør det som er avtalt") if ours else "",
    )


def beginnings(actor: Actor, one: FollowUp, today: date) -> list[Beginning]:
    if run(actor, one):
        return []
    off, href = may_begin(one, Method.MEETING, today), reverse("meetings_new", kwargs={"follow_up_id": one.public_id})
    ways = [Beginning(_("Planlegg et møte"), href, off)]
    if off is None and offers_kick_off(actor, one, today):
        note = _("En avtale er ny. Møt leverandøren tidlig, om forventninger, kontakter og egenrapport.")
        ways.insert(0, Beginning(_("Planlegg oppstartsmøte"), href + "?oppstart=1", None, note))
    return ways


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    minutes = minutes_waiting(actor)
    decide = [_commented(one) for one in minutes if one.state == MeetingState.COMMENTED]
    wait = [_unanswered(one) for one in minutes if one.state == MeetingState.MINUTES_SENT]
    for task in tasks_waiting(actor):
        (decide if task.side == Side.OURS else wait).append(_task(task, today))
    return decide, wait


def _commented(one: Meeting) -> Row:
    return Row(
        title=_("Referatet fra møtet med %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Leverandøren har kommentert det. Rett det, eller la det stå."),
        href=_href(one),
        act=_("Se kommentaren"),
    )


def _unanswered(one: Meeting) -> Row:
    return Row(
        title=_("Referatet fra møtet med %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Leverandøren skal bekrefte innen %(day)s.") % {"day": write_date(one.confirm_by, "day")},
        href=_href(one),
        state="wait",
        state_text=_("Venter på svar"),
    )


def _task(task: MeetingTask, today: date) -> Row:
    late = task.due_on < today
    return Row(
        title=task.text,
        text=_("Avtalt i møte med %(supplier)s.") % {"supplier": task.meeting.supplier.name},
        href=f"{_href(task.meeting)}#{task.public_id}",
        due=write_date(task.due_on, "short"),
        due_note=_("fristen er gått") if late else "",
        act=_("Gjør ferdig") if task.side == Side.OURS else "",
        state="late" if late else "wait",
        state_text=write_date(task.due_on, "short"),
    )


def requests(actor: Actor, today: date) -> Iterable[Request]:
    """Meetings that the supplier is invited to, minutes it is to answer, and what it is to do."""
    found = [_request(one, today) for one in invited_to(actor, actor.supplier_ids)]
    return found + [_asked_to_do(task, today) for task in tasks_for_supplier(actor)]


def _request(one: Meeting, today: date) -> Request:
    who = words.by_whom(one.team, one.owner)
    opens, day = MEETING.owners[one.state] == "supplier", timezone.localdate(one.starts_at)
    answer_by = one.confirm_by if opens else day if one.state == MeetingState.INVITED and day >= today else None
    is_late = opens and answer_by is not None and answer_by < today
    coming = one.state == MeetingState.INVITED and day >= today
    return Request(
        follow_up=one.follow_up_id,
        title=_("Bekreft referatet fra møtet") if opens else str(words.KINDS[one.kind]),
        who=_("%(who)s inviterer.") % {"who": who},
        href=_href(one),
        act=_("Les og svar") if opens else _("Se møtet"),
        open=opens or coming,
        state="late" if is_late else "wait" if opens or coming else "ok",
        state_text=str(words.STATES[one.state]),
        supplier=one.supplier.name,
        readers=who,
        asked_at=one.minutes_sent_at if opens else None,
        answer_by=answer_by,
        late=is_late,
        due_note=due_note(answer_by, today),
    )


def _asked_to_do(task: MeetingTask, today: date) -> Request:
    late = task.due_on < today
    return Request(
        follow_up=task.meeting.follow_up_id,
        title=task.text,
        who=_("Avtalt i møte med %(who)s.") % {"who": words.by_whom(task.meeting.team, task.meeting.owner)},
        href=f"{_href(task.meeting)}#{task.public_id}",
        act=_("Merk som gjort"),
        open=True,
        state="late" if late else "wait",
        state_text=_("Ikke gjort"),
        supplier=task.meeting.supplier.name,
        answer_by=task.due_on,
        late=late,
        due_note=due_note(task.due_on, today),
    )
