"""A real worker killed at each step of a round: whoever is asked is asked once, and the next worker asks the rest."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.follow_up.dying_worker import SUPPLIERS
from tests.follow_up.storage.servers import ROOT

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
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("rounds")
    subprocess.run([*COMMAND, "prepare"], cwd=ROOT, env=environment(var), check=True, capture_output=True)
    return var


COMMAND = [sys.executable, "-m", "tests.follow_up.dying_worker"]


def environment(var: Path) -> dict[str, str]:
    return {
        **os.environ, "AKTSOM_ENV": "test", "AKTSOM_VAR": str(var), "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DATABASE_URL": f"sqlite:///{var}/db.sqlite3",
    }  # fmt: skip


def asked_of(var: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(var / "db.sqlite3") as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_each_is_asked_once(prepared: Path, tmp_path: Path, step: str) -> None:
    var = tmp_path / "var"
    shutil.copytree(prepared, var)
    where, count = STEPS[step]
    killed = subprocess.run([*COMMAND, "work", where, str(count)], cwd=ROOT, env=environment(var), check=False)
    assert killed.returncode == -signal.SIGKILL
    subprocess.run([*COMMAND, "work"], cwd=ROOT, env=environment(var), check=True)
    reports = asked_of(var, "select follow_up_id, count(*) from aktsom_selfreport group by 1")
    assert [number for _one, number in reports] == [1] * SUPPLIERS
    assert asked_of(var, "select state, count(*) from aktsom_dispatchline group by 1") == [("asked", SUPPLIERS)]
    assert asked_of(var, "select state from aktsom_dispatchround") == [("done",)]
    told = "select count(*) from aktsom_journalentry where verb = 'self_report_asked'"
    assert asked_of(var, told) == [(SUPPLIERS,)]
    contracts = "select count(*) from aktsom_reportedcontract"
    assert asked_of(var, contracts) == [(SUPPLIERS,)]
    letters = [path.read_text(errors="replace") for path in (var / "mail").glob("*")]
    subjects = [text.count("\nSubject:") for text in letters]
    # A letter that was on its way when the worker died may be sent again; none is lost.
    assert SUPPLIERS <= sum(subjects) <= SUPPLIERS + 1
