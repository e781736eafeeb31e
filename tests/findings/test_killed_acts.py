"""A process killed in the middle of an act with signals or publications, and the same button pressed once more: nothing
is doubled or lost, and what everybody reads is what it was before or what it is after."""

import json
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
COMMAND = [sys.executable, "-m", "tests.findings.dying_actor"]
TOLD = "builtins:print"  # the act is done, and whoever pressed is about to be told
RECEIVING, PAGES = "aktsom.findings.actions.receiving", "aktsom.web.concerns.pages"
INQUIRIES, PUBLISHING = "aktsom.findings.actions.inquiries", "aktsom.findings.actions.publishing"


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
    var = tmp_path_factory.mktemp("acts")
    done = run(var, "prepare")
    assert done.returncode == 0, done.stderr
    return var


def copied(prepared: Path, to: Path) -> Path:
    """Nobody writes in it, so that what SQLite keeps beside it for its readers is left behind."""
    return Path(shutil.copytree(prepared, to / "var", ignore=shutil.ignore_patterns("*-shm", "*-wal")))


@pytest.fixture
def var(prepared: Path, tmp_path: Path) -> Path:
    return copied(prepared, tmp_path)


def killed(var: Path, act: str, where: str) -> None:
    assert run(var, act, where, "1").returncode == -signal.SIGKILL


def told(var: Path, act: str) -> str:
    done = run(var, act)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def asked_of(var: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(var / "db.sqlite3")) as database:
        return database.execute(query).fetchall()


def entries(var: Path, verb: str) -> object:
    [(count,)] = asked_of(var, f"select count(*) from aktsom_journalentry where verb = '{verb}'")
    return count


def letters(var: Path, what: str) -> object:
    [(count,)] = asked_of(var, f"select count(*) from aktsom_outboxmessage where payload like '%\"{what}\"%'")
    return count


# {step: (where it dies, how many signals are there then)}
SENDING = {
    "written, not journalled": (f"{RECEIVING}:record", 0),
    "journalled, nobody told of the danger": (f"{RECEIVING}:tell_soon", 0),
    "taken in, no page answered": (f"{PAGES}:page", 1),
    "page made, not read": (TOLD, 1),
}


@pytest.mark.parametrize("step", SENDING)
def test_a_signal_is_taken_in_once_and_the_sender_gets_its_code(var: Path, step: str) -> None:
    where, there = SENDING[step]
    klang = "select count(*) from aktsom_signal where place = 'Klang'"
    before = entries(var, "signal_received")
    assert isinstance(before, int)
    killed(var, "send", where)
    assert asked_of(var, klang) == [(there,)]
    assert (entries(var, "signal_received"), letters(var, "signals_wait")) == (before + there, there)
    code = told(var, "send")
    assert asked_of(var, klang) == [(1,)]
    assert (entries(var, "signal_received"), letters(var, "signals_wait")) == (before + 1, 1)
    assert told(var, "send") == code  # the one code that opens the talk
    assert len(code.replace("-", "").replace(" ", "")) == 20


@pytest.mark.parametrize(("where", "there"), [(f"{RECEIVING}:record", 0), (TOLD, 1)])
def test_what_a_sender_adds_is_said_once(var: Path, where: str, there: int) -> None:
    said = "select count(*) from aktsom_signalmessage where from_sender"
    killed(var, "say", where)
    assert (asked_of(var, said), entries(var, "signal_written_to")) == ([(there,)], there)
    assert told(var, "say") == "1"
    assert (asked_of(var, said), entries(var, "signal_written_to")) == ([(1,)], 1)


@pytest.mark.parametrize(("where", "there"), [("aktsom.findings.actions.signals:record", 0), (TOLD, 1)])
def test_what_is_answered_to_a_sender_is_said_once(var: Path, where: str, there: int) -> None:
    said = "select count(*) from aktsom_signalmessage where not from_sender"
    killed(var, "answer", where)
    assert (asked_of(var, said), entries(var, "signal_answered")) == ([(there,)], there)
    assert told(var, "answer") == ("stale" if there else "done")
    assert (asked_of(var, said), entries(var, "signal_answered")) == ([(1,)], 1)
    assert asked_of(var, "select state from aktsom_signal order by id limit 1") == [("looked_at",)]


@pytest.mark.parametrize(("where", "there"), [(f"{INQUIRIES}:record", 0), (f"{INQUIRIES}:tell", 0), (TOLD, 1)])
def test_an_alert_reaches_every_body_once_or_none_of_them_yet(var: Path, where: str, there: int) -> None:
    row = "select count(*) from aktsom_inquiry where alerted_at is not null"
    bodies = "select count(*) from aktsom_inquirymember where alerted_at is not null"
    killed(var, "alert", where)
    assert (asked_of(var, row), asked_of(var, bodies)) == ([(there,)], [(2 * there,)])
    assert (entries(var, "inquiry_alerted"), letters(var, "inquiry_alert")) == (there, there)
    assert told(var, "alert") == ("stale" if there else "done")
    assert (asked_of(var, row), asked_of(var, bodies)) == ([(1,)], [(2,)])
    assert (entries(var, "inquiry_alerted"), letters(var, "inquiry_alert")) == (1, 1)


def everybody_reads(var: Path, act: str) -> list[tuple[object, ...]]:
    """Of the result that the act is about."""
    page = json.loads((var / "pages.json").read_text())[act][0]
    columns = "number, supplier_name, colour, content, published_at, corrected_at, corrected_reason, withdrawn_at"
    return asked_of(
        var, f"select {columns}, withdrawn_reason from aktsom_publicresult where page = '{page}' order by number"
    )


def around(var: Path, act: str) -> list[tuple[object, ...]]:
    """What those who have a part in it know: states of its versions, releases, entries and letters."""
    page = json.loads((var / "pages.json").read_text())[act][0]
    versions = f"select number, state, v.published_at, revision from aktsom_publicationversion v join aktsom_publication p on p.id = v.publication_id where p.public_id = '{page}' order by number"  # noqa: E501
    return [
        *asked_of(var, versions),
        *asked_of(var, f"select before, after, reason from aktsom_release where subject = '{page}' order by id"),
        *asked_of(var, f"select verb from aktsom_journalentry where subject = '{page}' order by number"),
        *asked_of(var, f"select payload from aktsom_outboxmessage where payload like '%{page}%' order by id"),
    ]


@pytest.fixture(scope="module")
def after(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each act done by a process that lives."""
    made = {}
    for act in ("publish", "correct", "withdraw"):
        made[act] = copied(prepared, tmp_path_factory.mktemp(act))
        assert told(made[act], act) == "done"
    return made


LETTING_OUT = {
    "decided, nothing out": (f"{PUBLISHING}:_mark_corrected", 0),
    "the one before marked": (f"{PUBLISHING}:_let_out", 0),
    "out, not journalled": (f"{PUBLISHING}:saved", 0),
    "journalled, nobody told": (f"{PUBLISHING}:tell", 0),
    "done": (TOLD, 1),
}
TAKING_IN = {
    "versions withdrawn, still out": (f"{PUBLISHING}:_take_in", 0),
    "taken in, not journalled": (f"{PUBLISHING}:record", 0),
    "journalled, nobody told": (f"{PUBLISHING}:tell", 0),
    "done": (TOLD, 1),
}
CASES = [
    *(
        pytest.param(act, *each, id=f"{act}: {step}")
        for act in ("publish", "correct")
        for step, each in LETTING_OUT.items()
    ),
    *(pytest.param("withdraw", *each, id=f"withdraw: {step}") for step, each in TAKING_IN.items()),
]


@pytest.mark.parametrize(("act", "where", "there"), CASES)
def test_what_everybody_reads_is_before_or_after(
    prepared: Path, after: dict[str, Path], var: Path, act: str, where: str, there: int
) -> None:
    before, done = everybody_reads(prepared, act), everybody_reads(after[act], act)
    assert before != done
    killed(var, act, where)
    assert everybody_reads(var, act) == (done if there else before)
    assert around(var, act) == around(after[act] if there else prepared, act)
    assert told(var, act) == ("stale" if there else "done")
    assert everybody_reads(var, act) == done
    assert around(var, act) == around(after[act], act)
