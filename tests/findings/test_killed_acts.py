"""A process killed in the middle of an act with signals or publications, and the same button pressed once more: nothing
is doubled or lost, and what everybody reads is what it was before or what it is after."""

import json
import signal
from collections.abc import Iterator

import pytest

from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
TOLD = "builtins:print"  # the act is done, and whoever pressed is about to be told
RECEIVING, PAGES = "aktsom.findings.actions.receiving", "aktsom.web.concerns.pages"
INQUIRIES, PUBLISHING = "aktsom.findings.actions.inquiries", "aktsom.findings.actions.publishing"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.findings.dying_actor", tmp_path_factory.mktemp("acts")) as one:
        yield one


@pytest.fixture
def office(prepared: Nursery) -> Nursery:
    prepared.fresh()
    return prepared


def killed(office: Nursery, act: str, where: str) -> None:
    assert office.run(act, where) == -signal.SIGKILL


def told(office: Nursery, act: str) -> str:
    assert office.run(act) == 0
    return office.said().strip()


def entries(office: Nursery, verb: str) -> object:
    [(count,)] = office.rows(f"select count(*) from aktsom_journalentry where verb = '{verb}'")
    return count


def letters(office: Nursery, what: str) -> object:
    [(count,)] = office.rows(f"select count(*) from aktsom_outboxmessage where payload like '%\"{what}\"%'")
    return count


# {step: (where it dies, how many signals are there then)}
SENDING = {
    "read, not written": (f"{RECEIVING}:hash_of", 0),
    "taken in, no page answered": (f"{PAGES}:page", 1),
    "page made, not read": (TOLD, 1),
}


@pytest.mark.parametrize("step", SENDING)
def test_a_signal_is_taken_in_once_and_the_sender_gets_its_code(office: Nursery, step: str) -> None:
    where, there = SENDING[step]
    klang = "select count(*) from aktsom_signal where place = 'Klang'"
    killed(office, "send", where)
    assert office.rows(klang) == [(there,)]
    code = told(office, "send")
    assert office.rows(klang) == [(1,)]
    assert told(office, "send") == code  # the one code that opens the talk
    assert len(code.replace("-", "").replace(" ", "")) == 20


@pytest.mark.parametrize(("where", "there"), [(f"{RECEIVING}:hash_of_form", 0), (TOLD, 1)])
def test_what_a_sender_adds_is_said_once(office: Nursery, where: str, there: int) -> None:
    said = "select count(*) from aktsom_signalmessage where from_sender"
    killed(office, "say", where)
    assert office.rows(said) == [(there,)]
    assert told(office, "say") == "1"
    assert office.rows(said) == [(1,)]


@pytest.mark.parametrize(("where", "there"), [(f"{RECEIVING}:record", 0), (TOLD, 1)])
def test_what_came_is_journalled_once_when_the_day_is_over(office: Nursery, where: str, there: int) -> None:
    told(office, "say")
    verbs = ("signal_received", "signal_written_to")
    assert [entries(office, verb) for verb in verbs] == [0, 0]
    killed(office, "morning", where)
    assert [entries(office, verb) for verb in verbs] == [2 * there, there]
    assert told(office, "morning") == str(3 * (1 - there))
    assert [entries(office, verb) for verb in verbs] == [2, 1]


@pytest.mark.parametrize(("where", "there"), [("aktsom.findings.actions.signals:record", 0), (TOLD, 1)])
def test_what_is_answered_to_a_sender_is_said_once(office: Nursery, where: str, there: int) -> None:
    said = "select count(*) from aktsom_signalmessage where not from_sender"
    killed(office, "answer", where)
    assert (office.rows(said), entries(office, "signal_answered")) == ([(there,)], there)
    assert told(office, "answer") == ("stale" if there else "done")
    assert (office.rows(said), entries(office, "signal_answered")) == ([(1,)], 1)
    assert office.rows("select state from aktsom_signal where receipt_hash <> '' and inquiry_id is null") == [
        ("looked_at",)
    ]


@pytest.mark.parametrize(("where", "there"), [(f"{INQUIRIES}:record", 0), (f"{INQUIRIES}:tell", 0), (TOLD, 1)])
def test_an_alert_reaches_every_body_once_or_none_of_them_yet(office: Nursery, where: str, there: int) -> None:
    row = "select count(*) from aktsom_inquiry where alerted_at is not null"
    bodies = "select count(*) from aktsom_inquirymember where alerted_at is not null"
    killed(office, "alert", where)
    assert (office.rows(row), office.rows(bodies)) == ([(there,)], [(2 * there,)])
    assert (entries(office, "inquiry_alerted"), letters(office, "inquiry_alert")) == (there, there)
    assert told(office, "alert") == ("stale" if there else "done")
    assert (office.rows(row), office.rows(bodies)) == ([(1,)], [(2,)])
    assert (entries(office, "inquiry_alerted"), letters(office, "inquiry_alert")) == (1, 1)


def everybody_reads(office: Nursery, act: str) -> list[tuple[object, ...]]:
    """Of the result that the act is about."""
    page = json.loads((office.var / "pages.json").read_text())[act][0]
    columns = "number, supplier_name, colour, content, published_at, corrected_at, corrected_reason, withdrawn_at"
    return office.rows(
        f"select {columns}, withdrawn_reason from aktsom_publicresult where page = '{page}' order by number"
    )


def around(office: Nursery, act: str) -> list[tuple[object, ...]]:
    """What those who have a part in it know: states of its versions, releases, entries and letters."""
    page = json.loads((office.var / "pages.json").read_text())[act][0]
    versions = f"select number, state, v.published_at, revision from aktsom_publicationversion v join aktsom_publication p on p.id = v.publication_id where p.public_id = '{page}' order by number"  # noqa: E501
    return [
        *office.rows(versions),
        *office.rows(f"select before, after, reason from aktsom_release where subject = '{page}' order by id"),
        *office.rows(f"select verb from aktsom_journalentry where subject = '{page}' order by number"),
        *office.rows(f"select payload from aktsom_outboxmessage where payload like '%{page}%' order by id"),
    ]


Known = list[list[tuple[object, ...]]]


def known(office: Nursery, act: str) -> Known:
    return [everybody_reads(office, act), around(office, act)]


@pytest.fixture(scope="module")
def after(prepared: Nursery) -> dict[str, Known]:
    """What is known when each act was done by a process that lives."""
    made = {}
    for act in ("publish", "correct", "withdraw"):
        prepared.fresh()
        assert told(prepared, act) == "done"
        made[act] = known(prepared, act)
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
    after: dict[str, Known], office: Nursery, act: str, where: str, there: int
) -> None:
    before, done = known(office, act), after[act]
    assert before[0] != done[0]
    killed(office, act, where)
    assert known(office, act) == (done if there else before)
    assert told(office, act) == ("stale" if there else "done")
    assert known(office, act) == done
