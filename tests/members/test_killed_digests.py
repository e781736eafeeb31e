"""A real worker killed at each step of sending what was gathered: everybody gets the day's letter, and gets it once."""

import re
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.members.dying_worker import EACH, READERS
from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
# Where the process ends itself, just before the call, at which of them, and how many letters come once more than once:
# one that has left and is not yet written down as sent.
STEPS = {
    "nothing done": ("aktsom.members.digest_jobs:send_digest", 1, 0),
    "about to be taken": ("aktsom.members.actions.digests:_taken", 2, 0),
    "taken, not gathered": ("aktsom.members.actions.digests:due", 2, 0),
    "gathered, not sent": ("aktsom.members.actions.digests:post", 3, 0),
    "sent, not marked": ("aktsom.members.actions.digests:_mark_sent", 2, 1),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.members.dying_worker", tmp_path_factory.mktemp("digests")) as one:
        yield one


def readers(folder: Path) -> Counter[str]:
    letters = "\n".join(path.read_text(errors="replace") for path in folder.glob("*"))
    return Counter(re.findall(r"^To: (\w+)@", letters, re.MULTILINE))


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_each_gets_the_letter_once(office: Nursery, step: str) -> None:
    var = office.fresh()
    where, count, again = STEPS[step]
    assert office.run("work", where, str(count)) == -signal.SIGKILL
    assert office.run("work") == 0
    found = readers(var / "mail")
    assert found.keys() == set(READERS)
    assert found.total() == len(READERS) + again
    assert office.rows("select left, count(*) from aktsom_notice group by 1") == [("sent", len(READERS) * EACH)]
    assert office.rows("select count(*) from aktsom_digest where sent_at is not null") == [(len(READERS),)]
