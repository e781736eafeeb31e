"""Who may make up a team: one lead, at most one deputy, each person once, three or four members or a reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import Refusal
from aktsom.teams.rules.limits import Limits
from aktsom.teams.states import SeatPart

SHORTEST_REASON = 10  # characters: room for a sentence, too long for a full stop


@dataclass(frozen=True)
class Sitting:
    """A person in a team, and the member it sits there for."""

    person: int
    member: int
    part: SeatPart = SeatPart.MEMBER


class Size(StrEnum):
    FEW = "few"
    RIGHT = "right"
    MANY = "many"


def members_of(seats: Iterable[Sitting]) -> int:
    """The size of a team is the number of its members, not of its people: two from one member are one view."""
    return len({seat.member for seat in seats})


def size_of(members: int, limits: Limits) -> Size:
    if members < limits.smallest_team:
        return Size.FEW
    return Size.MANY if members > limits.largest_team else Size.RIGHT


def size_unexplained(seats: Iterable[Sitting], reason: str, limits: Limits) -> str | Promise | None:
    """What to say when a team of another size than the usual one lacks its reason."""
    return None if len(reason.strip()) >= SHORTEST_REASON else size_problem(members_of(seats), limits)


def size_problem(members: int, limits: Limits) -> str | Promise | None:
    """What a reason is asked for with; nothing for the usual size."""
    match size_of(members, limits):
        case Size.FEW:
            return _("Gruppen får færre medlemmer enn vanlig. Skriv hvorfor.")
        case Size.MANY:
            return _("Gruppen får flere medlemmer enn vanlig. Skriv hvorfor.")
        case Size.RIGHT:
            return None


def kept_reason(seats: Iterable[Sitting], reason: str, limits: Limits) -> str:
    """A team of the usual size needs no reason and keeps none."""
    return "" if size_of(members_of(seats), limits) is Size.RIGHT else reason.strip()


def composition(seats: Sequence[Sitting]) -> Refusal | None:
    """What is wrong with the parts, whatever the size."""
    parts = Counter(seat.part for seat in seats)
    if parts[SeatPart.LEAD] != 1:
        return Refusal(_("En gruppe har én leder, og lederen sitter i gruppen."))
    if parts[SeatPart.DEPUTY] > 1:
        return Refusal(_("En gruppe har høyst én nestleder."))
    if max(Counter(seat.person for seat in seats).values()) > 1:
        return Refusal(_("Hver person kan ha én plass i gruppen."))
    return None


def leave(seat: Sitting) -> Refusal | None:
    """The lead hands over first, so that what is open and promised is never left to nobody."""
    if seat.part == SeatPart.LEAD:
        return Refusal(_("Lederen kan ikke bare gå. Lever over gruppen først."))
    return None


def change_part(seat: Sitting, part: SeatPart) -> Refusal | None:
    if SeatPart.LEAD in (seat.part, part) and seat.part != part:
        return Refusal(_("Lederen byttes ved å levere over gruppen, så det som er åpent, følger med."))
    return None
