"""The month's letter is decided once for each reader, however many workers think of it."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aktsom.core.outbox import send
from aktsom.follow_up.models import MonthlyLetter
from aktsom.follow_up.queries.monthly import month_of, readers
from aktsom.follow_up.rules.monthly import is_time
from aktsom.members.models import Person
from aktsom.teams.queries import actor_of

MONTHLY_MAIL = "monthly_letter"


def send_monthly_letters(*, at: datetime) -> int:
    """From the month's first Monday on, to those for whom it holds something; returns to how many."""
    today = timezone.localdate(at)
    return sum(_send(person, today, at) for person in readers(today)) if is_time(today) else 0


@transaction.atomic
def _send(person: Person, today: date, at: datetime) -> bool:
    month = month_of(actor_of(person, today), person.language or settings.LANGUAGE_CODE, today)
    if month.is_empty:
        return False
    _row, is_new = MonthlyLetter.objects.get_or_create(
        person_id=person.pk, month=today.replace(day=1), defaults={"at": at}
    )
    if is_new:
        send(kind=MONTHLY_MAIL, payload={"person": person.public_id, "day": today.isoformat()}, at=at)
    return is_new
