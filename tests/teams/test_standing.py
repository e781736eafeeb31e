"""A team falls dormant, wakes, goes on between some, and is closed; every state against every verb."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from aktsom.core import outbox
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.teams.actions.handing_over import offer_handover
from aktsom.teams.actions.standing import (
    check_team,
    close_team,
    continue_bilaterally,
    declare_dormant,
    lead_on,
    wake_team,
)
from aktsom.teams.jobs.standing import CHECK_TEAMS, check_teams
from aktsom.teams.models import CategoryTeam, Handover, TeamParty, TeamSeat
from aktsom.teams.rules.limits import limits
from aktsom.teams.states import TEAM, HandoverState, TeamState
from tests.cast import NOON, actor, days_ago, member, person
from tests.factories.teams import leave, promise, team, without_role

pytestmark = pytest.mark.django_db


def days(number: int) -> timedelta:
    return timedelta(days=number)


FLAGGED_AT = NOON + days(limits().flagged_after_days)
DORMANT_AT = NOON + days(limits().dormant_after_days)


def check(of: CategoryTeam, at=FLAGGED_AT, by=PLATFORM) -> str:
    return check_team(by=by, at=at, public_id=of.public_id)


def between(of: CategoryTeam, by: str = "sekka", parties=("oslo", "bergen"), lead: str = "olga", revision: int = 1):
    return continue_bilaterally(
        by=actor(by),
        at=NOON,
        public_id=of.public_id,
        revision=revision,
        parties=[member(short) for short in parties],
        lead=person(lead),
    )


# The day's check


def test_flagged_once_then_dormant_by_the_platform() -> None:
    of = team()
    assert check(of, NOON) == ""
    assert check(of) == "team_flagged"
    assert check(of) == ""
    told = JournalEntry.objects.get(verb="team_flagged")
    assert (told.person_id, told.changes) == (None, {"silent_days": limits().flagged_after_days})
    assert check(of, DORMANT_AT) == "team_fell_dormant"
    of.refresh_from_db()
    assert of.state == TeamState.DORMANT
    told = JournalEntry.objects.get(verb="team_fell_dormant")
    assert told.changes == {"state": ["active", "dormant"], "silent_days": limits().dormant_after_days}
    assert check(of, DORMANT_AT + days(1)) == ""


def test_flagged_anew_after_the_lead_was_back() -> None:
    of = team()
    check(of)
    back = FLAGGED_AT + days(1)
    CategoryTeam.objects.update(lead_active_at=back)
    assert check(of, back + days(1)) == ""
    assert check(of, back + days(limits().flagged_after_days)) == "team_flagged"
    assert JournalEntry.objects.filter(verb="team_flagged").count() == 2


def test_a_team_without_a_lead_is_flagged_at_once() -> None:
    of = team()
    without_role("olga")
    assert check(of, NOON + days(1)) == "team_flagged"


def test_a_busy_deputy_does_not_hide_that_nobody_leads() -> None:
    of = team(last_activity_at=DORMANT_AT)
    assert check(of, DORMANT_AT) == "team_fell_dormant"


def test_only_the_platform_lets_a_team_fall_dormant() -> None:
    of = team()
    with pytest.raises(Refused):
        check(of, DORMANT_AT, actor("sekka"))


@pytest.mark.parametrize("state", [TeamState.DORMANT, TeamState.BILATERAL, TeamState.CLOSED])
def test_only_active_teams_are_checked(state: TeamState) -> None:
    assert check(team(state=state), DORMANT_AT) == ""


def test_the_days_job_checks_all_and_bears_being_run_twice() -> None:
    now = timezone.now()
    first = team(at=days_ago(limits().dormant_after_days))
    second = team(group="textile", at=days_ago(limits().flagged_after_days))
    third = team(group="food", at=now)
    check_teams({"day": "2026-11-28"})
    check_teams({"day": "2026-11-28"})
    states = dict(CategoryTeam.objects.values_list("pk", "state"))
    assert states == {first.pk: "dormant", second.pk: "active", third.pk: "active"}
    assert JournalEntry.objects.filter(verb__in=["team_flagged", "team_fell_dormant"]).count() == 2


def test_the_job_is_sent_once_a_day_and_delivered(settings) -> None:
    settings.OUTBOX_INLINE = False
    now = timezone.now()
    of = team(at=days_ago(limits().dormant_after_days))
    today = timezone.localdate()
    sent = outbox.send_todays(today=today, at=now)
    assert sent >= 1
    assert outbox.send_todays(today=today, at=now) == 0
    assert OutboxMessage.objects.filter(kind=CHECK_TEAMS).count() == 1
    assert outbox.send_todays(today=today + days(1), at=now) == sent
    outbox.deliver_due(timezone.now())
    of.refresh_from_db()
    assert of.state == TeamState.DORMANT


# The lead is there all the same


def test_the_lead_says_so_and_the_days_start_anew() -> None:
    of = team()
    check(of)
    lead_on(by=actor("olga"), at=FLAGGED_AT, public_id=of.public_id)
    of.refresh_from_db()
    assert (of.lead_active_at, of.last_activity_at) == (FLAGGED_AT, FLAGGED_AT)
    assert JournalEntry.objects.get(verb="lead_confirmed").person_id == person("olga").pk
    assert check(of, DORMANT_AT - days(1)) == ""


@pytest.mark.parametrize("by", ["berit", "stina", "sekka", "mons"])
def test_nobody_says_it_for_the_lead(by: str) -> None:
    of = team()
    with pytest.raises(Refused):
        lead_on(by=actor(by), at=NOON, public_id=of.public_id)


@pytest.mark.parametrize("state", [TeamState.DORMANT, TeamState.BILATERAL, TeamState.CLOSED])
def test_it_is_said_of_active_teams(state: TeamState) -> None:
    of = team(state=state, parties=("oslo", "bergen") if state == TeamState.BILATERAL else ())
    with pytest.raises(Refused):
        lead_on(by=actor("olga"), at=NOON, public_id=of.public_id)


# Declared dormant, woken


def test_secretariat_declares() -> None:
    of = declare_dormant(by=actor("sekka"), at=NOON, public_id=team().public_id, revision=1)
    assert (of.state, of.revision) == (TeamState.DORMANT, 2)
    assert JournalEntry.objects.get(verb="team_declared_dormant").person_id == person("sekka").pk
    assert of.pk in actor("mons").led_team_ids


@pytest.mark.parametrize("by", ["olga", "sekka", "mons"])
def test_lead_secretariat_and_fallback_owner_wake(by: str) -> None:
    of = team(state=TeamState.DORMANT)
    later = DORMANT_AT + days(3)
    wake_team(by=actor(by), at=later, public_id=of.public_id, revision=1)
    of.refresh_from_db()
    assert (of.state, of.lead_active_at) == (TeamState.ACTIVE, later)
    assert check(of, later + days(1)) == ""


def test_a_team_nobody_can_lead_wakes_by_a_handover() -> None:
    of = team(state=TeamState.DORMANT)
    leave(of, "olga")
    with pytest.raises(Refused, match="ny leder"):
        wake_team(by=actor("mons"), at=NOON, public_id=of.public_id, revision=1)


@pytest.mark.parametrize("by", ["stina", "rita", "bjarne"])
def test_others_do_not_wake(by: str) -> None:
    of = team(state=TeamState.DORMANT)
    with pytest.raises(Refused):
        wake_team(by=actor(by), at=NOON, public_id=of.public_id, revision=1)


# Between some of them


def test_the_others_are_out_at_once_and_the_work_stays() -> None:
    of = team(members=("stina", "uma"))
    kept = promise(of)
    offer_handover(
        by=actor("olga"), at=NOON, public_id=of.public_id, revision=1, receiver=person("stina"), member=member("oslo")
    )
    between(of, lead="berit")
    of.refresh_from_db()
    assert of.state == TeamState.BILATERAL
    assert set(TeamParty.objects.values_list("member__slug", flat=True)) == {"oslo-kommune", "bergen-kommune"}
    live = dict(TeamSeat.objects.filter(team=of, left_at=None).values_list("person__name", "part"))
    assert live == {"Olga": "member", "Berit": "lead"}
    assert [of.pk in actor(name).team_ids for name in ("olga", "berit", "stina", "uma")] == [True, True, False, False]
    assert Handover.objects.get().state == HandoverState.TAKEN_BACK
    assert of.tasks.get() == kept
    told = JournalEntry.objects.get(verb="team_went_bilateral")
    assert told.changes["parties"] == sorted([member("oslo").public_id, member("bergen").public_id])
    assert JournalEntry.objects.filter(verb="seat_left").count() == 2


@pytest.mark.parametrize(
    ("parties", "lead"), [(("oslo",), "olga"), (("oslo", "uio"), "olga"), (("oslo", "bergen"), "stina")]
)
def test_who_cannot_go_on(parties, lead) -> None:
    of = team()
    with pytest.raises(DomainError):
        between(of, parties=parties, lead=lead)
    assert TeamParty.objects.count() == 0


def test_somebody_without_a_role_does_not_go_on() -> None:
    of = team()
    without_role("berit")
    with pytest.raises(DomainError):
        between(of)


# Closed


def test_closed_team_opens_nothing_and_its_handover_falls_away() -> None:
    of = team()
    offer_handover(
        by=actor("olga"), at=NOON, public_id=of.public_id, revision=1, receiver=person("berit"), member=member("bergen")
    )
    close_team(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=1)
    assert [actor(name).team_ids for name in ("olga", "berit", "stina")] == [frozenset()] * 3
    assert Handover.objects.get().state == HandoverState.TAKEN_BACK
    assert JournalEntry.objects.get(verb="team_closed").changes == {"state": ["active", "closed"]}


# Every state against every verb

Act = Callable[[CategoryTeam, str, int], object]
ACTS: dict[str, Act] = {
    "fall_dormant": lambda of, by, revision: check(of, DORMANT_AT, PLATFORM if by == "sekka" else actor(by)),
    "declare_dormant": lambda of, by, revision: declare_dormant(
        by=actor(by), at=NOON, public_id=of.public_id, revision=revision
    ),
    "wake": lambda of, by, revision: wake_team(by=actor(by), at=NOON, public_id=of.public_id, revision=revision),
    "continue_bilaterally": lambda of, by, revision: between(of, by, revision=revision),
    "close": lambda of, by, revision: close_team(by=actor(by), at=NOON, public_id=of.public_id, revision=revision),
}


def test_the_matrix_holds_every_verb() -> None:
    assert set(ACTS) == {move.verb for move in TEAM.moves}


@pytest.mark.parametrize("state", list(TeamState))
@pytest.mark.parametrize("verb", list(ACTS))
def test_every_state_and_verb(state: TeamState, verb: str) -> None:
    of = team(state=state, parties=("oslo", "bergen") if state == TeamState.BILATERAL else ())
    if TEAM.refusal(state, verb) is None:
        ACTS[verb](of, "sekka", 1)
        of.refresh_from_db()
        assert of.state == TEAM.after(state, verb)
    elif verb == "fall_dormant":  # the day's check passes such a team by
        assert ACTS[verb](of, "sekka", 1) == ""
    else:
        with pytest.raises(Refused):
            ACTS[verb](of, "sekka", 1)
    of.refresh_from_db()
    assert JournalEntry.objects.filter(subject=of.public_id).exists() == (of.state != state)


@pytest.mark.parametrize("verb", [verb for verb in ACTS if verb != "fall_dormant"])
def test_stale_outside_and_others(verb: str) -> None:
    of = team(state=TeamState.DORMANT if verb == "wake" else TeamState.ACTIVE)
    with pytest.raises(Stale):
        ACTS[verb](of, "sekka", 9)
    with pytest.raises(Refused):
        ACTS[verb](of, "stina", 1)
    with pytest.raises(NotVisible):
        ACTS[verb](of, "nora", 1)
    ACTS[verb](of, "sekka", 1)
    with pytest.raises(Stale):
        ACTS[verb](of, "sekka", 1)
