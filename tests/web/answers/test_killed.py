"""A real server killed while an answer is saved or handed in: sent again it is there once, and nothing is lost."""

import re
import signal
from collections.abc import Iterator

import pytest
import requests

from tests.nursery import nursery
from tests.web.answers.asked_reports import REPORTS
from tests.web.evidence.test_killed import Server

pytestmark = pytest.mark.xdist_group("killed")  # in one worker, so that the database is made once
ACTIONS = "aktsom.follow_up.actions"
# Where the process ends itself, as if by kill -9, just before the call.
STEPS = {
    "nothing kept yet": f"{ACTIONS}.submitting:_frozen",
    "kept, not ticked off": f"{ACTIONS}.submitting:_tick_off",
    "ticked off, not in the journal": f"{ACTIONS}.submitting:record",
    "in the journal, nobody told": f"{ACTIONS}.submitting:send",
    "committed, not answered for": "aktsom.web.answers.submitting:messages.success",
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[str]]]:
    with nursery("tests.web.answers.asked_reports", tmp_path_factory.mktemp("handed_in")) as office:
        server = Server(office)
        session, token, *reports = office.said().split()[-2 - REPORTS :]
        server.cookies = {"sessionid": session, "csrftoken": token}
        yield server, reports


@pytest.fixture
def server(prepared: tuple[Server, list[str]]) -> Iterator[Server]:
    yield prepared[0]
    prepared[0].kill()


@pytest.mark.parametrize("step", STEPS)
def test_killed_while_it_is_handed_in_it_is_handed_in_once(
    server: Server, prepared: tuple[Server, list[str]], step: str
) -> None:
    report = prepared[1][list(STEPS).index(step)]
    page = f"/svar/{report}/se-over/"
    server.start(STEPS[step])
    shown = server.ask("GET", page).text
    found = re.search(r'name="mark" value="([\d-]+)"', shown)
    assert found is not None, shown
    said = {"mark": found[1], "signed_as": "Aksel, daglig leder"}
    with pytest.raises(requests.ConnectionError):
        server.ask("POST", page, data=said)
    assert server.ended() == -signal.SIGKILL

    server.start()
    for _twice in range(2):
        answer = server.ask("POST", page, data=said)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/svar/{report}/sendt/1/")
    of_it = f"(select id from aktsom_selfreport where public_id = '{report}')"
    assert server.rows(f"select count(*) from aktsom_submission where self_report_id = {of_it}") == [(1,)]
    assert server.rows(f"select count(*) from aktsom_reportedcontract where self_report_id = {of_it}"
                       " and ticked_on is not null") == [(1,)]  # fmt: skip
    told = f"select verb, count(*) from aktsom_journalentry where subject = '{report}' group by verb order by verb"
    assert server.rows(told) == [("report_submitted", 1), ("report_ticked_off", 1)]
    assert server.rows(f"select state from aktsom_selfreport where public_id = '{report}'") == [("answered",)]


def test_killed_while_an_answer_is_saved_it_is_saved_when_it_is_sent_again(
    server: Server, prepared: tuple[Server, list[str]]
) -> None:
    report = prepared[1][-1]
    page, said = f"/svar/{report}/svar/F-1.4/", {"F-1.4:revision": "0", "F-1.4:value": "Innkjøpssjefen"}
    server.start(f"{ACTIONS}.answering:_written")
    with pytest.raises(requests.ConnectionError):
        server.ask("POST", page, data=said)
    assert server.ended() == -signal.SIGKILL
    server.start()
    for _twice in range(2):
        assert server.ask("POST", page, data=said).json()["revision"] == 1
    rows = (
        "select value, revision from aktsom_answer where code = 'F-1.4' and self_report_id ="
        f" (select id from aktsom_selfreport where public_id = '{report}')"
    )
    assert server.rows(rows) == [("Innkjøpssjefen", 1)]
