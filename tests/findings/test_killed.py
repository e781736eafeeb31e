"""A real worker killed in the middle of the day's work: each deviation is told of once, and the next worker goes on."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.findings.dying_worker import DEVIATIONS
from tests.follow_up.storage.servers import ROOT

pytestmark = pytest.mark.xdist_group("killed")
COMMAND = [sys.executable, "-m", "tests.findings.dying_worker"]
# Where the process ends itself, just before the call, and at which of them.
STEPS = {
    "nothing done": ("aktsom.findings.actions.escalating:lock", 1),
    "marked, not journalled": ("aktsom.findings.actions.escalating:record", 2),
    "journalled, not told": ("aktsom.findings.actions.escalating:tell", 3),
    "the last one": ("aktsom.findings.actions.escalating:tell", DEVIATIONS),
}


def environment(var: Path) -> dict[str, str]:
    return {
        **os.environ, "AKTSOM_ENV": "test", "AKTSOM_VAR": str(var), "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DATABASE_URL": f"sqlite:///{var}/db.sqlite3",
    }  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("days")
    subprocess.run([*COMMAND, "prepare"], cwd=ROOT, env=environment(var), check=True, capture_output=True)
    return var


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_each_is_told_of_once(prepared: Path, tmp_path: Path, step: str) -> None:
    var = tmp_path / "var"
    shutil.copytree(prepared, var)
    where, count = STEPS[step]
    killed = subprocess.run([*COMMAND, "work", where, str(count)], cwd=ROOT, env=environment(var), check=False)
    assert killed.returncode == -signal.SIGKILL
    subprocess.run([*COMMAND, "work"], cwd=ROOT, env=environment(var), check=True)
    with sqlite3.connect(var / "db.sqlite3") as database:
        entries = "select subject, count(*) from aktsom_journalentry where verb = 'deviation_escalated' group by 1"
        assert [count for _subject, count in database.execute(entries)] == [1] * DEVIATIONS
        marked = "select count(*) from aktsom_finding where escalated_on is not null"
        assert database.execute(marked).fetchall() == [(DEVIATIONS,)]
        letters = "select count(*) from aktsom_outboxmessage where payload like '%deviation_idle%'"
        assert database.execute(letters).fetchall() == [(DEVIATIONS,)]
