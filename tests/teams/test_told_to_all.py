"""What everybody reads of teams: bodies and days, and nothing of people."""

from datetime import timedelta

import pytest

from aktsom.core.models import JournalEntry
from aktsom.sharing.wall import behind
from aktsom.teams.actions.telling_all import tell_who_follows_up
from aktsom.teams.models import CategoryTeam, PublicTeam, TeamSeat
from aktsom.teams.queries.told_to_all import teams_told
from aktsom.teams.states import TeamState
from tests.cast import NOON, member, person

pytestmark = pytest.mark.django_db


def formed(group: str = "medical", state: TeamState = TeamState.ACTIVE, **how: object) -> CategoryTeam:
    told = {"starts_on": NOON.date() - timedelta(days=30), "state": state, **how}
    team = CategoryTeam.objects.create(
        group_id=group, last_activity_at=NOON, lead_active_at=NOON, created_at=NOON, **told
    )
    for name, body in (("olga", "oslo"), ("mons", "oslo"), ("berit", "bergen")):
        TeamSeat.objects.create(team=team, person=person(name), member=member(body), taken_at=NOON)
    return team


def test_bodies_once_each_and_no_people() -> None:
    team = formed(size_reason="Olga ville det slik")
    TeamSeat.objects.filter(team=team, member=member("bergen")).update(left_at=NOON)
    assert tell_who_follows_up(at=NOON) == 1
    with behind(None):
        [row] = teams_told(None)
    assert [name for name, _number in row.bodies] == ["Oslo kommune"]
    assert row.since == team.starts_on
    whole = str(PublicTeam.objects.values().get())
    for name in ("Olga", "Mons", "Berit", "ville det"):
        assert name not in whole


def test_what_is_closed_or_goes_on_between_two_or_has_not_begun_is_not_told() -> None:
    formed("medical", TeamState.CLOSED), formed("food", TeamState.BILATERAL)
    formed("textile", starts_on=NOON.date() + timedelta(days=1))
    assert tell_who_follows_up(at=NOON) == 0
    assert teams_told(None) == []


def test_told_anew_when_something_changed_and_the_journal_says_so() -> None:
    team = formed()
    tell_who_follows_up(at=NOON)
    assert tell_who_follows_up(at=NOON + timedelta(days=1)) == 0
    assert teams_told(None)[0].told_on == (NOON + timedelta(days=1)).date()
    CategoryTeam.objects.filter(pk=team.pk).update(state=TeamState.DORMANT)
    assert tell_who_follows_up(at=NOON + timedelta(days=2)) == 1
    assert teams_told(None)[0].resting
    CategoryTeam.objects.filter(pk=team.pk).update(state=TeamState.CLOSED)
    assert tell_who_follows_up(at=NOON + timedelta(days=3)) == 1
    assert teams_told(None) == []
    assert JournalEntry.objects.filter(verb="follow_up_told_to_all").count() == 3
