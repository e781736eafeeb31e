"""The outbox carries a round of self-reports on, a few at a time, so that other work comes in between."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.core.outbox import handles, send
from aktsom.follow_up.actions.rounds import CARRY_ON, dispatch_next, give_up
from aktsom.follow_up.models import DispatchRound
from aktsom.members.models import Person
from aktsom.members.queries import narrowed
from aktsom.teams.queries import actor_of

AT_ONCE = 25


@handles(CARRY_ON)
def carry_on(payload: dict[str, Any]) -> None:
    """As whoever ordered it, in the roles and the language of that person now."""
    found = DispatchRound.objects.filter(public_id=payload["round"]).first()
    if found is None:
        return
    person = Person.objects.filter(pk=found.ordered_by_id or 0, is_active=True).first()
    if person is None:
        give_up(round_id=found.public_id, at=timezone.now())
        return
    by = actor_of(person)
    by = by if found.body_id is None else narrowed(by, found.body_id)
    with translation.override(person.language or settings.LANGUAGE_CODE):
        for _ in range(AT_ONCE):
            if not dispatch_next(by=by, at=timezone.now(), round_id=found.public_id):
                return
    send(kind=CARRY_ON, payload=payload, at=timezone.now())
