"""A real server killed at each step of an upload: what it answered for is kept, what is sent again is there once."""

import os
import signal
import time
from collections.abc import Iterator
from hashlib import sha256

import pytest
import requests

from aktsom.follow_up.states import UploadState
from tests.follow_up.storage.servers import free_port
from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")  # in one worker, so that the database is made once
CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 4096 * 3  # three megabytes
PART = 1024 * 1024
# Where the process ends itself, as if by kill -9, just before the call.
STEPS = {
    "part on disk, not counted": "aktsom.follow_up.actions.uploads:os.fsync",
    "looked at, not noted": "aktsom.follow_up.actions.uploads:_accept",
    "not yet in its place": "aktsom.follow_up.storage.folder:_bring",
    "half-way into its place": "aktsom.follow_up.storage.folder:_to_disk",
    "in its place, no row": "aktsom.follow_up.actions.evidence:_write",
    "row in the making": "aktsom.follow_up.actions.evidence:record",
    "row there, part not cleared": "aktsom.follow_up.actions.evidence:part_file.unlink",
}


class Server:
    """The platform's own pages on loopback, with a database and folders of their own."""

    def __init__(self, office: Nursery) -> None:
        self.office, self.var, self.port = office, office.var, free_port()
        self.process = 0
        self.cookies: dict[str, str] = {}
        self.rows = office.rows

    def start(self, dies_at: str = "") -> None:
        self.process = self.office.start(str(self.port), dies_at)
        for _ in range(300):
            try:
                requests.get(f"http://127.0.0.1:{self.port}/robots.txt", timeout=60)
                return
            except requests.ConnectionError:
                assert self.office.runs(self.process), "the server did not start"
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def ended(self) -> int:
        """How it ended by itself."""
        return self.office.wait(self.process)

    def kill(self) -> None:
        if self.office.runs(self.process):
            os.kill(self.process, signal.SIGKILL)
        self.office.wait(self.process)

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **said: object) -> requests.Response:
        token = {"X-CSRFToken": self.cookies["csrftoken"], "Referer": f"http://127.0.0.1:{self.port}/"}
        return requests.request(
            method, f"http://127.0.0.1:{self.port}{path}", headers={**token, **(headers or {})}, cookies=self.cookies,
            allow_redirects=False, timeout=60, **said,  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A database with Olga signed in."""
    with nursery("tests.web.evidence.dying_server", tmp_path_factory.mktemp("killed")) as office:
        server = Server(office)
        session, token, server.owner = office.said().split()[-3:]  # type: ignore[attr-defined]
        server.cookies = {"sessionid": session, "csrftoken": token}
        yield server


@pytest.fixture
def server(prepared: Server) -> Iterator[Server]:
    yield prepared
    prepared.kill()


def sent(server: Server, address: str) -> str:
    """As the script does: from where the server says it is, part by part."""
    offset = int(server.ask("HEAD", address).headers["Upload-Offset"])
    while offset < len(CONTENT):
        headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        answer = server.ask("PATCH", address, headers, data=CONTENT[offset : offset + PART])
        assert answer.status_code == 204, answer.text
        offset = int(answer.headers["Upload-Offset"])
    return address


def finished(server: Server, address: str) -> str:
    form = {
        "kind": "audit_report", "whose": server.owner, "audience": "linked_buyers",  # type: ignore[attr-defined]
        "file_upload": address.split("/")[-2],
    }  # fmt: skip
    answer = server.ask("POST", "/dokumentasjon/ny/", data=form)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nothing_is_lost_and_nothing_doubled(server: Server, step: str) -> None:
    before = {row[0] for row in server.rows("select public_id from aktsom_evidence")}
    server.start(STEPS[step])
    begun = server.ask("POST", "/dokumentasjon/opplasting/", {"Upload-Length": str(len(CONTENT))})
    address = begun.headers["Location"]
    with pytest.raises(requests.ConnectionError):
        finished(server, sent(server, address))
    assert server.ended() == -signal.SIGKILL
    counted = server.rows(f"select received from aktsom_upload where public_id = '{address.split('/')[-2]}'")[0][0]

    server.start()
    assert int(server.ask("HEAD", address).headers["Upload-Offset"]) == counted
    sent(server, address)
    first, again = finished(server, address), finished(server, address)
    assert first == again
    added = {row[0] for row in server.rows("select public_id from aktsom_evidence")} - before
    assert added == {first.split("/")[-2]}
    assert server.ask("GET", f"{first}fil/").content == CONTENT
    told = (
        f"select count(*) from aktsom_journalentry where verb = 'evidence_added' and subject = '{first.split('/')[-2]}'"
    )
    assert server.rows(told) == [(1,)]
    checksum = sha256(CONTENT).hexdigest()
    kept = [path for path in (server.var / "evidence").rglob("*") if path.is_file() and path.suffix != ".part"]
    assert [path.name for path in kept] == [checksum]
    states = server.rows(f"select state from aktsom_upload where public_id = '{address.split('/')[-2]}'")
    assert states == [(UploadState.DONE.value,)]


def test_killed_by_the_system_in_the_middle_of_a_part(server: Server) -> None:
    """The connection stands open and half of a part has come when the process is killed from outside."""
    server.start()
    begun = server.ask("POST", "/dokumentasjon/opplasting/", {"Upload-Length": str(len(CONTENT))})
    address = begun.headers["Location"]

    def half() -> Iterator[bytes]:
        yield CONTENT[: PART // 2]
        time.sleep(0.5)
        os.kill(server.process, signal.SIGKILL)
        yield CONTENT[PART // 2 : PART]

    headers = {
        "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0", "Content-Length": str(PART),
    }  # fmt: skip
    with pytest.raises(requests.ConnectionError):
        server.ask("PATCH", address, headers, data=half())
    server.kill()
    server.start()
    sent(server, address)
    assert server.ask("GET", f"{finished(server, address)}fil/").content == CONTENT
