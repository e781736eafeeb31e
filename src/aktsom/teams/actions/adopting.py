"""A person adopts a plan: its teams come into being, with the people who take the members' seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.members.models import Member
from aktsom.teams.actions.forming import Wanted, form_team
from aktsom.teams.actions.planning import decide, plan_for_change
from aktsom.teams.models import CategoryTeam, TeamPlan
from aktsom.teams.models.teams import LIVE
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.planning.plan import PlannedTeam
from aktsom.teams.queries.people_to_seat import Candidate, candidates
from aktsom.teams.queries.planning import SeenPlan
from aktsom.teams.queries.wishes import taking_part
from aktsom.teams.states import SeatPart


@dataclass(frozen=True)
class Adopted:
    """`left_alone` are groups that have got a team since the plan was made: theirs stays as it is."""

    plan: TeamPlan
    formed: tuple[CategoryTeam, ...]
    left_alone: tuple[str, ...]


class NobodyToSit(DomainError):
    """A member of the plan has nobody who can take its seats; `member` is its public id."""

    def __init__(self, member: str, name: str) -> None:
        super().__init__(_("Ingen hos %(member)s kan sitte i en gruppe. Velg en person der.") % {"member": name})
        self.member = member


class SitsTwice(DomainError):
    """A person is chosen for two members of one team; `member` is the public id of the second."""

    def __init__(self, member: str, names: Mapping[str, str]) -> None:
        text = _("%(person)s kan ikke sitte i samme gruppe for både %(one)s og %(other)s. Velg en annen person.")
        super().__init__(text % names)
        self.member = member


@transaction.atomic
def adopt_plan(
    *, by: Actor, at: datetime, today: date, public_id: str, revision: int, people: Mapping[str, str]
) -> Adopted:
    """Every team of the plan, or none. `people` says by member's public id which person takes its seats.

    Raises NobodyToSit for a member whose person is not said or has no role that reaches it, and SitsTwice.
    """
    found = plan_for_change(by, public_id, revision)
    stop_if(permissions.adopt_plan(by, found.plan))
    assert found.proposal.plan is not None  # noqa: S101  the permission has looked
    live = set(CategoryTeam.objects.filter(state__in=LIVE).values_list("group_id", flat=True))
    groups = [category.id for category in found.problem.categories]
    teams = [team for team in found.proposal.plan.teams if groups[team.category] not in live]
    sitting = _sitting(found, teams, people, today)
    formed = tuple(_formed(found, team, sitting, by=by, at=at, today=today) for team in teams)
    left_alone = tuple(group for group in groups if group in live)
    told = {"teams": [team.public_id for team in formed], "left_alone": list(left_alone)}
    plan = decide(by, at, found.plan, "adopt", "team_plan_adopted", **told)
    return Adopted(plan, formed, left_alone)


def _sitting(
    found: SeenPlan, teams: Sequence[PlannedTeam], people: Mapping[str, str], today: date
) -> dict[int, Candidate]:
    """By position of the member the person who takes its seats."""
    seated = sorted({i for team in teams for i in team.members})
    by_public_id = {member.public_id: member for member in taking_part()}
    able = candidates(list(by_public_id.values()), today)
    chosen = {}
    for i in seated:
        planned = found.problem.members[i]
        member = by_public_id.get(planned.id)
        offered = able.get(member.pk, []) if member else []
        said = people.get(planned.id, "")
        candidate = next((one for one in offered if one.person.public_id == said), None)
        if candidate is None:
            raise NobodyToSit(planned.id, planned.name)
        chosen[i] = candidate
    for team in teams:
        _stop_if_twice(found, team, chosen)
    return chosen


def _stop_if_twice(found: SeenPlan, team: PlannedTeam, chosen: Mapping[int, Candidate]) -> None:
    """Somebody with a role at two members can sit in a team for one of them only."""
    seated: dict[int, int] = {}
    for i in team.members:
        person = chosen[i].person
        if (other := seated.setdefault(person.pk, i)) != i:
            names = {"person": person.name, "one": found.problem.members[other].name}
            raise SitsTwice(found.problem.members[i].id, names | {"other": found.problem.members[i].name})


def _formed(
    found: SeenPlan, team: PlannedTeam, sitting: Mapping[int, Candidate], *, by: Actor, at: datetime, today: date
) -> CategoryTeam:
    parts = {i: SeatPart.LEAD if i == team.lead else SeatPart.MEMBER for i in team.members}
    seats = [Wanted(sitting[i].person, sitting[i].member, part) for i, part in parts.items()]
    group = found.problem.categories[team.category].id
    return form_team(
        by=by, at=at, group_id=group, seats=seats, fallback=_fallback(found, team, sitting), starts_on=today
    )


def _fallback(found: SeenPlan, team: PlannedTeam, sitting: Mapping[int, Candidate]) -> Member:
    """Who acts when the lead stops: of the others whose person keeps the register, the one that buys most there; the
    lead itself where there is no other."""
    contracts = found.problem.contracts[:, team.category]
    others = sorted((i for i in team.members if i != team.lead), key=lambda i: (-int(contracts[i]), i))
    keeping = [i for i in (*others, team.lead) if sitting[i].keeps]
    return sitting[keeping[0] if keeping else team.lead].member
