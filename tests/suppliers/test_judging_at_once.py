"""Two people judge at the same moment: one answers, the other is told kindly, and groups stay whole."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from aktsom.core.errors import Refused, Stale
from aktsom.suppliers.actions.grouping import regroup
from aktsom.suppliers.actions.judging import judge
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement
from tests.cast import NOON, actor
from tests.committing import a_copy_of_the_database, at_once
from tests.suppliers.sameness import asked, state, written

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        yield


def act(pair: SamenessCandidate, verdict: str) -> Callable[[], SamenessJudgement]:
    sekka = actor("sekka")
    return lambda: judge(by=sekka, at=NOON, candidate=pair.public_id, verdict=verdict, reason="")


def test_one_pair_judged_both_ways_at_once_has_one_judgement() -> None:
    pair = asked(written("Alfa"), written("Beta"))
    came = at_once(act(pair, "same"), act(pair, "different"))
    assert sorted(type(each).__name__ for each in came) == ["Refused", "SamenessJudgement"]
    assert any(isinstance(each, Refused) and "allerede avgjort" in str(each) for each in came)


def test_two_joins_that_meet_leave_whole_groups() -> None:
    one, other, third, fourth = (written(name) for name in ("Alfa", "Beta", "Gamma", "Delta"))
    for pair in (asked(one, other), asked(third, fourth)):
        act(pair, "same")()
    fifth = written("Epsilon")
    came = at_once(act(asked(other, third), "same"), act(asked(fourth, fifth), "same"))
    assert all(isinstance(each, SamenessJudgement | Stale) for each in came)
    assert any(isinstance(each, SamenessJudgement) for each in came)
    before = state()
    regroup()
    assert state() == before
