"""Everybody is told which bodies follow up what. Nothing of people, suppliers or contracts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.journal import Act, record
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.teams.models import CategoryTeam, PublicTeam
from aktsom.teams.states import TeamState

TOLD = (TeamState.ACTIVE, TeamState.DORMANT)  # one that goes on between two is those two's own


@transaction.atomic
def tell_who_follows_up(*, at: datetime) -> int:
    """In the place of what was told before; returns how many groups have changed. Told again each day."""
    today = timezone.localdate(at)
    teams = CategoryTeam.objects.filter(state__in=TOLD, starts_on__lte=today).prefetch_related("seats__member")
    now = {team.group_id: said for team in teams if (said := _said(team))["bodies"]}
    before = {row.group_id: row for row in PublicTeam.objects.select_for_update()}
    changed = [group for group, said in now.items() if group not in before or _differs(before[group], said)]
    gone = sorted(before.keys() - now.keys())
    PublicTeam.objects.filter(group_id__in=[*changed, *gone]).delete()
    PublicTeam.objects.bulk_create(
        PublicTeam(group_id=group, told_on=today, seen_by=frozenset({PUBLIC_KEY}), **now[group]) for group in changed
    )
    if changed or gone:
        told = {"groups": sorted(changed), "gone": gone}
        record(by=PLATFORM, at=at, acts=[Act("follow_up_told_to_all", "public", changes=told)])
    PublicTeam.objects.update(told_on=today)
    return len(changed) + len(gone)


def _said(team: CategoryTeam) -> dict[str, object]:
    bodies = {seat.member for seat in team.seats.all() if seat.left_at is None}
    return {
        "since": team.starts_on,
        "resting": team.state == TeamState.DORMANT,
        "bodies": sorted([one.name, one.organisation_number] for one in bodies),
    }


def _differs(row: PublicTeam, said: dict[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in said.items())
