"""Between whom a team's work can go on when the team itself stops."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import Refusal
from aktsom.teams.rules.seats import Sitting

FEWEST = 2


def continue_between(seats: Sequence[Sitting], parties: Collection[int], lead: int) -> Refusal | None:
    """`seats` are those whose people may sit; `parties` are members; `lead` is the person who leads from now on."""
    if len(set(parties)) < FEWEST:
        return Refusal(_("Velg minst to medlemmer som fortsetter sammen."))
    seated = {seat.member for seat in seats}
    if not set(parties) <= seated:
        return Refusal(_("Bare medlemmer som sitter i gruppen, kan fortsette."))
    if not any(seat.person == lead and seat.member in parties for seat in seats):
        return Refusal(_("Velg en leder fra et av medlemmene som fortsetter."))
    return None
