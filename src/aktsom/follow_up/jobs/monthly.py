"""Once a month, one letter of what the yearly wheel says and what falls due, to those who lead the work."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from aktsom.core.letters import deliver, page_address
from aktsom.core.outbox import daily, handles
from aktsom.follow_up.actions.monthly import MONTHLY_MAIL, send_monthly_letters
from aktsom.follow_up.jobs.letters import spoken_to
from aktsom.follow_up.monthly_letter import monthly_letter
from aktsom.follow_up.queries.monthly import month_of
from aktsom.members.models import Person
from aktsom.teams.queries import actor_of

MONTHLY = "follow_up.monthly_letters"


@daily(MONTHLY)
def think_of_the_month(_payload: dict[str, Any]) -> None:
    send_monthly_letters(at=timezone.now())


@handles(MONTHLY_MAIL)
def tell_of_the_month(payload: dict[str, Any]) -> None:
    """What it holds when the letter leaves; nothing to whoever has said no since, or has nothing left of the month."""
    people = Person.objects.filter(public_id=payload["person"], is_active=True, wants_monthly_letter=True)
    if (person := people.first()) is None:
        return
    today = date.fromisoformat(payload["day"])
    month = month_of(actor_of(person, today), person.language or settings.LANGUAGE_CODE, today)
    if month.is_empty:
        return
    with spoken_to(person):
        letter = monthly_letter(person.name, month, today, page_address("home"), page_address("account"))
    deliver(letter, person.email)
