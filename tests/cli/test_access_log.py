"""The web server's own log: an ordinary page has its line when somebody asks for a log, and nobody who uses the public
form leaves an address in it, however the address of the page is written."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config

from aktsom.cli.access_log import WithoutConcerns
from aktsom.cli.serve import web_command

FROM = "203.0.113.9"
RESPONSE = SimpleNamespace(status="200 OK", sent=12, headers=[])
REQUEST = SimpleNamespace(headers=[])


@pytest.fixture
def log(tmp_path: Path) -> Iterator[WithoutConcerns]:
    config = Config()
    config.set("accesslog", str(tmp_path / "access.log"))
    config.set("errorlog", str(tmp_path / "error.log"))
    made = WithoutConcerns(config)
    yield made
    for each in (made.access_log, made.error_log):
        for handler in list(each.handlers):
            each.removeHandler(handler)
            handler.close()


def asked(log: WithoutConcerns, **environ: Any) -> None:
    usual = {
        "REMOTE_ADDR": FROM, "REQUEST_METHOD": "GET", "RAW_URI": environ.get("PATH_INFO", ""),
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_USER_AGENT": "Tell-tale/9.9", "HTTP_REFERER": "",
    }  # fmt: skip
    log.access(RESPONSE, REQUEST, usual | environ, SimpleNamespace(seconds=0, microseconds=1, days=0))


def lines(log: WithoutConcerns, name: str = "access") -> str:
    for each in (log.access_log, log.error_log):
        for handler in each.handlers:
            handler.flush()
    return Path(log.cfg.settings[f"{name}log"].get()).read_text()


def test_an_ordinary_page_has_its_line(log: WithoutConcerns) -> None:
    asked(log, PATH_INFO="/resultater/")
    asked(log, PATH_INFO="/sok/si-fra/")  # another page that happens to hold the words
    asked(log, PATH_INFO="/")
    assert lines(log).count(FROM) == 3
    assert "/resultater/" in lines(log)


@pytest.mark.parametrize(
    "path",
    [
        "/si-fra/", "/si-fra/en/", "/si-fra/nb/skriv/", "/si-fra/en/kode/", "/si-fra/xx/../", "/si-fra", "//si-fra/",
        "/SI-FRA/", "/Si-fra", "/si-fra /", "/static/css/concerns.css", "/static/css/tokens.css",
    ],
)  # fmt: skip
def test_the_public_form_has_none(log: WithoutConcerns, path: str) -> None:
    asked(log, PATH_INFO=path)
    assert lines(log) == ""


def test_what_has_no_path_has_none(log: WithoutConcerns) -> None:
    asked(log, RAW_URI="/si-fra/en/")
    assert lines(log) == ""


def test_what_cannot_be_understood_is_told_of_without_who_sent_it(log: WithoutConcerns) -> None:
    log.warning("Invalid request from ip={ip}: {error}".format(ip=FROM, error="bad line /si-fra/en/kode/"))
    log.warning("Worker %s is slow", "seven")
    told = lines(log, "error")
    assert "Invalid request" in told
    assert "seven" in told
    assert FROM not in told
    assert "si-fra" not in told


def test_the_server_is_started_with_this_log_and_without_an_access_log() -> None:
    command = web_command("127.0.0.1", 1)
    assert command[command.index("--logger-class") + 1] == "aktsom.cli.access_log.WithoutConcerns"
    assert not any(word.startswith("--access-log") for word in command)
    assert logging.getLogger("gunicorn.access") is not None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _said(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request)
        return line.recv(4096)


def _get(port: int, path: str) -> bytes:
    return _said(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())


def test_by_the_real_server_with_a_log_asked_for(tmp_path: Path) -> None:
    """However the path is written, also one that no server can read."""
    application = tmp_path / "answers.py"
    application.write_text("def application(environ, start):\n    start('200 OK', [])\n    return [b'answer']\n")
    port, log = _free_port(), tmp_path / "all.log"
    words = [word.replace("aktsom.web.wsgi", "answers") for word in web_command("127.0.0.1", port)]
    path = os.pathsep.join([str(tmp_path), *sys.path])
    with log.open("wb") as told:
        server = subprocess.Popen(
            [*words, "--access-logfile", "-"], stdout=told, stderr=told, env={**os.environ, "PYTHONPATH": path}
        )
    try:
        for _ in range(100):
            try:
                _get(port, "/vanlig/")
                break
            except OSError:
                time.sleep(0.1)
        for path in ("/si-fra", "/si-fra/en/", "/si%2Dfra/en/kode/", "/%73i-fra/", "http://localhost/si-fra/nb/skriv/"):
            assert b"200 OK" in _get(port, path)
        assert b"400" in _said(port, b"GET /si-fra/en/kode/ HTTP/9.9\r\nHost: localhost\r\n\r\n")
        assert b"400" in _said(port, b"GE(T /si-fra/ HTTP/1.1\r\n\r\n")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    found = log.read_text()
    assert found.count("127.0.0.1 ") == found.count("/vanlig/") > 0
    assert "si-fra" not in found
    assert "si%2Dfra" not in found
    assert "ip=" not in found
