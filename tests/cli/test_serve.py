"""What keeps the platform running."""

import signal
import subprocess

import pytest

from aktsom.cli import serve


@pytest.fixture(autouse=True)
def _own_signals() -> object:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_worker_that_ends_is_followed_by_another_while_pages_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PAUSE_SECONDS", 0)
    web = subprocess.Popen(["sleep", "0.7"])
    workers: list[subprocess.Popen[bytes]] = []

    def start_worker() -> subprocess.Popen[bytes]:
        workers.append(subprocess.Popen(["sleep", "60"] if workers else ["false"]))
        return workers[-1]

    serve.keep_running(web, start_worker)
    assert [worker.returncode for worker in workers] == [1, -signal.SIGTERM]
