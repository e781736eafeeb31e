"""Which teams can do what their plans need, and which would fall with one resignation: numbers alone, and never who.
Whom it is about is told in the team, to those who lead it. Of a team of few a number tells who, so it is told to these
alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.states import FollowUpState, Method
from aktsom.knowledge.models import Competence
from aktsom.knowledge.rules.strength import Claim, Kind, Standing, Strength, strengths
from aktsom.knowledge.states import Mastery, Skill
from aktsom.knowledge.tables import limit, skills_for
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.models.teams import LIVE
from aktsom.teams.queries.sitting import may_sit
from aktsom.teams.states import SeatPart

GOING_ON = (FollowUpState.ANNOUNCED, FollowUpState.RUNNING)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """How many can, how many can with a second reader, and of how many it is not known."""

    kind: Kind
    skill: Skill | None
    standing: Standing
    able: int
    with_second: int
    silent: int


@dataclass(frozen=True)
class TeamStrength:
    team_id: str
    group_id: str
    people: int
    needs: tuple[NeedRow, ...]

    @property
    def falls_with_one(self) -> bool:
        return any(need.standing is Standing.ONE for need in self.needs)

    @property
    def fragile(self) -> bool:
        """Whether it is to be flagged: it would fall with one, or lacks what its plans need."""
        return self.falls_with_one or bool(self.gaps)

    @property
    def gaps(self) -> tuple[NeedRow, ...]:
        return tuple(need for need in self.needs if need.standing is Standing.NOBODY)

    @property
    def single(self) -> tuple[NeedRow, ...]:
        return tuple(need for need in self.needs if need.standing is Standing.ONE)

    @property
    def unknown(self) -> tuple[NeedRow, ...]:
        return tuple(need for need in self.needs if need.standing is Standing.UNKNOWN)


def strength_of_teams(viewer: Actor, today: date) -> list[TeamStrength]:
    """Every live team, those that would fall or lack something first. Raises NotVisible outside the network."""
    found = _strengths(viewer, CategoryTeam.objects.filter(state__in=LIVE).order_by("id"), today)
    return sorted(found, key=lambda one: (-len(one.gaps), -len(one.single), one.group_id))


def strength_of_team(viewer: Actor, team_id: str, today: date) -> TeamStrength | None:
    """None for a team that is closed. Raises NotVisible for one that is not there."""
    team = CategoryTeam.objects.filter(public_id=team_id)
    if not sees_network(viewer) or not team.exists():
        raise NotVisible
    return next(iter(_strengths(viewer, team.filter(state__in=LIVE), today)), None)


def strength_of_group(viewer: Actor, group_id: str, today: date) -> TeamStrength | None:
    return next(iter(_strengths(viewer, CategoryTeam.objects.filter(group_id=group_id, state__in=LIVE), today)), None)


def _strengths(viewer: Actor, teams: Iterable[CategoryTeam], today: date) -> list[TeamStrength]:
    """The same number of questions for any number of teams."""
    if not sees_network(viewer):
        raise NotVisible
    found = list(teams)
    seats, leads = _seats([team.pk for team in found], today)
    needed = _needed(viewer, [team.pk for team in found])
    claims = _claims({person for people in seats.values() for person in people})
    fewest = limit("fewest_counted")
    told = {team.pk for team in found if len(seats[team.pk]) >= fewest or team.pk in viewer.led_team_ids}
    return [
        TeamStrength(
            team.public_id,
            team.group_id,
            len(seats[team.pk]),
            tuple(
                _counted(one, told=team.pk in told)
                for one in strengths(
                    leads=leads[team.pk],
                    seated=seats[team.pk],
                    skills=needed[team.pk],
                    claims=claims,
                    group=team.group_id,
                    enough=limit("enough_people"),
                )
            ),
        )
        for team in found
    ]


def _counted(one: Strength, *, told: bool) -> NeedRow:
    """Who leads is no secret; what people say of themselves is."""
    if not told and one.kind is not Kind.LEAD:
        return NeedRow(one.kind, one.skill, Standing.TOO_FEW, 0, 0, 0)
    return NeedRow(one.kind, one.skill, one.standing, len(one.able), len(one.with_second), len(one.silent))


def _seats(ids: list[int], today: date) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """Of each team the active people, and those of them who lead or are deputy. Who has lost the log-in or the role for
    the member is not there any more, whatever the seat says."""
    rows = list(
        TeamSeat.objects.filter(team_id__in=ids, left_at__isnull=True).values_list(
            "team_id", "person_id", "member_id", "part"
        )
    )
    may = may_sit({(person, member) for _team, person, member, _part in rows}, today)
    seats: dict[int, set[int]] = defaultdict(set)
    leads: dict[int, set[int]] = defaultdict(set)
    for team, person, member, part in rows:
        if (person, member) in may:
            seats[team].add(person)
            if part != SeatPart.MEMBER:
                leads[team].add(person)
    return seats, leads


def _needed(viewer: Actor, ids: list[int]) -> Mapping[int, list[Skill]]:
    """What the plans of each team ask for. What is planned and not announced is told in the team alone."""
    shown = Q(state__in=GOING_ON) | Q(state=FollowUpState.PLANNED, team_id__in=viewer.team_ids)
    asked: dict[int, set[Method]] = defaultdict(set)
    for team, methods in FollowUp.objects.filter(shown, team_id__in=ids).values_list("team_id", "methods"):
        asked[team or 0] |= {Method(method) for method in methods}
    skills = skills_for()
    return defaultdict(
        list, {team: [skills[one] for one in Method if one in methods] for team, methods in asked.items()}
    )


def _claims(people: set[int]) -> list[Claim]:
    with lowered():  # what each says is read to be counted, and nothing of whom is given out
        rows = list(
            Competence.objects.filter(person_id__in=people).values_list("person_id", "group_id", "skill", "mastery")
        )
    return [Claim(person, group, Skill(skill), Mastery(mastery)) for person, group, skill, mastery in rows]
