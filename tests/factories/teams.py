"""Category teams of the cast, laid down as they are: the acts that form them are tested on their own."""

from collections.abc import Sequence
from datetime import date, datetime

from aktsom.members.models import Membership
from aktsom.teams.models import CategoryTeam, TeamParty, TeamSeat, TeamTask
from aktsom.teams.states import SeatPart, TaskKind, TeamState
from tests.cast import NOON, PEOPLE, member, person

STARTS = date(2026, 9, 1)


def team(
    group: str = "medical",
    lead: str | None = "olga",
    deputy: str | None = "berit",
    members: Sequence[str] = ("stina",),
    fallback: str | None = "oslo",
    state: TeamState = TeamState.ACTIVE,
    parties: Sequence[str] = (),
    ends_on: date | None = None,
    size_reason: str = "",
    at: datetime = NOON,
    last_activity_at: datetime | None = None,
    lead_active_at: datetime | None = None,
) -> CategoryTeam:
    """By default Olga (Oslo) leads, Berit (Bergen) is deputy and Stina (Stavanger) a member; Oslo is fallback owner.
    Each sits for the member of the person's first role; `parties` are short names of members."""
    made = CategoryTeam.objects.create(
        group_id=group,
        state=state,
        fallback=member(fallback) if fallback else None,
        starts_on=STARTS,
        ends_on=ends_on,
        size_reason=size_reason,
        last_activity_at=last_activity_at or at,
        lead_active_at=lead_active_at or at,
        created_at=at,
    )
    parts = [(lead, SeatPart.LEAD), (deputy, SeatPart.DEPUTY), *((name, SeatPart.MEMBER) for name in members)]
    for name, part in parts:
        if name:
            seat(made, name, part, at=at)
    for short in parties:
        TeamParty.objects.create(team=made, member=member(short))
    return made


def seat(
    of: CategoryTeam, name: str, part: SeatPart = SeatPart.MEMBER, sits_for: str | None = None, at: datetime = NOON
) -> TeamSeat:
    return TeamSeat.objects.create(
        team=of, person=person(name), member=member(sits_for or PEOPLE[name][0][0]), part=part, taken_at=at
    )


def task(
    of: CategoryTeam, text: str = "Svar Nordhav", kind: TaskKind = TaskKind.WORK, due: date | None = None
) -> TeamTask:
    return TeamTask.objects.create(team=of, kind=kind, text=text, due_on=due, written_at=NOON)


def promise(of: CategoryTeam, text: str = "Vi svarer før jul", due: date | None = None) -> TeamTask:
    return task(of, text, TaskKind.PROMISE, due)


def leave(of: CategoryTeam, name: str, at: datetime = NOON) -> None:
    TeamSeat.objects.filter(team=of, person=person(name), left_at__isnull=True).update(left_at=at)


def without_role(name: str) -> None:
    """The person holds no role any more."""
    Membership.objects.filter(person=person(name)).delete()
