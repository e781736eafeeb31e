"""A real worker killed at each step of a case file: the next one makes it whole, once, with the same content."""

import hashlib
import signal
from collections.abc import Iterator

import pytest

from aktsom.records.rules.manifest import check
from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
# Where the process ends itself, just before the call, and at which of them.
STEPS = {
    "begun, nothing in it": ("aktsom.web.records.jobs:add", 1),
    "some in it": ("aktsom.web.records.jobs:add", 4),
    "papers in it, no metadata": ("aktsom.web.records.jobs:made_files", 1),
    "metadata in it, no list": ("aktsom.web.records.jobs:written", 1),
    "whole, not in its place": ("aktsom.web.records.jobs:sum_of", 1),
    "in its place, not told": ("aktsom.web.records.jobs:finish_export", 1),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.records.dying_exporter", tmp_path_factory.mktemp("exports")) as one:
        yield one


@pytest.fixture(scope="module")
def unbroken(office: Nursery) -> str:
    """The sum of the content when nobody is killed."""
    office.fresh()
    return finished(office)


def finished(office: Nursery) -> str:
    var = office.var
    assert office.run("work") == 0
    ((state, checksum, content),) = office.rows("select state, sha256, content_sha256 from aktsom_caseexport")
    assert state == "ready"
    path = var / "evidence" / checksum[:2] / checksum[2:4] / checksum
    assert hashlib.sha256(path.read_bytes()).hexdigest() == checksum
    found = check(path)
    assert found.problems == ()
    assert found.content_sha256 == content
    assert not list((var / "uploads").glob("utt-*.zip"))
    assert office.rows("select count(*) from aktsom_journalentry where verb like 'case_export_%'") == [(1,)]
    assert office.rows("select count(*) from aktsom_outboxmessage where delivered_at is null") == [(0,)]
    return str(content)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_next_worker_makes_the_same(office: Nursery, unbroken: str, step: str) -> None:
    office.fresh()
    where, count = STEPS[step]
    assert office.run("work", where, str(count)) == -signal.SIGKILL
    assert finished(office) == unbroken
