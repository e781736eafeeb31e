"""What teams have asked for: what waits for an answer, and one request as a contract owner meets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.members.models import Member, Person
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Mandate, MandateRequest, TeamSeat
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries.owners import owners_of
from aktsom.teams.states import MandateState, SeatPart


@dataclass(frozen=True)
class WaitingRequest:
    """A request with contracts of one of the viewer's members that nobody has answered for. `refusal` is why the viewer
    cannot answer itself."""

    public_id: str
    group_id: str
    member_id: str
    member: str
    contracts: int
    asked_at: datetime
    answer_by: date | None
    refusal: Refusal | None


@dataclass(frozen=True)
class TeamFace:
    """Somebody in a team, and the member it sits there for."""

    name: str
    member: str
    part: str


@dataclass(frozen=True)
class ToAnswer:
    """A contract in a request. `state` is a MandateState; acts and last day may differ from one to the next."""

    public_id: str
    revision: int
    contract_id: str
    title: str
    reference: str
    supplier: str
    member: str
    state: str
    acts: MandateAct
    starts_on: date
    ends_on: date
    given: MandateAct
    reservations: str
    reason: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class RequestView:
    """A request as the viewer's members meet it. `owners` are those who can answer, where the viewer cannot."""

    public_id: str
    team: CategoryTeam
    acts: MandateAct
    starts_on: date
    ends_on: date
    message: str
    asked_at: datetime
    asked_by: str
    answer_by: date | None
    people: tuple[TeamFace, ...]
    mandates: tuple[ToAnswer, ...]
    refusal: Refusal | None
    owners: tuple[str, ...]

    @property
    def waiting(self) -> tuple[ToAnswer, ...]:
        return tuple(one for one in self.mandates if one.state == MandateState.ASKED)

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.member for one in self.mandates))


def requests_waiting(viewer: Actor, today: date) -> list[WaitingRequest]:
    """By the day to answer by; those whose days are over wait for nobody."""
    rows = (
        Mandate.objects.filter(member_id__in=viewer.member_ids, state=MandateState.ASKED, ends_on__gte=today)
        .filter(request__isnull=False)
        .values("request_id", "member_id")
        .annotate(contracts=Count("id"), first=Min("id"))
        .order_by("request__answer_by", "first")
    )
    found = list(rows)
    requests = MandateRequest.objects.select_related("team").in_bulk([row["request_id"] for row in found])
    members = Member.objects.in_bulk({row["member_id"] for row in found})
    return [_waiting(viewer, requests[row["request_id"]], members[row["member_id"]], row["contracts"]) for row in found]


def _waiting(viewer: Actor, request: MandateRequest, member: Member, contracts: int) -> WaitingRequest:
    return WaitingRequest(
        request.public_id,
        request.team.group_id,
        member.public_id,
        member.name,
        contracts,
        request.asked_at,
        request.answer_by,
        permissions.give(viewer, member.pk),
    )


def request_to_answer(viewer: Actor, public_id: str, today: date) -> RequestView:
    """The viewer's own members' part of a request. Raises NotVisible when none of their contracts is in it."""
    own = Mandate.objects.filter(request__public_id=public_id, member_id__in=viewer.member_ids)
    joined = own.select_related("request__team", "contract__supplier", "contract__own_facts", "member")
    rows = list(joined.order_by("member__name", "contract__title", "id"))
    request = rows[0].request if rows else None
    if request is None:
        raise NotVisible
    may = {row.member_id for row in rows if has(viewer, Permission.GIVE_MANDATES, row.member_id)}
    closed = {row.member_id for row in rows} - may
    refusal = None if may else permissions.give(viewer, rows[0].member_id)
    owners = owners_of(closed, today) if refusal else {}
    answered = {row.answered_by_id for row in rows if row.answered_by_id}
    names = dict(Person.objects.filter(id__in=answered | {request.asked_by_id}).values_list("id", "name"))
    return RequestView(
        public_id=request.public_id,
        team=request.team,
        acts=MandateAct(request.acts),
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        message=request.message,
        asked_at=request.asked_at,
        asked_by=names.get(request.asked_by_id or 0, ""),
        answer_by=request.answer_by,
        people=tuple(team_faces(request.team)),
        mandates=tuple(_to_answer(row, names) for row in rows if row.member_id in (may or closed)),
        refusal=refusal,
        owners=tuple(dict.fromkeys(person.name for found in owners.values() for person in found)),
    )


def _to_answer(row: Mandate, names: dict[int, str]) -> ToAnswer:
    return ToAnswer(
        public_id=row.public_id,
        revision=row.revision,
        contract_id=row.contract.public_id,
        title=row.contract.title,
        reference=row.contract.reference,
        supplier=row.contract.supplier.name if row.contract.supplier else "",
        member=row.member.name,
        state=row.state,
        acts=MandateAct(row.asked_acts),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        given=MandateAct(row.acts),
        reservations=row.reservations,
        reason=row.reason,
        answered_by=names.get(row.answered_by_id or 0, ""),
        answered_at=row.answered_at,
    )


def team_faces(team: CategoryTeam) -> Sequence[TeamFace]:
    """Who sits in the team, the lead first, then the deputy."""
    order = list(SeatPart)
    seats = TeamSeat.objects.filter(team=team, left_at__isnull=True).select_related("person", "member")
    rows = sorted(seats, key=lambda seat: (order.index(SeatPart(seat.part)), seat.taken_at, seat.pk))
    return [TeamFace(seat.person.name, seat.member.name, seat.part) for seat in rows]


@dataclass(frozen=True)
class SentRequest:
    """What a team asked for, in numbers."""

    public_id: str
    asked_at: datetime
    answer_by: date | None
    acts: MandateAct
    contracts: int
    waiting: int


def requests_of_team(viewer: Actor, team: CategoryTeam, limit: int = 20) -> list[SentRequest]:
    """The newest requests of the team, for those who sit in it."""
    if not (viewer.is_platform or team.pk in viewer.team_ids):
        return []
    waiting = Count("mandates", filter=Q(mandates__state=MandateState.ASKED))
    found = MandateRequest.objects.filter(team=team).annotate(contracts=Count("mandates"), waiting=waiting)
    return [
        SentRequest(one.public_id, one.asked_at, one.answer_by, MandateAct(one.acts), one.contracts, one.waiting)
        for one in found.order_by("-id")[:limit]
    ]
