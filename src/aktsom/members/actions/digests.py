"""Letters that were held back, sent as one: of a day the day after, of a week the Monday after."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from aktsom.core.letters import Letter, post
from aktsom.core.outbox import send
from aktsom.members.limits import limit
from aktsom.members.models import Digest, Notice, Person
from aktsom.members.queries.notices import rhythms_of
from aktsom.members.states import Left, Rhythm

DIGEST_MAIL = "letter_digest"
Written = Callable[[Person, Rhythm, list[Notice]], Letter]


def ask_for_digests(*, today: date, at: datetime) -> int:
    """Of everybody who has something held, a letter this morning. Asked twice, the second finds the first's taken.
    Whoever is put out of use gets none, nor of this when taken into use again."""
    _waiting(midnight(today)).filter(person__is_active=False).update(left=Left.KEPT)
    morning = timezone.make_aware(datetime.combine(today, time(limit("digest_hour"))))
    asked = 0
    people = Person.objects.filter(pk__in=_waiting(midnight(today)).values("person"), is_active=True)
    for person in people.order_by("pk"):
        for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
            if due(person, rhythm, today):
                payload = {"person": person.public_id, "rhythm": rhythm.value, "on": today.isoformat()}
                send(kind=DIGEST_MAIL, payload=payload, at=at, not_before=morning)
                asked += 1
    return asked


def due(person: Person, rhythm: Rhythm, today: date) -> list[Notice]:
    """What is to be in the person's letter of the day or the week, the oldest first, by what it has chosen by now. What
    came today, or this week, is in the next one. A letter that should have left at once and could not is in it too."""
    rows = _waiting(midnight(first_day(rhythm, today))).filter(person=person).order_by("came_at", "id")
    now = rhythms_of(person.pk)
    return [row for row in rows if _goes_in(now.get(row.topic, Rhythm.DAILY)) is rhythm]


def _goes_in(chosen: Rhythm) -> Rhythm:
    """What was held and is wanted at once by now comes as soon as it can. What is wanted no more was promised when it
    was held, and comes too."""
    return Rhythm.WEEKLY if chosen is Rhythm.WEEKLY else Rhythm.DAILY


def _waiting(before: datetime) -> QuerySet[Notice]:
    """Also of a digest that never got out, and of letters that were given up a day ago."""
    left = Q(left=Left.HELD) | Q(left=Left.LEAVING, came_at__lt=before - timedelta(days=1))
    return Notice.objects.filter(left, came_at__lt=before)


def send_digest(*, person: Person, rhythm: Rhythm, on: date, work: int, at: datetime, written: Written) -> bool:
    """Whether a letter was sent. One is sent of a day, or of a week, and of nothing held none. Whoever sends it takes
    it first; begun anew after it died on the way, the same `work` takes it again."""
    digest = _taken(person, rhythm, on, work, at) if person.is_active else None
    if digest is None:
        return False
    rows = due(person, rhythm, on)
    if not rows:
        return False
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(digest=digest, left=Left.HELD)
    post(written(person, rhythm, rows), person.email)
    _mark_sent(digest, rows, at)
    return True


@transaction.atomic
def _mark_sent(digest: Digest, rows: list[Notice], at: datetime) -> None:
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(left=Left.SENT)
    Digest.objects.filter(pk=digest.pk).update(sent_at=at)


def _taken(person: Person, rhythm: Rhythm, on: date, work: int, at: datetime) -> Digest | None:
    digest, _is_new = Digest.objects.get_or_create(person=person, rhythm=rhythm, on=first_day(rhythm, on))
    free = Q(taken_at__isnull=True) | Q(taken_by=work)
    free |= Q(taken_at__lt=at - timedelta(minutes=limit("digest_taken_minutes")))
    mine = Digest.objects.filter(free, pk=digest.pk, sent_at__isnull=True)
    return digest if mine.update(taken_at=at, taken_by=work) else None


def first_day(rhythm: Rhythm, day: date) -> date:
    return day - timedelta(days=day.weekday()) if rhythm is Rhythm.WEEKLY else day


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def forget_old_notices(*, at: datetime) -> int:
    """Of what has left. A person's page of it is no archive: what it led to stands where it is."""
    old = at - timedelta(days=limit("notices_kept_days"))
    gone, _by_model = Notice.objects.filter(came_at__lt=old).exclude(left=Left.HELD).delete()
    Digest.objects.filter(on__lt=old.date(), notices__isnull=True).delete()
    return gone
