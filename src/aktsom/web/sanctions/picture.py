"""The picture of the ladder: what has been taken, where we are, and what is above."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.tables import ladder
from aktsom.web.sanctions import words


@dataclass(frozen=True, slots=True)
class Rung:
    """`now`: what is recommended or being decided; `taken_on` the day on which it was decided."""

    id: str
    number: int
    name: str
    whole_name: str
    now: bool
    taken_on: date | None

    @property
    def is_done(self) -> bool:
        return self.taken_on is not None and not self.now


def rungs(now: str, taken: Collection[SanctionDecision]) -> list[Rung]:
    days: Mapping[str, date] = {
        each.step: timezone.localdate(each.decided_at) for each in taken if each.decided_at is not None
    }
    return [
        Rung(step.id, step.order, words.short(step.id), words.step_name(step.id), step.id == now, days.get(step.id))
        for step in ladder()
    ]
