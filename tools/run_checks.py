"""Runs every check on code and generated files; goes through all of them before it says no."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "types": [BIN / "mypy"],
    "order between areas": [BIN / "lint-imports"],
    "missing migrations": [BIN / "aktsom", "manage", "makemigrations", "--check", "--dry-run"],
    "translations": [BIN / "aktsom", "texts", "check"],
    "generated documents": [BIN / "aktsom", "docs", "--check"],
    "vendored files": [BIN / "python", "tools/renew_vendor.py", "--check"],
}


def main() -> int:
    environment = {**os.environ, "AKTSOM_ENV": "test", "AKTSOM_VAR": "var/check"}
    failed = []
    for name, command in CHECKS.items():
        run = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
        print(f"{'ok ' if run.returncode == 0 else 'NO '} {name}", flush=True)
        if run.returncode:
            failed.append(name)
            print((run.stdout + run.stderr).strip()[-4000:], flush=True)
    if failed:
        print(f"aktsom: {len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
