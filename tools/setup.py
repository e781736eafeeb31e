"""Makes `.venv` with everything in it: `python3 tools/setup.py run|dev|bench`.

Runs on a bare Python 3.11 to 3.13 (no pip, no ensurepip, no root): pip comes from a wheel kept in `tools/bootstrap`.
Does nothing when the environment already matches the requirement file, so that every `make` target can begin with it.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP_WHEEL = ROOT / "tools" / "bootstrap" / "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
# Each kind holds all that the one before it does.
REQUIREMENTS = {"run": "requirements.txt", "dev": "requirements-dev.txt", "bench": "requirements-bench.txt"}
LOG = ROOT / "var" / "setup.log"


def stop(line: str) -> None:
    sys.exit(f"aktsom: {line}")


def wanted(kind: str) -> str:
    """What the environment must match: the locked packages and our own package's entry points."""
    texts = [(ROOT / name).read_bytes() for name in (REQUIREMENTS[kind], "pyproject.toml")]
    return hashlib.sha256(b"".join(texts)).hexdigest()


def is_ready(kind: str) -> bool:
    kinds = list(REQUIREMENTS)
    larger = kinds[kinds.index(kind) :]
    return any((stamp := VENV / f"ready-{k}").exists() and stamp.read_text() == wanted(k) for k in larger)


def pip(*arguments: str) -> None:
    """Run pip from the wheel, its output to the log; a line of progress for each package."""
    environment = {**os.environ, "PYTHONPATH": str(PIP_WHEEL), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a") as log:
        run = subprocess.Popen(
            [PYTHON, "-m", "pip", *arguments],
            env=environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        count = 0
        for line in run.stdout or ():
            log.write(line)
            if line.startswith(("Collecting ", "Installing collected")):
                count += 1
                what = line.split()[1].split("=")[0] if line.startswith("Collecting") else "installing …"
                print(f"\r  {count:3d} {what:40.40s}", end="", flush=True)
        print("\r" + " " * 60 + "\r", end="")
    if run.wait():
        stop(f"could not install the packages. Is the network reachable? The whole story is in {LOG.relative_to(ROOT)}")


def main(kind: str) -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        stop(f"needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}")
    if is_ready(kind):
        return
    if hashlib.sha256(PIP_WHEEL.read_bytes()).hexdigest() != PIP_SHA256:
        stop(f"{PIP_WHEEL.name} is not the file it should be")
    if not PYTHON.exists():
        print("Making the environment in .venv")
        venv.create(VENV, with_pip=False, symlinks=True)
    print(f"Installing what {REQUIREMENTS[kind]} names; the first time takes a minute or two")
    pip("install", "--require-hashes", "-r", REQUIREMENTS[kind])
    pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
    subprocess.run([PYTHON, "-m", "aktsom", "texts", "compile"], check=True, cwd=ROOT)
    (VENV / f"ready-{kind}").write_text(wanted(kind))
    print("Ready.")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in REQUIREMENTS:
        stop("usage: python3 tools/setup.py run|dev|bench")
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        stop("interrupted; run it again to go on where it was")
