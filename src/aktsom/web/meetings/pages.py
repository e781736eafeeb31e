"""The page of a meeting, its entry for a calendar, and the acts that stand on it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.effects.effort_states import Activity
from aktsom.findings.actions.joint_meetings import hold_in_inquiry
from aktsom.follow_up.actions import meetings as acts
from aktsom.follow_up.meeting_states import MEETING, MeetingState
from aktsom.follow_up.models import Meeting
from aktsom.follow_up.permissions import meetings as permissions
from aktsom.follow_up.queries.meetings import meeting, reads_minutes
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.days import read_day
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort.here import effort_here
from aktsom.web.meetings import words
from aktsom.web.meetings.joint import joint_parts


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _shown(request, public_id)


def _shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, found = request.actor, meeting(request.actor, public_id)
    supplier = permissions.answers_for(actor, found)
    reads = reads_minutes(actor, found, supplier=supplier)
    who = words.by_whom(found.team, found.owner)
    tasks = list(found.tasks.all()) if reads else []
    context = {
        "one": found,
        "supplier": supplier,
        "who": who,
        "reads": reads,
        "state": words.STATES[found.state],
        "move": words.whose_move(found.state, who, found.supplier.name),
        "kind": words.KINDS[found.kind],
        "sides": words.SIDES,
        "points": list(found.points.all()),
        "tasks": [(task, permissions.finish(actor, task) is None) for task in tasks],
        "comments": list(found.comments.all()) if reads else [],
        "may": {verb: permissions.move(actor, found, verb) is None for verb in {m.verb for m in MEETING.moves}},
        "may_change": permissions.change(actor, found) is None,
        "may_write": permissions.write_minutes(actor, found) is None,
        "effort": effort_here(actor, public_id, Activity.MEETING, supplier=supplier),
        "today": timezone.localdate(),
        "wrong": wrong or {},
        **joint_parts(actor, found, supplier=supplier),
    }
    return render(request, "meetings/one.html", context, status=422 if wrong else 200)


@signed_in
@require_safe
def calendar(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One event (RFC 5545), by its id, so that a changed meeting replaces the one before."""
    found = meeting(request.actor, public_id)
    title = _("%(kind)s: %(supplier)s") % {"kind": words.KINDS[found.kind], "supplier": found.supplier.name}
    gone = found.state == MeetingState.CANCELLED
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aktsom//Aktsom//NO",
        "BEGIN:VEVENT",
        f"UID:{found.public_id}@aktsom",
        f"SEQUENCE:{found.revision}",
        f"DTSTAMP:{_utc(timezone.now())}",
        f"DTSTART:{_utc(found.starts_at)}",
        f"DTEND:{_utc(found.starts_at + timedelta(minutes=found.minutes_long))}",
        f"SUMMARY:{_escaped(title)}",
        *([f"LOCATION:{_escaped(found.place or found.link)}"]),
        f"STATUS:{'CANCELLED' if gone else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    answer = HttpResponse("\r\n".join(map(_folded, lines)) + "\r\n", content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.public_id}.ics"'
    return answer


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """No more than 75 octets in a row."""
    parts, rest = [], line
    while len(rest.encode()) > 74:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        parts.append(rest[:cut])
        rest = " " + rest[cut:]
    return "\r\n".join([*parts, rest])


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    meeting(request.actor, public_id)
    act, told = _MOVES[verb]
    try:
        act(request, public_id, {"by": request.actor, "at": timezone.now(), "revision": revision_of(request)})
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, public_id, {"verb": verb, "text": request.POST.get("text", ""), "error": str(error)})
    messages.success(request, told())
    return redirect("meetings_one", public_id=public_id)


Did = Callable[[SignedInRequest, str, dict[str, Any]], Meeting]


def _send(request: SignedInRequest, public_id: str, by: dict[str, Any]) -> Meeting:
    asked = request.POST.get("confirm_by", "")
    confirm_by = read_day(asked, timezone.localdate()) if asked else None
    return acts.send_minutes(meeting_id=public_id, confirm_by=confirm_by, **by)


def _cancel(request: SignedInRequest, public_id: str, by: dict[str, Any]) -> Meeting:
    return acts.cancel(meeting_id=public_id, reason=request.POST.get("text", ""), **by)


def _comment(request: SignedInRequest, public_id: str, by: dict[str, Any]) -> Meeting:
    return acts.comment_minutes(meeting_id=public_id, text=request.POST.get("text", ""), **by)


def _hold(request: SignedInRequest, public_id: str, by: dict[str, Any]) -> Meeting:
    return hold_in_inquiry(meeting_id=public_id, inquiry_id=request.POST.get("inquiry", ""), **by)


def _plain(act: Callable[..., Meeting]) -> Did:
    return lambda _request, public_id, by: act(meeting_id=public_id, **by)


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "inviter": (_plain(acts.invite), lambda: _("Leverandøren er invitert, og får brev.")),
    "send-referat": (_send, lambda: _("Referatet er sendt. Leverandøren kan bekrefte eller kommentere.")),
    "bekreft": (_plain(acts.confirm_minutes), lambda: _("Takk. Referatet er bekreftet.")),
    "kommenter": (_comment, lambda: _("Kommentaren er sendt, og blir stående ved referatet.")),
    "la-sta": (_plain(acts.settle_minutes), lambda: _("Referatet står, med kommentaren ved siden av.")),
    "undersokelse": (_hold, lambda: _("De som er med og har avtale med leverandøren, ser nå dag, sted og saksliste.")),
    "avlys": (_cancel, lambda: _("Møtet er avlyst.")),
}
