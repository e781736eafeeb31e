"""A real worker killed at each step of a package: the next one makes it whole, once, with right checksums."""

import csv
import hashlib
import io
import os
import signal
import time
from collections.abc import Iterator
from zipfile import ZipFile

import pytest

from tests.nursery import Nursery, nursery
from tests.web.packages.dying_worker import FILES, SIZE, SUPPLIERS, sums

pytestmark = pytest.mark.xdist_group("killed")
PIECES = SUPPLIERS * (FILES + 1)
# Where the process ends itself, just before the call, and at which of them.
STEPS = {
    "nothing done": ("aktsom.web.packages.jobs:opened", 1),
    "begun, nothing in it": ("aktsom.web.packages.jobs:add", 1),
    "some in it": ("aktsom.web.packages.jobs:add", 4),
    "a turn over, no message": ("aktsom.web.packages.jobs:send", 3),
    "all in it, no list": ("aktsom.web.packages.jobs:manifest", 1),
    "whole, not in its place": ("aktsom.web.packages.jobs:sum_of", 1),
    "half-way into its place": ("aktsom.follow_up.storage.folder:_to_disk", 1),
    "in its place, not told": ("aktsom.web.packages.jobs:finish_package", 1),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.web.packages.dying_worker", tmp_path_factory.mktemp("packages")) as one:
        yield one


def finished_whole_and_once(office: Nursery) -> None:
    var = office.var
    before = {path.name for path in (var / "evidence").rglob("*") if path.is_file()}
    assert office.run("work") == 0
    ((state, checksum),) = office.rows("select state, sha256 from aktsom_package")
    assert state == "ready"
    content = (var / "evidence" / checksum[:2] / checksum[2:4] / checksum).read_bytes()
    assert hashlib.sha256(content).hexdigest() == checksum
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        listed = csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig")), delimiter=";")
        told = {row["Fil"]: row["SHA-256"] for row in listed}
        stored = sum(info.compress_size for info in archive.infolist())
    assert len(told) == PIECES
    assert told == {name: checksum for name, checksum in found.items() if name != "manifest.csv"}
    assert {checksum for name, checksum in told.items() if name.endswith(".pdf")} == sums()
    assert len(content) - stored < 64 * 1024  # nothing of an earlier try lies between
    assert not list((var / "uploads").glob("pak-*.zip"))
    after = {path.name for path in (var / "evidence").rglob("*") if path.is_file() and path.suffix != ".part"}
    assert sums() <= after
    assert len(after - before) <= 1
    assert office.rows("select count(*) from aktsom_journalentry where verb like 'package_%'") == [(1,)]
    assert office.rows("select count(*) from aktsom_outboxmessage where delivered_at is null") == [(0,)]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_next_worker_makes_it_whole(office: Nursery, step: str) -> None:
    office.fresh()
    where, count = STEPS[step]
    assert office.run("work", where, str(count)) == -signal.SIGKILL
    finished_whole_and_once(office)


def test_killed_from_outside_in_the_middle_of_a_file(office: Nursery) -> None:
    var = office.fresh()
    worker = office.start("work", "slowly")
    for _ in range(3000):
        halves = [path.stat().st_size for path in (var / "uploads").glob("pak-*.zip")]
        if halves and halves[0] > 1.5 * SIZE:
            break
        time.sleep(0.01)
    os.kill(worker, signal.SIGKILL)
    assert office.wait(worker) == -signal.SIGKILL
    (half,) = (var / "uploads").glob("pak-*.zip")
    assert SIZE < half.stat().st_size < SUPPLIERS * FILES * SIZE
    assert office.rows("select state from aktsom_package") == [("making",)]
    finished_whole_and_once(office)
