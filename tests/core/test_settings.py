"""Settings are read once when the platform starts, so each case starts a Python of its own."""

import os
import subprocess
import sys

import pytest

STRONG = "s" * 50


def _start(tmp_path: object, **environment: str) -> str:
    """What the settings say of themselves, or the last line of the refusal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AKTSOM_")}
    told = "import aktsom.settings as s; print(s.SESSION_COOKIE_SECURE, s.ALLAUTH_TRUSTED_PROXY_COUNT, s.DEBUG)"
    done = subprocess.run(
        [sys.executable, "-c", told],
        env={**kept, "AKTSOM_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout or done.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "Set AKTSOM_SECRET and AKTSOM_HOSTS, or AKTSOM_ENV=demo to try the platform."),
        ({"AKTSOM_HOSTS": "a.no", "AKTSOM_SECRET": "short"}, "AKTSOM_SECRET must have at least 50 characters."),
        ({"AKTSOM_ENV": "demo", "AKTSOM_SITE": "a.no"}, "people open, https://HOST or http://HOST:PORT alone."),
        ({"AKTSOM_ENV": "demo", "AKTSOM_MAIL_FROM": "us"}, "aktsom@example.no or Aktsom <aktsom@example.no>."),
    ],
)
def test_production_does_not_start_half_set_up(tmp_path: object, environment: dict[str, str], told: str) -> None:
    assert _start(tmp_path, **environment).endswith(told)


def test_behind_tls_cookies_are_secure_and_one_proxy_is_believed(tmp_path: object) -> None:
    behind = {"AKTSOM_HOSTS": "a.no", "AKTSOM_SECRET": STRONG, "AKTSOM_HTTPS": "1"}
    assert _start(tmp_path, **behind) == "True 1 False"
    assert _start(tmp_path, **behind, AKTSOM_PROXIES="2") == "True 2 False"
