"""A meeting is planned with its agenda, the supplier is invited, minutes are sent, and the supplier confirms or
comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.method_start import begun, follow_up_for_method, note, saved, to_change
from aktsom.follow_up.meeting_states import MEETING, MeetingKind
from aktsom.follow_up.method_tables import method_limit
from aktsom.follow_up.methods import body_of, runner_keys, supplier_keys
from aktsom.follow_up.models import AgendaPoint, Meeting, MeetingComment
from aktsom.follow_up.models.meetings import LONGEST_TEXT, LONGEST_TITLE
from aktsom.follow_up.permissions import meetings as permissions
from aktsom.follow_up.queries.meetings import meeting
from aktsom.follow_up.states import Method
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

SHORTEST, LONGEST = 10, 600  # minutes


@dataclass(frozen=True)
class MeetingSaid:
    """When and where; `agenda` are titles in their order, `sources` {title: code} of those proposed."""

    starts_at: datetime
    agenda: Sequence[str]
    kind: MeetingKind = MeetingKind.FOLLOW_UP
    minutes_long: int = 60
    place: str = ""
    link: str = ""
    sources: Sequence[tuple[str, str]] = ()


@transaction.atomic
def plan_meeting(*, by: Actor, at: datetime, follow_up_id: str, said: MeetingSaid) -> Meeting:
    """Known to those who follow up alone until the supplier is invited."""
    one = follow_up_for_method(by, at, follow_up_id, Method.MEETING)
    made = Meeting(
        follow_up=one, owner_id=body_of(by, one), team=one.team, supplier=one.supplier, seen_by=runner_keys(one),
        kind=said.kind, made_at=at, made_by_id=by.person_id,
    )  # fmt: skip
    _take_in(made, said)
    made.save()
    _write_agenda(made, said)
    note(one, by, at)
    record(by=by, at=at, acts=[act_of("meeting_planned", made, follow_up=one.public_id)])
    return made


@transaction.atomic
def change_meeting(*, by: Actor, at: datetime, meeting_id: str, revision: int, said: MeetingSaid) -> Meeting:
    """Day, place and agenda. Who is invited is told that it changed."""
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(permissions.change(by, one))
    before = (one.starts_at, one.place, one.link)
    _take_in(one, said)
    _write_agenda(one, said)
    saved(one, by, at, act_of("meeting_changed", one))
    if before != (one.starts_at, one.place, one.link):
        _tell_of_change(one, at, invited=one.state != MEETING.start)
    return one


@transaction.atomic
def invite(*, by: Actor, at: datetime, meeting_id: str, revision: int) -> Meeting:
    one = _moved(by, meeting_id, revision, "invite")
    if not one.points.exists():
        raise Wrong("agenda", _("Skriv minst ett punkt på sakslisten."))
    one.seen_by = one.seen_by | supplier_keys(one.follow_up)
    saved(one, by, at, *begun(one.follow_up), act_of("meeting_invited", one))
    tell("meeting_invited", one.public_id, at)
    return one


@transaction.atomic
def cancel(*, by: Actor, at: datetime, meeting_id: str, revision: int, reason: str) -> Meeting:
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(permissions.move(by, one, "cancel"))
    one.cancelled_reason = reason_in("reason", reason)
    told = one.state != MEETING.start
    one.state = MEETING.after(one.state, "cancel")
    saved(one, by, at, act_of("meeting_cancelled", one))
    _tell_of_change(one, at, invited=told)
    return one


@transaction.atomic
def send_minutes(*, by: Actor, at: datetime, meeting_id: str, revision: int, confirm_by: date | None = None) -> Meeting:
    """To the supplier, to confirm or comment; it reads what was agreed from now on."""
    one = _moved(by, meeting_id, revision, "send_minutes")
    if not one.ours.strip() or not one.theirs.strip():
        raise Wrong("ours", _("Skriv hvem som var med fra begge sider."))
    if not any(point.minutes.strip() for point in one.points.all()):
        raise Wrong("minutes", _("Skriv referat til minst ett punkt."))
    one.confirm_by = confirm_by or day_of(at) + timedelta(days=method_limit("confirm_days"))
    if one.confirm_by < day_of(at):
        raise Wrong("confirm_by", _("Fristen kan ikke være før i dag."))
    one.minutes_sent_at = at
    saved(one, by, at, act_of("minutes_sent", one))
    tell("minutes_sent", one.public_id, at)
    return one


@transaction.atomic
def confirm_minutes(*, by: Actor, at: datetime, meeting_id: str, revision: int) -> Meeting:
    one = _moved(by, meeting_id, revision, "confirm")
    one.shared_at = at
    return _answered(one, by, at, "minutes_confirmed")


@transaction.atomic
def comment_minutes(*, by: Actor, at: datetime, meeting_id: str, revision: int, text: str) -> Meeting:
    """The comment is kept, whether the minutes are changed or not."""
    one = _moved(by, meeting_id, revision, "comment")
    told = text_in("text", text, LONGEST_TEXT, needed=_("Skriv hva som ikke stemmer."))
    MeetingComment.objects.create(meeting=one, text=told, said_at=at, said_by_id=by.person_id, of_revision=one.revision)
    return _answered(one, by, at, "minutes_commented")


@transaction.atomic
def settle_minutes(*, by: Actor, at: datetime, meeting_id: str, revision: int) -> Meeting:
    """The minutes stand, with the comment beside them."""
    one = _moved(by, meeting_id, revision, "settle")
    one.shared_at = at
    saved(one, by, at, act_of("minutes_settled", one))
    return one


def meeting_for_change(by: Actor, meeting_id: str, revision: int | None = None) -> Meeting:
    """Locked. Raises NotVisible and Stale."""
    meeting(by, meeting_id)
    return to_change(by, Meeting.objects.select_related("owner"), meeting_id, revision)


def act_of(verb: str, one: Meeting, **more: object) -> Act:
    """Ids and codes; never what was said."""
    return Act(verb, one.public_id, one.owner_id, changes={"kind": one.kind, "state": one.state, **more})


def _tell_of_change(one: Meeting, at: datetime, *, invited: bool) -> None:
    """The supplier once it is invited, and bodies that are shown the meeting since they have joined an inquiry."""
    if invited:
        tell("meeting_changed", one.public_id, at)
    if one.of_inquiry:
        tell("inquiry_meeting", one.public_id, at)


def _moved(by: Actor, meeting_id: str, revision: int, verb: str) -> Meeting:
    one = meeting_for_change(by, meeting_id, revision)
    stop_if(permissions.move(by, one, verb))
    one.state = MEETING.after(one.state, verb)
    return one


def _answered(one: Meeting, by: Actor, at: datetime, verb: str) -> Meeting:
    one.answered_at, one.answered_by_id = at, by.person_id
    saved(one, by, at, act_of(verb, one))
    tell("minutes_answered", one.public_id, at)
    return one


def _take_in(one: Meeting, said: MeetingSaid) -> None:
    if not SHORTEST <= said.minutes_long <= LONGEST:
        raise Wrong("minutes_long", _("Et møte varer fra {a} til {b} minutter.").format(a=SHORTEST, b=LONGEST))
    one.starts_at, one.minutes_long = said.starts_at, said.minutes_long
    one.place, one.link = line_in("place", said.place, LONGEST_TITLE), said.link.strip()
    if not (one.place or one.link):
        raise Wrong("place", _("Skriv hvor møtet er, eller legg inn en lenke til det."))


def _write_agenda(one: Meeting, said: MeetingSaid) -> None:
    """A point with the same title keeps its minutes."""
    titles = list(dict.fromkeys(line for text in said.agenda if (line := line_in("agenda", text, LONGEST_TITLE))))
    if len(titles) > method_limit("most_rows"):
        raise Wrong("agenda", _("Sakslisten er for lang."))
    sources, known = dict(said.sources), {point.title: point for point in one.points.all()}
    if gone := [point.pk for title, point in known.items() if title not in titles]:
        AgendaPoint.objects.filter(pk__in=gone).delete()
    for position, title in enumerate(titles, start=1):
        point = known.get(title) or AgendaPoint(meeting=one, title=title, source=sources.get(title, ""))
        point.position = position
        point.save()
