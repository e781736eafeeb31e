"""Servers that tests start as processes of their own, on loopback or a socket in a folder."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from aktsom.follow_up.storage.scanning import answers

ROOT = Path(__file__).resolve().parents[3]
LARGEST_SCANNED = 1_000_000  # bytes: the stand-in's own limit


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(works: Callable[[], bool], process: subprocess.Popen[bytes], tries: int = 150) -> None:
    for _ in range(tries):
        if works():
            return
        assert process.poll() is None, "the server ended by itself"
        time.sleep(0.2)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a real S3-compatible server."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    code = "from moto.server import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, "-H", "127.0.0.1", "-p", str(port)],
        env={**os.environ, "MOTO_S3_CUSTOM_ENDPOINTS": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def works() -> bool:
        try:
            return requests.get(address, timeout=1).status_code < 500
        except requests.ConnectionError:
            return False

    try:
        until(works, process)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session", params=["unix", "tcp"])
def clamd(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a scanner, by each of the two kinds of socket."""
    yield from started_clamd(request.param)


def started_clamd(kind: str = "unix") -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"unix:{folder}/clamd" if kind == "unix" else f"127.0.0.1:{free_port()}"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.follow_up.storage.clamd", address, str(LARGEST_SCANNED)],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        try:
            until(lambda: answers(address, seconds=2), process)
            yield address
        finally:
            process.kill()
            process.wait()
