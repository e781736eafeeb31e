"""Two who judge, confirm or press at the very same moment, and one that is stopped: nothing doubled, nothing lost."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import competitions, conditions, replacements, suspensions
from aktsom.sanctions.jobs.step_days import tell_of_ends, tell_of_run_out
from aktsom.sanctions.models import Bid, NewPlace, OrderCondition, Suspension
from aktsom.sanctions.rules.suspensions import Result
from aktsom.supply_chain.models import Declaration
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, actor, member, supplier
from tests.committing import a_copy_of_the_database, at_once
from tests.follow_up.concluded import followed_up
from tests.sanctions.steps_made import DAY, TODAY, WHY, demanded, proposed, suspended, weighed

pytestmark = pytest.mark.postgres


@pytest.fixture
def followed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[FollowUp]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        load_terms(by=PLATFORM, at=NOON)
        yield followed_up(sets={"oslo": "T4", "bergen": "T4"})


def stopped(results: list[object]) -> list[object]:
    return [result for result in results if isinstance(result, DomainError)]


def test_of_two_who_judge_one_lifts_and_one_is_told(followed: FollowUp) -> None:
    one = suspended(followed)
    judge = partial(
        suspensions.judge_test, by=actor("olga"), at=NOON, suspension_id=one.public_id, revision=one.revision,
        rests_on="Rapporten.", reason=WHY,
    )  # fmt: skip
    results = at_once(partial(judge, result=Result.MET), partial(judge, result=Result.NOT_MET))
    assert len(stopped(results)) == 1
    one.refresh_from_db()
    assert one.steps.count() == 1
    assert one.state in ("lifted", "in_force")


def test_a_place_proposed_twice_is_one_and_confirmed_twice_is_one_version(followed: FollowUp) -> None:
    one = demanded(followed)
    said = replacements.PlaceSaid("Nilam Gloves", "MY", "Ingen formidlere.")
    call = {"by": actor("nora"), "at": NOON, "replacement_id": one.public_id, "revision": one.revision}
    propose = partial(replacements.propose_place, **call, said=said)
    assert len(stopped(at_once(propose, propose))) == 1
    assert NewPlace.objects.count() == 1
    one.refresh_from_db()
    weighed(one)
    call = {"by": actor("olga"), "at": NOON, "replacement_id": one.public_id, "revision": one.revision}
    confirm = partial(replacements.confirm_place, **call, delivers_from=TODAY)
    assert len(stopped(at_once(confirm, confirm))) == 1
    assert Declaration.objects.count() == 2


def test_a_day_that_two_workers_tell_of_is_told_of_once(followed: FollowUp) -> None:
    suspended(followed, ends_on=TODAY + 10 * DAY)
    for job, day, what in ((tell_of_ends, 8, "suspension_ending"), (tell_of_run_out, 11, "suspension_run_out")):
        told = partial(job, {"day": (TODAY + day * DAY).isoformat()})
        at_once(told, told)
        assert OutboxMessage.objects.filter(payload__what=what).count() == 1


def test_a_bid_and_a_condition_written_twice_are_one(followed: FollowUp) -> None:
    note = partial(
        competitions.note_bid, by=actor("olga"), at=NOON, member_id=member("oslo").public_id,
        supplier_id=supplier().public_id, competition="Hansker 2027",
    )  # fmt: skip
    first, second = at_once(note, note)
    assert first == second
    assert Bid.objects.count() == 1
    contract = followed.covered.get(member=member("oslo")).contract
    make = partial(
        conditions.make_condition, by=actor("olga"), at=NOON, contract_id=contract.public_id,
        said=conditions.ConditionSaid("LSAS nivå 1", months=6),
    )  # fmt: skip
    assert len(stopped(at_once(make, make))) == 1
    assert OrderCondition.objects.count() == 1


def test_stopped_before_the_end_nothing_is_written(followed: FollowUp) -> None:
    """The lift, its journal entry and its letter stand together or not at all."""
    one = suspended(followed)
    before = (JournalEntry.objects.count(), OutboxMessage.objects.count())
    call = {"by": actor("olga"), "at": NOON, "suspension_id": one.public_id, "revision": one.revision}

    @transaction.atomic
    def killed() -> None:
        suspensions.judge_test(**call, result=Result.MET, rests_on="Rapporten.", reason=WHY)
        raise RuntimeError("the process is killed")

    with pytest.raises(RuntimeError):
        killed()
    assert (JournalEntry.objects.count(), OutboxMessage.objects.count()) == before
    assert Suspension.objects.get(pk=one.pk).state == "in_force"
    assert suspensions.judge_test(**call, result=Result.MET, rests_on="Rapporten.", reason=WHY).state == "lifted"
    proposed(demanded(followed))
