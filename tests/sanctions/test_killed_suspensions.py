"""A process killed while a suspension is decided or lifted, and the same button pressed once more: orders are stopped,
or go again, when the decision on it is there, and never without."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.follow_up.storage.servers import ROOT

pytestmark = pytest.mark.xdist_group("killed")
COMMAND = [sys.executable, "-m", "tests.sanctions.dying_decider"]
TOLD = "builtins:print"  # the act is done, and whoever pressed is about to be told
DECIDING, SUSPENSIONS = "aktsom.sanctions.actions.deciding", "aktsom.sanctions.actions.suspensions"
CASES = {
    "decide: row decided, not journalled": ("decide", f"{DECIDING}:record", 1, False),
    "decide: journalled, nothing stopped": (
        "decide", "aktsom.sanctions.actions.setting_in_motion:begin_suspension", 1, False,
    ),
    "decide: stopped, not written to the supplier": ("decide", f"{SUSPENSIONS}:tell", 1, False),
    "decide: all written, owner not told": ("decide", f"{DECIDING}:tell", 1, False),
    "decide: done": ("decide", TOLD, 1, True),
    "lift: judged, no row": ("lift", f"{SUSPENSIONS}:_step", 1, False),
    "lift: judgement written, still in force": ("lift", f"{SUSPENSIONS}:saved", 1, False),
    "lift: lifted, nobody written to": ("lift", f"{SUSPENSIONS}:tell", 1, False),
    "lift: done": ("lift", TOLD, 1, True),
}  # fmt: skip


def environment(var: Path) -> dict[str, str]:
    return {
        **os.environ, "AKTSOM_ENV": "test", "AKTSOM_VAR": str(var), "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "DATABASE_URL": f"sqlite:///{var}/db.sqlite3", "AKTSOM_EVIDENCE": "",
    }  # fmt: skip


def run(var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], cwd=ROOT, env=environment(var), check=False, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("suspensions")
    done = run(var, "prepare")
    assert done.returncode == 0, done.stderr
    return var


def copied(prepared: Path, to: Path) -> Path:
    """Nobody writes in it, so that what SQLite keeps beside it for its readers is left behind."""
    return Path(shutil.copytree(prepared, to / "var", ignore=shutil.ignore_patterns("*-shm", "*-wal")))


@pytest.fixture(scope="module")
def after(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each act done by a process that lives."""
    made = {}
    for act in ("decide", "lift"):
        made[act] = copied(prepared, tmp_path_factory.mktemp(act))
        done = run(made[act], act)
        assert done.stdout.strip() == "done", done.stderr
    return made


def known(var: Path) -> list[list[tuple[object, ...]]]:
    """What stops orders, on which decision, what was judged, and who was told."""
    with closing(sqlite3.connect(var / "db.sqlite3")) as database:
        return [
            database.execute(query).fetchall()
            for query in (
                "select s.public_id, s.state, s.starts_on, s.seen_by, d.state, d.decided_at from aktsom_suspension s"
                " join aktsom_sanctiondecision d on d.id = s.decision_id order by s.id",
                "select suspension_id, kind, result, text from aktsom_suspensionstep order by id",
                "select verb, subject, changes from aktsom_journalentry order by number",
                "select kind, payload from aktsom_outboxmessage order by id",
            )
        ]


@pytest.mark.parametrize("case", CASES)
def test_orders_are_stopped_and_go_again_with_their_decision(
    prepared: Path, after: dict[str, Path], tmp_path: Path, case: str
) -> None:
    var = copied(prepared, tmp_path)
    act, where, count, there = CASES[case]
    before, done = known(prepared), known(after[act])
    states = [row[1] for row in done[0]]
    assert states == (["in_force", "in_force"] if act == "decide" else ["drafted", "lifted"])
    assert [row[1] for row in before[0]] == ["drafted", "in_force"]
    assert run(var, act, where, str(count)).returncode == -signal.SIGKILL
    assert known(var) == (done if there else before)
    again = run(var, act)
    assert again.stdout.strip() == ("Stale" if there else "done"), again.stderr
    assert known(var) == done
