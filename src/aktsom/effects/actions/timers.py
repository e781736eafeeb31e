"""A timer that runs while the work is done: the moment it was started stands in the database, and nothing runs in the
page. One for each person."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.effects.actions.effort import EffortSaid, body_of, write_down
from aktsom.effects.effort_states import OF_MEMBERS, Basis
from aktsom.effects.effort_tables import effort_limit
from aktsom.effects.models import EffortEntry, RunningTimer
from aktsom.effects.permissions import effort as permissions
from aktsom.effects.subjects import subject
from aktsom.sharing.viewing import sees_network
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LEAST = Decimal("0.01")


@transaction.atomic
def start_timer(*, by: Actor, at: datetime, subject_id: str, activity: str) -> RunningTimer:
    """`subject_id` is empty for work on nothing in particular."""
    on = subject(by, subject_id) if subject_id else None
    if not sees_network(by):
        raise NotVisible
    stop_if(permissions.write(by))
    if activity not in [each.value for each in OF_MEMBERS]:
        raise Wrong("activity", _("Velg hva tiden går til."))
    there = RunningTimer.objects.filter(person_id=by.person_id or 0).first()
    if there is not None and there.subject == subject_id:
        return there  # a second click
    if there is not None:
        raise DomainError(_("Du har en tidtaker i gang på noe annet. Stopp den først."))
    made = RunningTimer(
        person_id=by.person_id or 0, member_id=body_of(by, on), subject=subject_id, activity=activity, started_at=at
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # another tab, at the same moment
        raise DomainError(_("Du har en tidtaker i gang allerede.")) from error
    record(by=by, at=at, acts=[_told("timer_started", made)])
    return made


@transaction.atomic
def stop_timer(*, by: Actor, at: datetime, timer_id: str, hours: Decimal | None = None, note: str = "") -> EffortEntry:
    """Makes an entry of it, with the hours that it ran or those that the person says instead. Raises Stale where it is
    stopped already, and Wrong where it ran so long that the person has to say."""
    timer = _locked(by, timer_id)
    ran = hours_between(timer.started_at, at)
    if hours is None and ran > effort_limit("longest_timer_hours"):
        raise Wrong("hours", _("Tidtakeren har gått i over {count} timer. Skriv hvor lenge du arbeidet.").format(
            count=effort_limit("longest_timer_hours")
        ))  # fmt: skip
    on = _still_seen(by, timer.subject)
    said = EffortSaid(timer.activity, day_of(at), ran if hours is None else hours, on, note=note)
    timer.delete()
    made = write_down(by=by, at=at, said=said)
    if hours is None:
        EffortEntry.objects.filter(pk=made.pk).update(basis=Basis.TIMER)
        made.basis = Basis.TIMER
    return made


@transaction.atomic
def drop_timer(*, by: Actor, at: datetime, timer_id: str) -> None:
    """Nothing is written down."""
    timer = _locked(by, timer_id)
    record(by=by, at=at, acts=[_told("timer_dropped", timer)])
    timer.delete()


def _still_seen(by: Actor, subject_id: str) -> str:
    """The hours are not lost where the person has left the team meanwhile; they concern nothing in particular then."""
    try:
        return subject(by, subject_id).public_id if subject_id else ""
    except NotVisible:
        return ""


def _locked(by: Actor, timer_id: str) -> RunningTimer:
    rows = RunningTimer.objects.select_for_update(of=("self",))
    timer = rows.filter(person_id=by.person_id or 0, public_id=timer_id).first()
    if timer is None:
        raise Stale(_("Tidtakeren er stoppet allerede."))
    return timer


def hours_between(start: datetime, end: datetime) -> Decimal:
    """To the hundredth, and at least one of them."""
    seconds = Decimal(max(0, int((end - start).total_seconds())))
    return max(LEAST, (seconds / 3600).quantize(LEAST, ROUND_HALF_UP))


def _told(verb: str, timer: RunningTimer) -> Act:
    return Act(verb, timer.public_id, timer.member_id, changes={"activity": timer.activity, "subject": timer.subject})
