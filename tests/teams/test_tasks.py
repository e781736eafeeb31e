"""Open work and promises."""

from datetime import date, timedelta

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.teams.actions.tasks import add_task, finish_task
from aktsom.teams.models import CategoryTeam, TeamTask
from aktsom.teams.states import TaskKind, TeamState
from tests.cast import NOON, actor, supplier
from tests.factories.teams import promise, team

pytestmark = pytest.mark.django_db


def add(of: CategoryTeam, by: str = "olga", text: str = "Svare Nordhav før jul", **said: object) -> TeamTask:
    usual = {"at": NOON, "kind": TaskKind.PROMISE}
    return add_task(by=actor(by), public_id=of.public_id, text=text, **{**usual, **said})


def test_a_promise_is_written_and_kept() -> None:
    of = team()
    made = add(of, text="  Svare\n Nordhav  ", supplier=supplier(), due_on=date(2026, 12, 20))
    assert (made.text, made.kind, made.supplier) == ("Svare Nordhav", "promise", supplier())
    told = JournalEntry.objects.get(verb="task_added")
    assert told.changes == {"task": made.public_id, "kind": "promise", "due_on": "2026-12-20"}
    finish_task(by=actor("stina"), at=NOON + timedelta(days=1), task_public_id=made.public_id)
    made.refresh_from_db()
    assert made.done_at == NOON + timedelta(days=1)
    assert JournalEntry.objects.get(verb="task_finished").subject == of.public_id
    of.refresh_from_db()
    assert of.last_activity_at == NOON + timedelta(days=1)
    assert of.lead_active_at == NOON


def test_twice_pressed_is_once_written_and_once_done() -> None:
    of = team()
    made = add(of)
    assert add(of, at=NOON + timedelta(seconds=5)) == made
    assert add(of, at=NOON + timedelta(minutes=5)) != made
    finish_task(by=actor("olga"), at=NOON, task_public_id=made.public_id)
    with pytest.raises(Refused, match="allerede gjort"):
        finish_task(by=actor("olga"), at=NOON, task_public_id=made.public_id)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 501])
def test_text_that_is_none_or_too_long(text: str) -> None:
    with pytest.raises(DomainError):
        add(team(), text=text)


@pytest.mark.parametrize("by", ["stina", "mons", "sekka"])
def test_only_those_who_lead_bind_the_team(by: str) -> None:
    of = team()
    with pytest.raises(Refused):
        add(of, by)


@pytest.mark.parametrize("by", ["nora", "revi"])
def test_outside_there_is_no_team(by: str) -> None:
    of = team()
    with pytest.raises(NotVisible):
        add(of, by)


@pytest.mark.parametrize("by", ["mons", "sekka", "nora", "uma"])
def test_whoever_is_not_in_the_team_meets_no_task(by: str) -> None:
    open_ = promise(team())
    with pytest.raises(NotVisible):
        finish_task(by=actor(by), at=NOON, task_public_id=open_.public_id)


def test_the_fallback_owner_acts_for_a_dormant_team() -> None:
    of = team(lead="berit", deputy=None, state=TeamState.DORMANT)
    made = add(of, "mons")
    finish_task(by=actor("mons"), at=NOON, task_public_id=made.public_id)
    of.refresh_from_db()
    assert of.lead_active_at == NOON


def test_nothing_is_written_in_a_closed_team() -> None:
    of = team(state=TeamState.CLOSED)
    open_ = promise(of)
    with pytest.raises(Refused):
        add(of)
    with pytest.raises(NotVisible):
        finish_task(by=actor("olga"), at=NOON, task_public_id=open_.public_id)
