"""A real worker killed at each step of a round: whoever is asked is asked once, and the next worker asks the rest."""

import signal
from collections.abc import Iterator

import pytest

from tests.follow_up.dying_worker import SUPPLIERS
from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
# Where the process ends itself, just before the call, and at which of them.
STEPS = {
    "nothing done": ("aktsom.follow_up.actions.rounds:_tried", 1),
    "request in the making": ("aktsom.follow_up.actions.dispatching:reported", 3),
    "journalled, not begun": ("aktsom.follow_up.actions.dispatching:begun", 2),
    "asked, line not marked": ("aktsom.follow_up.jobs.rounds:dispatch_next", 4),
    "the last one": ("aktsom.follow_up.actions.rounds:_finish", 1),
    "half of the letters sent": ("aktsom.follow_up.jobs.reports:deliver", 3),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.follow_up.dying_worker", tmp_path_factory.mktemp("rounds")) as one:
        yield one


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_each_is_asked_once(office: Nursery, step: str) -> None:
    var = office.fresh()
    where, count = STEPS[step]
    assert office.run("work", where, str(count)) == -signal.SIGKILL
    assert office.run("work") == 0
    reports = office.rows("select follow_up_id, count(*) from aktsom_selfreport group by 1")
    assert [number for _one, number in reports] == [1] * SUPPLIERS
    assert office.rows("select state, count(*) from aktsom_dispatchline group by 1") == [("asked", SUPPLIERS)]
    assert office.rows("select state from aktsom_dispatchround") == [("done",)]
    told = "select count(*) from aktsom_journalentry where verb = 'self_report_asked'"
    assert office.rows(told) == [(SUPPLIERS,)]
    contracts = "select count(*) from aktsom_reportedcontract"
    assert office.rows(contracts) == [(SUPPLIERS,)]
    letters = [path.read_text(errors="replace") for path in (var / "mail").glob("*")]
    subjects = [text.count("\nSubject:") for text in letters]
    # A letter that was on its way when the worker died may be sent again; none is lost.
    assert SUPPLIERS <= sum(subjects) <= SUPPLIERS + 1
