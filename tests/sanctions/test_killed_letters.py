"""A process killed while it sends a letter: there is one letter, once, with both its files, after the next try."""

import signal
from collections.abc import Iterator

import pytest

from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
SEND, KEEP = "aktsom.sanctions.actions.letters", "aktsom.sanctions.actions.letter_keeping"
STEPS = {
    "numbered, nothing made": (f"{SEND}:freeze", 1),
    "no file put away": (f"{KEEP}:put_away", 1),
    "between the two files": (f"{KEEP}:put_away", 2),
    "both files there, no row": (f"{SEND}:saved", 1),
    "row and journal written, mail not asked for": (f"{SEND}:tell", 1),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.sanctions.dying_sender", tmp_path_factory.mktemp("letters")) as one:
        yield one


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_there_is_one_letter(office: Nursery, step: str) -> None:
    var = office.fresh()
    where, count = STEPS[step]
    assert office.run("send", where, str(count)) == -signal.SIGKILL
    assert office.rows("select state, serial from aktsom_letter") == [("draft", None)]
    assert office.rows("select count(*) from aktsom_journalentry where verb = 'letter_sent'") == [(0,)]
    assert office.run("send") == 0
    assert office.rows("select state, year, serial from aktsom_letter") == [("sent", 2026, 1)]
    assert office.rows("select last from aktsom_letterseries") == [(1,)]
    assert office.rows("select count(*) from aktsom_journalentry where verb = 'letter_sent'") == [(1,)]
    told = "select count(*) from aktsom_outboxmessage where kind = 'method_letter' and payload like '%letter_sent%'"
    assert office.rows(told) == [(1,)]
    for (sha256,) in office.rows("select pdf_sha256 from aktsom_letter union select word_sha256 from aktsom_letter"):
        assert (var / "evidence" / str(sha256)[:2] / str(sha256)[2:4] / str(sha256)).is_file()
