"""A process killed while it sends a letter: there is one letter, once, with both its files, after the next try."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.follow_up.storage.servers import ROOT

pytestmark = pytest.mark.xdist_group("killed")
COMMAND = [sys.executable, "-m", "tests.sanctions.dying_sender"]
SEND = "aktsom.sanctions.actions.letters"
STEPS = {
    "numbered, nothing made": (f"{SEND}:_freeze", 1),
    "no file put away": (f"{SEND}:put_away", 1),
    "between the two files": (f"{SEND}:put_away", 2),
    "both files there, no row": (f"{SEND}:saved", 1),
    "row and journal written, mail not asked for": (f"{SEND}:tell", 1),
}


def environment(var: Path) -> dict[str, str]:
    return {
        **os.environ, "AKTSOM_ENV": "test", "AKTSOM_VAR": str(var), "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DATABASE_URL": f"sqlite:///{var}/db.sqlite3", "AKTSOM_EVIDENCE": "",
    }  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("letters")
    subprocess.run([*COMMAND, "prepare"], cwd=ROOT, env=environment(var), check=True, capture_output=True)
    return var


def asked_of(var: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(var / "db.sqlite3") as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_there_is_one_letter(prepared: Path, tmp_path: Path, step: str) -> None:
    var = tmp_path / "var"
    shutil.copytree(prepared, var)
    where, count = STEPS[step]
    killed = subprocess.run([*COMMAND, "send", where, str(count)], cwd=ROOT, env=environment(var), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert asked_of(var, "select state, serial from aktsom_letter") == [("draft", None)]
    assert asked_of(var, "select count(*) from aktsom_journalentry where verb = 'letter_sent'") == [(0,)]
    subprocess.run([*COMMAND, "send"], cwd=ROOT, env=environment(var), check=True)
    assert asked_of(var, "select state, year, serial from aktsom_letter") == [("sent", 2026, 1)]
    assert asked_of(var, "select last from aktsom_letterseries") == [(1,)]
    assert asked_of(var, "select count(*) from aktsom_journalentry where verb = 'letter_sent'") == [(1,)]
    told = "select count(*) from aktsom_outboxmessage where kind = 'method_letter' and payload like '%letter_sent%'"
    assert asked_of(var, told) == [(1,)]
    for (sha256,) in asked_of(var, "select pdf_sha256 from aktsom_letter union select word_sha256 from aktsom_letter"):
        assert (var / "evidence" / str(sha256)[:2] / str(sha256)[2:4] / str(sha256)).is_file()
