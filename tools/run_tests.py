"""Runs all tests on SQLite, and those that ask the database on PostgreSQL too, where it answers; then pages run on
PostgreSQL alone (`tests/conftest.py`). Says plainly what was left out.

In CI (environment CI=true) a PostgreSQL that does not answer and a missing Chromium are failures.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
POSTGRES = os.environ.get("AKTSOM_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
IN_CI = os.environ.get("CI") == "true"


def answers(url: str) -> bool:
    host, _, port = urlsplit(url).netloc.rpartition("@")[2].partition(":")
    try:
        with socket.create_connection((host, int(port or 5432)), timeout=2):
            return True
    except OSError:
        return False


def pytest(*arguments: str, **environment: str) -> int:
    """Compiled modules are kept, also where the machine says not to: tests start many processes of the platform."""
    environment["PYTHONDONTWRITEBYTECODE"] = ""
    command = [PYTHON, "-m", "pytest", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def main() -> int:
    left_out = []
    marks = []
    if not any(Path(path).exists() for path in CHROMIUM):
        left_out.append("the browser journeys: no Chromium on this machine (Debian: apt install chromium)")
        marks = ["-m", "not journey"]
    with_postgres = answers(POSTGRES)
    if not with_postgres:
        left_out.append("the second database: no PostgreSQL answers at " + urlsplit(POSTGRES).netloc)
    if left_out and IN_CI:
        print("\n".join(f"aktsom: cannot run {line}" for line in left_out))
        return 1
    print("Tests on SQLite", flush=True)
    elsewhere = {"AKTSOM_TEST_PAGES_ON_POSTGRES": "1"} if with_postgres else {}
    failed = pytest(*marks, *sys.argv[1:], **elsewhere)
    if with_postgres:
        print("Tests on PostgreSQL", flush=True)
        failed |= pytest("-m", "not journey", *sys.argv[1:], DATABASE_URL=POSTGRES, AKTSOM_TEST_BEHIND_WALL="1")
    for line in left_out:
        print(f"Left out: {line}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
