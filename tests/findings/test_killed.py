"""A real worker killed in the middle of the day's work: each deviation is told of once, and the next worker goes on."""

import signal
from collections.abc import Iterator

import pytest

from tests.findings.dying_worker import DEVIATIONS
from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
# Where the process ends itself, just before the call, and at which of them.
STEPS = {
    "nothing done": ("aktsom.findings.actions.escalating:lock", 1),
    "marked, not journalled": ("aktsom.findings.actions.escalating:record", 2),
    "journalled, not told": ("aktsom.findings.actions.escalating:tell", 3),
    "the last one": ("aktsom.findings.actions.escalating:tell", DEVIATIONS),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.findings.dying_worker", tmp_path_factory.mktemp("days")) as one:
        yield one


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_each_is_told_of_once(office: Nursery, step: str) -> None:
    office.fresh()
    where, count = STEPS[step]
    assert office.run("work", where, str(count)) == -signal.SIGKILL
    assert office.run("work") == 0
    entries = "select count(*) from aktsom_journalentry where verb = 'deviation_escalated' group by subject"
    assert office.rows(entries) == [(1,)] * DEVIATIONS
    marked = "select count(*) from aktsom_finding where escalated_on is not null"
    assert office.rows(marked) == [(DEVIATIONS,)]
    letters = "select count(*) from aktsom_outboxmessage where payload like '%deviation_idle%'"
    assert office.rows(letters) == [(DEVIATIONS,)]
