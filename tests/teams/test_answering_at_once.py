"""Two people at the same moment: one answers, the other is told kindly; nothing is done twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.errors import DomainError
from aktsom.core.models import JournalEntry
from aktsom.teams.actions.answering import grant_mandates, refuse_mandates, withdraw_mandates
from aktsom.teams.models import Mandate, TeamStep
from aktsom.teams.problems import AlreadyDone
from tests import catalogues
from tests.cast import actor, person
from tests.committing import a_copy_of_the_database, at_once
from tests.factories.mandates import LATER, asked, grant, mandate_of, pick, team
from tests.risk.purchases import gloves
from tests.teams.test_steps import step

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        yield


def one_did(results: list[object]) -> DomainError:
    """That exactly one did it; returns what the other was told."""
    stopped = [result for result in results if isinstance(result, DomainError)]
    assert len(stopped) == 1, results
    return stopped[0]


def test_two_owners_who_answer_at_once() -> None:
    one = gloves("oslo")
    asked(team(), one)
    olga, chosen = actor("olga"), [pick(one)]
    told = one_did(
        at_once(
            lambda: grant_mandates(by=olga, at=LATER, chosen=chosen, acts=1),
            lambda: refuse_mandates(by=olga, at=LATER, chosen=chosen, reason="Vi gjør det selv."),
        )
    )
    assert "allerede" in str(told)
    assert mandate_of(one).revision == 2
    assert JournalEntry.objects.filter(subject=chosen[0][0]).exclude(verb="mandate_asked").count() == 1


def test_a_double_press_of_the_ask_button() -> None:
    a_team, one = team(), gloves("oslo")
    actor("bjarne"), person("olga")
    told = one_did(at_once(lambda: asked(a_team, one), lambda: asked(a_team, one)))
    assert "er spurt eller har gitt fullmakt" in str(told)
    assert Mandate.objects.count() == 1


def test_a_step_and_a_withdrawal_at_once_never_leave_a_step_without_a_mandate() -> None:
    a_team, one = team(), gloves("oslo")
    asked(a_team, one)
    grant(one)
    olga, chosen = actor("olga"), [pick(one)]
    results = at_once(
        lambda: step(a_team, one),
        lambda: withdraw_mandates(by=olga, at=LATER, chosen=chosen, reason="Vi tar dette selv."),
    )
    assert not isinstance(results[1], DomainError)
    numbers = dict(JournalEntry.objects.values_list("verb", "number"))
    assert TeamStep.objects.exists() == ("step_done" in numbers)
    if "step_done" in numbers:
        assert numbers["step_done"] < numbers["mandate_withdrawn"]


def test_two_of_the_team_who_record_the_same_step_at_once() -> None:
    a_team, one = team(), gloves("oslo")
    asked(a_team, one)
    grant(one)
    actor("bjarne"), actor("mons")
    told = one_did(at_once(lambda: step(a_team, one, by="bjarne"), lambda: step(a_team, one, by="mons")))
    assert isinstance(told, AlreadyDone)
    assert TeamStep.objects.count() == 1
