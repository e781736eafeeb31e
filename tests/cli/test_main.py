"""What the command line says when something is wrong: one line, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _aktsom(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("AKTSOM_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "aktsom", *arguments],
        env={**clean, "AKTSOM_VAR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("journal", "verify"), {}, "Set AKTSOM_SECRET and AKTSOM_HOSTS"),
        (("journal", "verify"), {"AKTSOM_ENV": "demo"}, "run `aktsom manage migrate`"),
        (("catalogue", "show", "."), {}, "catalogue.toml"),
    ],
)
def test_an_expected_error_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    ran = _aktsom(tmp_path, *arguments, **environment)
    assert ran.returncode == 1
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
