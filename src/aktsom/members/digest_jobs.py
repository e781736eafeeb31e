"""What the outbox delivers of letters that were held back."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.core.letters import Letter, current_work, page_address
from aktsom.core.outbox import daily, handles
from aktsom.members.actions.digests import DIGEST_MAIL, ask_for_digests, forget_old_notices, send_digest
from aktsom.members.letters import digest_letter
from aktsom.members.models import Notice, Person
from aktsom.members.states import Rhythm

GATHER = "members.gather_letters"


@daily(GATHER)
def gather_letters(payload: dict[str, Any]) -> None:
    now = timezone.now()
    ask_for_digests(today=date.fromisoformat(payload["day"]), at=now)
    forget_old_notices(at=now)


@handles(DIGEST_MAIL)
def send_gathered(payload: dict[str, Any]) -> None:
    """On its own day alone: what is late is in the next day's, so that nobody gets two on one day."""
    person = Person.objects.filter(public_id=payload["person"], is_active=True).first()
    on = date.fromisoformat(payload["on"])
    if person is not None and on == timezone.localdate():
        send_digest(
            person=person,
            rhythm=Rhythm(payload["rhythm"]),
            on=on,
            work=current_work(),
            at=timezone.now(),
            written=_written,
        )


def _written(person: Person, rhythm: Rhythm, rows: list[Notice]) -> Letter:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        return digest_letter(person.name, rhythm, rows, page_address("notices_list"), page_address("notices_choices"))
