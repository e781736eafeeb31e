"""What is handed over with a team, to whom, and who sits where afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import Refusal
from aktsom.teams.rules.limits import Limits
from aktsom.teams.rules.seats import Sitting, Size, members_of, size_of
from aktsom.teams.states import SeatPart, TaskKind


@dataclass(frozen=True)
class Open:
    """A piece of work or a promise that is not finished."""

    id: str
    kind: str


def listed(tasks: Iterable[Open], steps: Iterable[str]) -> dict[str, list[str]]:
    """The handover's list: every open task exactly once by its kind, and every finished step."""
    known = list(tasks)
    return {
        "work": [task.id for task in known if task.kind == TaskKind.WORK],
        "promise": [task.id for task in known if task.kind == TaskKind.PROMISE],
        "steps": list(steps),
    }


def seats_after(seats: Sequence[Sitting], receiver: Sitting, leads: bool = True) -> tuple[Sitting, ...]:
    """The receiver leads. The lead before stays as a member and may leave afterwards; one who no longer may sit for
    its member (`leads` false) is out. A receiver who sat there already keeps the member it sits for."""
    sat = next((seat for seat in seats if seat.person == receiver.person), None)
    others = [seat for seat in seats if seat.person != receiver.person]
    kept = [seat for seat in others if leads or seat.part != SeatPart.LEAD]
    after = [replace(seat, part=SeatPart.MEMBER) if seat.part == SeatPart.LEAD else seat for seat in kept]
    return (replace(sat or receiver, part=SeatPart.LEAD), *after)


def receive(
    seats: Sequence[Sitting], receiver: Sitting, size_reason: str, limits: Limits, *, leads: bool = True
) -> Refusal | None:
    """Why this person cannot be offered the team, or accept it any more."""
    if leads and any(seat.person == receiver.person and seat.part == SeatPart.LEAD for seat in seats):
        return Refusal(_("Denne personen leder allerede gruppen."))
    after = seats_after(seats, receiver, leads)
    if size_of(members_of(after), limits) is Size.MANY and members_of(after) > members_of(seats) and not size_reason:
        return Refusal(_("Da blir det flere medlemmer enn vanlig. Gi personen en plass i gruppen først, med en grunn."))
    return None


def take_over_oneself(giver: int | None, receiver: int, *, led: bool) -> Refusal | None:
    """A deputy does not take a team from a lead who is there."""
    if led and giver == receiver:
        return Refusal(_("Du kan ikke levere over til deg selv så lenge gruppen har en leder."))
    return None
