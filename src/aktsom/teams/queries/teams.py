"""Category teams as the network sees them: who leads, who sits for whom, since when, and how much is open."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.risk.queries.categories import GroupRow, categories
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, Mandate, TeamParty, TeamSeat, TeamTask
from aktsom.teams.models.teams import LIVE
from aktsom.teams.queries.sitting import Pair, may_sit
from aktsom.teams.rules.dormancy import Standing, standing
from aktsom.teams.rules.limits import limits
from aktsom.teams.states import MandateState, SeatPart, TaskKind, TeamState

_ORDER = {SeatPart.LEAD: 0, SeatPart.DEPUTY: 1, SeatPart.MEMBER: 2}


@dataclass(frozen=True, slots=True)
class SeatRow:
    """`may_sit` is false when the person has lost its roles for the member, or its log-in: the seat opens nothing."""

    person_id: str
    name: str
    member_id: str
    member: str
    part: SeatPart
    taken_at: datetime
    may_sit: bool
    own: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """`standing` is of active teams only. Of open work only how much there is."""

    public_id: str
    group_id: str
    state: TeamState
    seats: tuple[SeatRow, ...]
    members: tuple[str, ...]
    parties: tuple[str, ...]
    fallback: str
    fallback_id: str
    starts_on: date
    ends_on: date | None
    size_reason: str
    last_activity_at: datetime
    lead_active_at: datetime
    standing: Standing | None
    over: bool  # the period has gone by
    work: int
    promises: int
    mine: bool
    leads: bool  # the viewer leads it, or acts for its lead
    revision: int

    @property
    def lead(self) -> SeatRow | None:
        return next((seat for seat in self.seats if seat.part == SeatPart.LEAD), None)

    @property
    def led(self) -> bool:
        return self.lead is not None and self.lead.may_sit

    @property
    def flagged(self) -> bool:
        return self.standing is not None and self.standing.flagged


@dataclass(frozen=True)
class Teams:
    """`orphaned` are groups that members have running contracts in and no live team follows up, most bought first."""

    live: list[TeamRow]
    closed: list[TeamRow]
    orphaned: list[GroupRow]
    groups: Mapping[str, GroupRow]


def teams_of_network(viewer: Actor, today: date) -> Teams:
    """All teams; the same number of questions for any number of them. Raises NotVisible outside the network."""
    rows = team_rows(viewer, visible_teams(viewer), today)
    groups = {row.group.id: row for row in categories(viewer, today)}
    live = [row for row in rows if row.state in LIVE]
    covered = {row.group_id for row in live}
    orphaned = [row for row in groups.values() if row.contracts and row.group.id not in covered]
    order = list(groups)
    live.sort(key=lambda row: order.index(row.group_id) if row.group_id in groups else len(order))
    return Teams(
        live=live,
        closed=[row for row in rows if row.state == TeamState.CLOSED],
        orphaned=sorted(orphaned, key=lambda row: (-row.members, -row.contracts, row.group.order)),
        groups=groups,
    )


def team_of_group(viewer: Actor, group_id: str, today: date) -> TeamRow | None:
    """The group's live team, for the page of the category; nothing where there is none or the viewer may not know."""
    if not sees_network(viewer):
        return None
    found = team_rows(viewer, CategoryTeam.objects.filter(group_id=group_id, state__in=LIVE), today)
    return found[0] if found else None


def relying(viewer: Actor, team_public_id: str, today: date) -> list[str]:
    """Members that build on the team's work: they have a contract with a mandate to it today. By name."""
    if not sees_network(viewer):
        return []
    given = Mandate.objects.filter(
        team__public_id=team_public_id, state=MandateState.GRANTED, starts_on__lte=today, ends_on__gte=today
    )
    return sorted(set(given.values_list("member__name", flat=True)))


def visible_teams(viewer: Actor) -> QuerySet[CategoryTeam]:
    """Raises NotVisible for those outside the network."""
    if not sees_network(viewer):
        raise NotVisible
    return CategoryTeam.objects.order_by("-created_at", "-id")


def visible_team(viewer: Actor, public_id: str) -> CategoryTeam:
    found = visible_teams(viewer).select_related("fallback").filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def team_rows(viewer: Actor, teams: QuerySet[CategoryTeam], today: date) -> list[TeamRow]:
    found = list(teams.select_related("fallback"))
    facts = _gathered([team.pk for team in found], today)
    return [_row(viewer, team, facts, today) for team in found]


@dataclass(frozen=True)
class _Facts:
    """What the rows of many teams are made of, by the team's id."""

    seats: Mapping[int, list[TeamSeat]]
    may: set[Pair]
    parties: Mapping[int, list[str]]
    open: Mapping[tuple[int, str], int]


def _gathered(ids: list[int], today: date) -> _Facts:
    seats: dict[int, list[TeamSeat]] = defaultdict(list)
    for seat in TeamSeat.objects.filter(team_id__in=ids, left_at__isnull=True).select_related("person", "member"):
        seats[seat.team_id].append(seat)
    parties: dict[int, list[str]] = defaultdict(list)
    for team_id, name in (
        TeamParty.objects.filter(team_id__in=ids).order_by("id").values_list("team_id", "member__name")
    ):
        parties[team_id].append(name)
    may = may_sit({(seat.person_id, seat.member_id) for each in seats.values() for seat in each}, today)
    return _Facts(seats, may, parties, _open(ids))


def _open(ids: Iterable[int]) -> Counter[tuple[int, str]]:
    with lowered():  # how much is open is known in the network, what it is to the team alone
        rows = TeamTask.objects.filter(team_id__in=ids, done_at__isnull=True).values_list("team_id", "kind")
        return Counter({(team, kind): number for team, kind, number in rows.annotate(number=Count("id")).order_by()})


def _row(viewer: Actor, team: CategoryTeam, facts: _Facts, today: date) -> TeamRow:
    rows = _seat_rows(viewer, facts.seats.get(team.pk, ()), facts.may)
    state = TeamState(team.state)
    led = any(row.part == SeatPart.LEAD and row.may_sit for row in rows)
    since = timezone.localdate(team.lead_active_at)
    return TeamRow(
        public_id=team.public_id,
        group_id=team.group_id,
        state=state,
        seats=rows,
        members=tuple(dict.fromkeys(row.member for row in rows)),
        parties=tuple(facts.parties.get(team.pk, ())),
        fallback=team.fallback.name if team.fallback else "",
        fallback_id=team.fallback.public_id if team.fallback else "",
        starts_on=team.starts_on,
        ends_on=team.ends_on,
        size_reason=team.size_reason,
        last_activity_at=team.last_activity_at,
        lead_active_at=team.lead_active_at,
        standing=standing(since, today, limits(), leads=led) if state == TeamState.ACTIVE else None,
        over=team.ends_on is not None and team.ends_on < today and state in LIVE,
        work=facts.open.get((team.pk, TaskKind.WORK), 0),
        promises=facts.open.get((team.pk, TaskKind.PROMISE), 0),
        mine=team.pk in viewer.team_ids,
        leads=team.pk in viewer.led_team_ids,
        revision=team.revision,
    )


def _seat_rows(viewer: Actor, seats: Iterable[TeamSeat], may: set[Pair]) -> tuple[SeatRow, ...]:
    ordered = sorted(seats, key=lambda seat: (_ORDER[SeatPart(seat.part)], seat.taken_at, seat.pk))
    return tuple(
        SeatRow(
            person_id=seat.person.public_id,
            name=seat.person.name,
            member_id=seat.member.public_id,
            member=seat.member.name,
            part=SeatPart(seat.part),
            taken_at=seat.taken_at,
            may_sit=(seat.person_id, seat.member_id) in may,
            own=seat.person_id == viewer.person_id,
        )
        for seat in ordered
    )
