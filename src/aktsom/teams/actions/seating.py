"""Seats are taken, left and change part. The lead's seat changes hands by a handover alone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member, Person
from aktsom.teams.actions.forming import seat_taken, stop_if_unexplained
from aktsom.teams.actions.loading import about, changed, note_activity, team_for_change
from aktsom.teams.models import CategoryTeam, TeamParty, TeamSeat
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.sitting import as_sitting, may_sit, seats_of
from aktsom.teams.rules import seats as rules
from aktsom.teams.rules.limits import limits
from aktsom.teams.states import SeatPart, TeamState


@transaction.atomic
def take_seat(
    *,
    by: Actor,
    at: datetime,
    public_id: str,
    revision: int,
    person: Person,
    member: Member,
    part: SeatPart = SeatPart.MEMBER,
    size_reason: str = "",
) -> TeamSeat:
    """A person with an inside role for the member gets a place in the team; a new deputy puts the old one back among
    the members."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.seat(by, team))
    seats = seats_of(team)
    new = rules.Sitting(person.pk, member.pk, part)
    if part == SeatPart.LEAD:
        stop_if(Refusal(_("Lederen byttes ved å levere over gruppen, så det som er åpent, følger med.")))
    if any(seat.person_id == person.pk for seat in seats):
        raise DomainError(_("Personen sitter allerede i gruppen."))
    if not may_sit([(person.pk, member.pk)], timezone.localdate(at)):
        raise DomainError(_("Personen har ingen rolle hos medlemmet, og kan derfor ikke sitte for det."))
    if team.state == TeamState.BILATERAL and not TeamParty.objects.filter(team=team, member=member).exists():
        raise DomainError(_("Arbeidet fortsetter bare mellom noen av medlemmene. Dette er ikke et av dem."))
    acts = _put_back_deputy(team, seats) if part == SeatPart.DEPUTY else []
    _explain(team, [*as_sitting(seats), new], size_reason)
    made = TeamSeat.objects.create(team=team, person=person, member=member, part=part, taken_at=at)
    changed(team, "size_reason")
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[*acts, seat_taken(team, person, member, part)])
    return made


@transaction.atomic
def leave_seat(
    *, by: Actor, at: datetime, public_id: str, revision: int, person_public_id: str, size_reason: str = ""
) -> None:
    """The person's access to what is the team's own ends at once."""
    team = team_for_change(by, public_id, revision)
    seats = seats_of(team)
    seat = _seat(seats, person_public_id)
    stop_if(permissions.leave(by, team, seat.person_id))
    stop_if(rules.leave(rules.Sitting(seat.person_id, seat.member_id, SeatPart(seat.part))))
    _explain(team, as_sitting(one for one in seats if one.pk != seat.pk), size_reason)
    seat.left_at = at
    seat.save(update_fields=["left_at"])
    changed(team, "size_reason")
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[seat_left(team, seat)])


@transaction.atomic
def change_part(
    *, by: Actor, at: datetime, public_id: str, revision: int, person_public_id: str, part: SeatPart
) -> None:
    """A member becomes deputy or the other way; the same again changes nothing."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.seat(by, team))
    seats = seats_of(team)
    seat = _seat(seats, person_public_id)
    stop_if(rules.change_part(rules.Sitting(seat.person_id, seat.member_id, SeatPart(seat.part)), part))
    if seat.part == part:
        return
    acts = _put_back_deputy(team, seats) if part == SeatPart.DEPUTY else []
    acts.append(move_to(team, seat, part))
    changed(team)
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=acts)


def move_to(team: CategoryTeam, seat: TeamSeat, part: SeatPart) -> Act:
    before, seat.part = seat.part, part
    seat.save(update_fields=["part"])
    return about(team, "part_changed", seat.member_id, person=seat.person.public_id, part=[before, part])


def seat_left(team: CategoryTeam, seat: TeamSeat) -> Act:
    told = {"person": seat.person.public_id, "member": seat.member.public_id}
    return about(team, "seat_left", seat.member_id, **told)


def _put_back_deputy(team: CategoryTeam, seats: Sequence[TeamSeat]) -> list[Act]:
    return [move_to(team, seat, SeatPart.MEMBER) for seat in seats if seat.part == SeatPart.DEPUTY]


def _seat(seats: Sequence[TeamSeat], person_public_id: str) -> TeamSeat:
    found = next((seat for seat in seats if seat.person.public_id == person_public_id), None)
    if found is None:
        raise DomainError(_("Personen sitter ikke i gruppen lenger."))
    return found


def _explain(team: CategoryTeam, after: Sequence[rules.Sitting], reason: str) -> None:
    """In a team that goes on between some members the continuation itself is the reason for its size."""
    if team.state == TeamState.BILATERAL:
        return
    stop_if_unexplained(after, reason)
    team.size_reason = rules.kept_reason(after, reason, limits())
