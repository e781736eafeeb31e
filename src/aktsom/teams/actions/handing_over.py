"""A team is handed over: offered with a list of what is open, promised and done, and accepted, declined or taken back.

When nobody leads, or the team is dormant, the fallback owner's keepers or the secretariat offer it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.members.models import Member, Person
from aktsom.teams.actions.loading import about, changed, note_activity, team_for_change, tell_if
from aktsom.teams.actions.seating import move_to, seat_left
from aktsom.teams.actions.tasks import open_tasks
from aktsom.teams.models import CategoryTeam, Handover, TeamParty, TeamSeat, TeamStep
from aktsom.teams.permissions import teams as permissions
from aktsom.teams.queries.handovers import visible_handovers
from aktsom.teams.queries.sitting import as_sitting, lead_acts, may_sit, seats_of
from aktsom.teams.rules import handover as rules
from aktsom.teams.rules import seats as seat_rules
from aktsom.teams.rules.limits import limits
from aktsom.teams.states import HANDOVER, TEAM, HandoverState, SeatPart, TeamState

HANDOVER_MAIL = "handover_offered"


@transaction.atomic
def offer_handover(
    *, by: Actor, at: datetime, public_id: str, revision: int, receiver: Person, member: Member, note: str = ""
) -> Handover:
    """What is open, promised and done is listed as it stands this moment. Nothing changes hands before the answer."""
    team = team_for_change(by, public_id, revision)
    led = led_now(team, at)
    stop_if(permissions.hand_over(by, team, led=led))
    if Handover.objects.filter(team=team, state=HandoverState.OFFERED).exists():
        stop_if(Refusal(_("En overlevering venter allerede på svar.")))
    tell_if(rules.take_over_oneself(by.person_id, receiver.pk, led=led))
    _stop_if_cannot_receive(team, receiver.pk, member.pk, at)
    steps = TeamStep.objects.filter(team__group_id=team.group_id).values_list("public_id", flat=True)
    listed = rules.listed([rules.Open(task.public_id, task.kind) for task in open_tasks(team)], steps)
    handover = Handover.objects.create(
        team=team,
        giver_id=by.person_id if any(seat.person_id == by.person_id for seat in seats_of(team)) else None,
        receiver=receiver,
        member=member,
        note=storable(note).strip(),
        listed=listed,
        offered_at=at,
    )
    note_activity(team, by=by, at=at)
    told = {kind: len(ids) for kind, ids in listed.items()} | {"receiver": receiver.public_id}
    record(by=by, at=at, acts=[_act(team, handover, "handover_offered", **told)])
    send(kind=HANDOVER_MAIL, payload={"handover": handover.public_id}, at=at)
    return handover


@transaction.atomic
def accept_handover(*, by: Actor, at: datetime, handover_public_id: str) -> Handover:
    """The receiver leads from now on, bound by what is promised; a dormant team wakes. The lead before stays as a
    member, or is out if it no longer may sit for its member."""
    team, handover = _for_change(by, handover_public_id)
    stop_if(permissions.answer(by, handover, "accept"))
    stop_if(permissions.running(team))
    _stop_if_cannot_receive(team, handover.receiver_id, handover.member_id, at)
    acts = [*_seat_receiver(team, handover, at), *_wake(team)]
    team.last_activity_at = team.lead_active_at = at
    if seat_rules.size_of(seat_rules.members_of(as_sitting(seats_of(team))), limits()) is seat_rules.Size.RIGHT:
        team.size_reason = ""
    changed(team, "state", "last_activity_at", "lead_active_at", "size_reason")
    _answered(handover, "accept", at)
    record(by=by, at=at, acts=[_act(team, handover, "handover_accepted"), *acts])
    return handover


@transaction.atomic
def decline_handover(*, by: Actor, at: datetime, handover_public_id: str) -> Handover:
    team, handover = _for_change(by, handover_public_id)
    stop_if(permissions.answer(by, handover, "decline"))
    _answered(handover, "decline", at)
    record(by=by, at=at, acts=[_act(team, handover, "handover_declined")])
    return handover


@transaction.atomic
def take_back_handover(*, by: Actor, at: datetime, handover_public_id: str) -> Handover:
    team, handover = _for_change(by, handover_public_id)
    stop_if(permissions.take_back(by, handover))
    _answered(handover, "take_back", at)
    note_activity(team, by=by, at=at)
    record(by=by, at=at, acts=[_act(team, handover, "handover_taken_back")])
    return handover


def led_now(team: CategoryTeam, at: datetime) -> bool:
    return team.state != TeamState.DORMANT and lead_acts(team, timezone.localdate(at))


def take_back_open(team: CategoryTeam, at: datetime) -> list[Act]:
    """When the team ends or goes on between some, a handover that waits falls away."""
    acts = []
    for handover in Handover.objects.select_for_update().filter(team=team, state=HandoverState.OFFERED):
        _answered(handover, "take_back", at)
        acts.append(_act(team, handover, "handover_taken_back"))
    return acts


def _for_change(by: Actor, public_id: str) -> tuple[CategoryTeam, Handover]:
    """The team is locked first, as by every other act of it."""
    found = visible_handovers(by).filter(public_id=public_id).select_related("team").first()
    if found is None:
        raise NotVisible
    team = team_for_change(by, found.team.public_id)
    return team, Handover.objects.select_for_update().get(pk=found.pk)


def _answered(handover: Handover, verb: str, at: datetime) -> None:
    handover.state = HANDOVER.after(handover.state, verb)
    handover.answered_at = at
    handover.save(update_fields=["state", "answered_at"])


def _stop_if_cannot_receive(team: CategoryTeam, person_id: int, member_id: int, at: datetime) -> None:
    """Raises DomainError."""
    today = timezone.localdate(at)
    seats = seats_of(team)
    sat = next((seat.member_id for seat in seats if seat.person_id == person_id), member_id)
    if not may_sit([(person_id, sat)], today):
        raise DomainError(_("Personen har ingen rolle hos medlemmet, og kan derfor ikke lede gruppen."))
    if team.state == TeamState.BILATERAL and not TeamParty.objects.filter(team=team, member_id=sat).exists():
        raise DomainError(_("Arbeidet fortsetter bare mellom noen av medlemmene. Dette er ikke et av dem."))
    receiver = seat_rules.Sitting(person_id, sat)
    leads = lead_acts(team, today)
    tell_if(rules.receive(as_sitting(seats), receiver, team.size_reason, limits(), leads=leads))


def _seat_receiver(team: CategoryTeam, handover: Handover, at: datetime) -> list[Act]:
    """The seats as `rules.seats_after` has them. The old lead moves first: the database allows one lead at a time."""
    seats = {seat.person_id: seat for seat in seats_of(team)}
    receiver = seat_rules.Sitting(handover.receiver_id, handover.member_id)
    after = rules.seats_after(as_sitting(seats.values()), receiver, lead_acts(team, timezone.localdate(at)))
    acts = []
    for gone in seats.keys() - {one.person for one in after}:
        seats[gone].left_at = at
        seats[gone].save(update_fields=["left_at"])
        acts.append(seat_left(team, seats[gone]))
    for one in sorted(after, key=lambda one: one.part == SeatPart.LEAD):
        if one.person not in seats:
            TeamSeat.objects.create(team=team, person_id=one.person, member_id=one.member, part=one.part, taken_at=at)
            told = {"person": handover.receiver.public_id, "member": handover.member.public_id}
            acts.append(about(team, "seat_taken", one.member, **told, part=[None, one.part]))
        elif seats[one.person].part != one.part:
            acts.append(move_to(team, seats[one.person], one.part))
    return acts


def _wake(team: CategoryTeam) -> list[Act]:
    if team.state != TeamState.DORMANT:
        return []
    before, team.state = team.state, TEAM.after(team.state, "wake")
    return [about(team, "team_woken", state=[before, team.state])]


def _act(team: CategoryTeam, handover: Handover, verb: str, **told: object) -> Act:
    return about(team, verb, handover.member_id, handover=handover.public_id, **told)
