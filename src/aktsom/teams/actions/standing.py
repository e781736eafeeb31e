"""A team falls dormant, wakes, goes on between some of its members, or is closed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.models import JournalEntry
from aktsom.members.models import Member, Person
from aktsom.teams.actions.handing_over import take_back_open
from aktsom.teams.actions.loading import about, changed, note_activity, team_for_change, tell_if
from aktsom.teams.actions.seating import move_to, seat_left
from aktsom.teams.models import CategoryTeam, TeamParty, TeamSeat
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.sitting import as_sitting, lead_acts, may_sit, seats_of
from aktsom.teams.rules.bilateral import continue_between
from aktsom.teams.rules.dormancy import standing
from aktsom.teams.rules.limits import limits
from aktsom.teams.states import TEAM, SeatPart, TeamState

FLAGGED = "team_flagged"


@transaction.atomic
def check_team(*, by: Actor, at: datetime, public_id: str) -> str:
    """Flag the team or let it fall dormant if its lead has been silent that long; the platform's, once a day. Called
    again it does nothing. Returns the journal's verb of what was done, or nothing."""
    team = team_for_change(by, public_id)
    if team.state != TeamState.ACTIVE:
        return ""
    today = timezone.localdate(at)
    now = standing(timezone.localdate(team.lead_active_at), today, limits(), leads=lead_acts(team, today))
    if now.due_dormant:
        stop_if(permissions.fall_dormant(by, team))
        record(by=by, at=at, acts=[_moved(team, "fall_dormant", "team_fell_dormant", silent_days=now.silent_days)])
        return "team_fell_dormant"
    if now.flagged and not _flagged_since(team):
        record(by=by, at=at, acts=[about(team, FLAGGED, silent_days=now.silent_days)])
        return FLAGGED
    return ""


def _flagged_since(team: CategoryTeam) -> bool:
    """Told once for each silence: a lead that is back and falls silent anew is told of anew."""
    flags = JournalEntry.objects.filter(subject=team.public_id, verb=FLAGGED, at__gt=team.lead_active_at)
    return flags.exists()


@transaction.atomic
def lead_on(*, by: Actor, at: datetime, public_id: str) -> CategoryTeam:
    """The lead of a flagged team says that it still leads, where there is nothing else to do for the team now."""
    team = team_for_change(by, public_id)
    stop_if(permissions.lead_on(by, team, _lead_of(team)))
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[about(team, "lead_confirmed")])
    return team


def _lead_of(team: CategoryTeam) -> int | None:
    seats = TeamSeat.objects.filter(team=team, left_at__isnull=True, part=SeatPart.LEAD)
    return seats.values_list("person_id", flat=True).first()


@transaction.atomic
def declare_dormant(*, by: Actor, at: datetime, public_id: str, revision: int) -> CategoryTeam:
    """The secretariat need not wait for the days to pass when it knows that nobody leads."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.declare_dormant(by, team))
    record(by=by, at=at, acts=[_moved(team, "declare_dormant", "team_declared_dormant")])
    return team


@transaction.atomic
def wake_team(*, by: Actor, at: datetime, public_id: str, revision: int) -> CategoryTeam:
    """The lead is back: its days are counted from now. A team nobody leads wakes by a handover instead."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.wake(by, team))
    if not lead_acts(team, timezone.localdate(at)):
        stop_if(Refusal(_("Gruppen har ingen som kan lede den. Lever den over til en ny leder.")))
    note_activity(team, by=by, at=at)
    team.lead_active_at = at
    act = _moved(team, "wake", "team_woken", "lead_active_at")
    record(by=by, at=at, acts=[act])
    return team


@transaction.atomic
def continue_bilaterally(
    *, by: Actor, at: datetime, public_id: str, revision: int, parties: Sequence[Member], lead: Person
) -> CategoryTeam:
    """The work goes on between the parties alone: the others' seats end, and with them their access, at once."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.continue_bilaterally(by, team))
    seats, kept = seats_of(team), {party.pk for party in parties}
    may = may_sit({(seat.person_id, seat.member_id) for seat in seats}, timezone.localdate(at))
    sitting = as_sitting(seat for seat in seats if (seat.person_id, seat.member_id) in may)
    tell_if(continue_between(sitting, kept, lead.pk))
    TeamParty.objects.bulk_create(TeamParty(team=team, member_id=member_id) for member_id in sorted(kept))
    team.lead_active_at = at
    told = {"parties": sorted(party.public_id for party in parties)}
    acts = [_moved(team, "continue_bilaterally", "team_went_bilateral", "lead_active_at", **told)]
    acts += take_back_open(team, at)
    acts += _end(team, [seat for seat in seats if seat.member_id not in kept], at)
    acts += _led_by(team, [seat for seat in seats if seat.member_id in kept], lead)
    record(by=by, at=at, acts=acts)
    return team


def _end(team: CategoryTeam, seats: Sequence[TeamSeat], at: datetime) -> list[Act]:
    for seat in seats:
        seat.left_at = at
        seat.save(update_fields=["left_at"])
    return [seat_left(team, seat) for seat in seats]


def _led_by(team: CategoryTeam, seats: Sequence[TeamSeat], lead: Person) -> list[Act]:
    """The old lead moves first: the database allows one lead at a time."""
    acts = [
        move_to(team, seat, SeatPart.MEMBER)
        for seat in seats
        if seat.part == SeatPart.LEAD and seat.person_id != lead.pk
    ]
    return acts + [
        move_to(team, seat, SeatPart.LEAD) for seat in seats if seat.person_id == lead.pk and seat.part != SeatPart.LEAD
    ]


@transaction.atomic
def close_team(*, by: Actor, at: datetime, public_id: str, revision: int) -> CategoryTeam:
    """The seats stay as a record and open nothing any more. Open work and promises wait for the category's next
    team."""
    team = team_for_change(by, public_id, revision)
    stop_if(permissions.close(by, team))
    act = _moved(team, "close", "team_closed")
    record(by=by, at=at, acts=[act, *take_back_open(team, at)])
    return team


def _moved(team: CategoryTeam, move: str, verb: str, *fields: str, **told: Any) -> Act:
    before, team.state = team.state, TEAM.after(team.state, move)
    changed(team, "state", *fields)
    return about(team, verb, state=[before, team.state], **told)
