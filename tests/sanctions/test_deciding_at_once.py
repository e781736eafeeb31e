"""Two who decide at the very same moment, a button pressed twice, and a recommendation that is replaced meanwhile: one
decision stands, and whoever came too late is told."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import deciding, drafting, recommending, suspensions
from aktsom.sanctions.models import DecisionMade, Recommendation, SanctionDecision
from aktsom.sanctions.rules.suspensions import Result
from aktsom.sanctions.states import Answer
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, actor
from tests.committing import a_copy_of_the_database, at_once
from tests.follow_up.concluded import followed_up
from tests.sanctions.made import LATER, WHY, answer, begun, broken, contract_of, decided, recommended, said_of
from tests.sanctions.steps_made import suspended

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        load_terms(by=PLATFORM, at=NOON)
        for name in ("olga", "dag", "bjarne", "mons", "berit"):
            actor(name)
        yield


@pytest.fixture
def one(_committed: None) -> FollowUp:
    made = followed_up(sets={"oslo": "T4", "bergen": "T4"})
    broken(made)
    return made


def told(*acts: Callable[[], Any]) -> DomainError:
    """What the one of them that came too late is told; the others are done."""
    [error] = [result for result in at_once(*acts) if isinstance(result, DomainError)]
    return error


def deciding_of(draft: SanctionDecision, by: str = "olga", said: drafting.DecisionSaid | None = None) -> Any:
    who, told = actor(by), said or answer()
    return lambda: deciding.decide(by=who, at=LATER, decision_id=draft.public_id, revision=draft.revision, said=told)


def test_two_who_begin_write_on_one_draft(one: FollowUp) -> None:
    contract = contract_of(one, "oslo")
    olga, dag = actor("olga"), actor("dag")
    of = {"at": LATER, "follow_up_id": one.public_id, "contract_id": contract.public_id}
    both = at_once(lambda: drafting.begin_decision(by=olga, **of), lambda: drafting.begin_decision(by=dag, **of))
    assert both[0] == both[1]
    assert SanctionDecision.objects.count() == 1


def test_a_button_pressed_twice_decides_once(one: FollowUp) -> None:
    recommended(one, Finding.objects.get())
    draft = begun(one)
    assert isinstance(told(deciding_of(draft), deciding_of(draft)), Stale)
    assert SanctionDecision.objects.get().state == "decided"
    assert DecisionMade.objects.count() == 1
    assert JournalEntry.objects.filter(verb="sanction_decided").count() == 1
    assert OutboxMessage.objects.filter(payload__what="sanction_decided").count() == 1


def test_of_two_who_decide_differently_one_stands(one: FollowUp) -> None:
    recommended(one, Finding.objects.get())
    draft = begun(one)
    assert isinstance(told(deciding_of(draft), deciding_of(draft, "dag")), Stale)
    made = SanctionDecision.objects.get()
    assert made.decided_by_id in {actor("olga").person_id, actor("dag").person_id}


def test_two_owners_decide_each_for_its_own_at_once(one: FollowUp) -> None:
    recommended(one, Finding.objects.get())
    results = at_once(
        deciding_of(begun(one, "oslo")), deciding_of(begun(one, "bergen"), "berit", answer(Answer.DECLINE))
    )
    assert not [each for each in results if isinstance(each, DomainError)]
    assert SanctionDecision.objects.filter(state="decided").count() == 2


def test_a_recommendation_replaced_meanwhile_is_either_decided_on_or_told_of(one: FollowUp) -> None:
    finding = Finding.objects.get()
    first = recommended(one, finding)
    draft, bjarne, said = begun(one), actor("bjarne"), said_of(finding, step="dialogue")
    results = at_once(
        deciding_of(draft),
        lambda: recommending.recommend(
            by=bjarne, at=LATER, follow_up_id=one.public_id, said=said, replaces=first.public_id
        ),
    )
    late = [each for each in results if isinstance(each, DomainError)]
    draft.refresh_from_db()
    assert (draft.state == "draft") == bool(late)
    assert all(isinstance(each, Stale) for each in late)
    assert Recommendation.objects.filter(state="made").count() == 1
    if late:
        assert decided(one).step == "dialogue"


def test_two_of_the_team_who_recommend_at_once_meet(one: FollowUp) -> None:
    finding, bjarne, mons = Finding.objects.get(), actor("bjarne"), actor("mons")
    said = {"at": LATER, "follow_up_id": one.public_id, "said": said_of(finding)}
    late = told(lambda: recommending.recommend(by=bjarne, **said), lambda: recommending.recommend(by=mons, **said))
    assert isinstance(late, Stale)
    assert Recommendation.objects.count() == 1


def pauses(patch: pytest.MonkeyPatch, module: Any, name: str) -> Event:
    """Whoever comes to it says so, and waits until all the others have come as far as they can."""
    came, real = Event(), getattr(module, name)

    def slow(*args: Any, **said: Any) -> Any:
        came.set()
        time.sleep(2)
        return real(*args, **said)

    patch.setattr(module, name, slow)
    return came


def after(came: Event, act: Callable[[], Any]) -> Any:
    assert came.wait(60)
    return act()


def test_a_test_judged_while_its_decision_is_withdrawn(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither waits for what the other holds."""
    stop = suspended(one)
    of = {"by": actor("olga"), "at": NOON, "reason": WHY}
    judge = partial(suspensions.judge_test, **of, suspension_id=stop.public_id, revision=stop.revision)
    withdraw = partial(deciding.withdraw_decision, **of, decision_id=stop.decision.public_id)
    came = pauses(monkeypatch, suspensions, "saved")
    at_once(
        lambda: judge(result=Result.MET, rests_on="Rapporten."),
        lambda: after(came, lambda: withdraw(revision=SanctionDecision.objects.get().revision)),
    )
    stop.refresh_from_db()
    assert (stop.state, stop.decision.state) == ("lifted", "withdrawn")


def test_a_test_judged_while_a_new_decision_takes_its_place(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = suspended(one)
    first = recommended(one, Finding.objects.get())
    SanctionDecision.objects.update(recommendation=first)
    draft = begun(one)
    judge = partial(
        suspensions.judge_test, by=actor("olga"), at=LATER, suspension_id=stop.public_id, revision=stop.revision
    )
    came = pauses(monkeypatch, suspensions, "saved")
    at_once(
        lambda: judge(result=Result.MET, rests_on="Rapporten.", reason=WHY),
        lambda: after(came, deciding_of(draft)),
    )
    stop.refresh_from_db()
    draft.refresh_from_db()
    assert (stop.state, stop.decision.state, draft.state) == ("lifted", "superseded", "decided")


def test_recommended_anew_while_an_owner_decides(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    finding, bjarne = Finding.objects.get(), actor("bjarne")
    first = recommended(one, finding)
    draft, said = begun(one), said_of(finding, step="dialogue")
    anew = partial(recommending.recommend, by=bjarne, at=LATER, follow_up_id=one.public_id, said=said)
    came = pauses(monkeypatch, deciding, "draft_for_change")
    at_once(deciding_of(draft), lambda: after(came, lambda: anew(replaces=first.public_id)))
    draft.refresh_from_db()
    assert (draft.state, draft.recommendation) == ("decided", first)
    assert Recommendation.objects.get(state="made").step == "dialogue"


def test_begun_anew_while_it_is_decided(one: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    recommended(one, Finding.objects.get())
    draft, olga = begun(one), actor("olga")
    of = {"at": LATER, "follow_up_id": one.public_id, "contract_id": contract_of(one, "oslo").public_id}
    came = pauses(monkeypatch, deciding, "take_in")
    at_once(deciding_of(draft), lambda: after(came, lambda: drafting.begin_decision(by=olga, **of)))
    assert sorted(SanctionDecision.objects.values_list("state", flat=True)) == ["decided", "draft"]
