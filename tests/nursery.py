"""Processes that tests kill, forked from one that has read the platform's code already: reading it takes longer than
what most of them do, and each test needs two or three.

`Nursery` is the test's side. The other is `python -m tests.nursery MODULE`, which obeys lines of JSON: what a process
of the module does is its `main(*words)`.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


class Nursery:
    """`var` is the folder of the platform that the processes work in, with a database of its own: what
    `main("prepare")` of the module makes, and the same anew with each `fresh`."""

    def __init__(self, module: str, folder: Path) -> None:
        self.var, self._kept, self._out = folder / "var", folder / "kept", folder / "out"
        self.var.mkdir()
        environment = {
            **os.environ, "AKTSOM_ENV": "test", "AKTSOM_VAR": str(self.var), "PYTHONPATH": f"{ROOT}/src:{ROOT}",
            "DATABASE_URL": f"sqlite:///{self.var}/db.sqlite3", "AKTSOM_EVIDENCE": "",
            "DJANGO_SETTINGS_MODULE": "aktsom.settings",
        }  # fmt: skip
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", module, str(self._out)],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def keep(self) -> None:
        """Its tables are made once for all nurseries."""
        empty = self.var.parents[1] / "migrated.sqlite3"
        if not empty.exists():
            assert self.run("migrate") == 0
            shutil.copy(self.var / "db.sqlite3", empty)
        shutil.copy(empty, self.var / "db.sqlite3")
        assert self.run("prepare") == 0
        shutil.copytree(self.var, self._kept)

    def fresh(self) -> Path:
        shutil.rmtree(self.var)
        return shutil.copytree(self._kept, self.var)

    def run(self, *words: str) -> int:
        """How it ended: 0, 1 after an error, -9 when killed."""
        return self.wait(self.start(*words))

    def start(self, *words: str) -> int:
        """The number of the process."""
        return int(self._asked("start", *words))

    def wait(self, pid: int) -> int:
        return int(self._asked("wait", pid))

    def runs(self, pid: int) -> bool:
        return bool(self._asked("runs", pid))

    def said(self) -> str:
        """What the last one wrote."""
        return self._out.read_text()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.var / "db.sqlite3") as database:
            return database.execute(query).fetchall()

    def close(self) -> None:
        self._parent.communicate(timeout=20)  # its input ends, and so does it

    def _asked(self, *words: object) -> Any:
        assert self._parent.stdin
        assert self._parent.stdout
        self._parent.stdin.write(json.dumps(words) + "\n")
        self._parent.stdin.flush()
        return json.loads(self._parent.stdout.readline())


@contextmanager
def nursery(module: str, folder: Path) -> Iterator[Nursery]:
    one = Nursery(module, folder)
    try:
        one.keep()
        yield one
    finally:
        one.close()


def die_before(where: str, count: int = 1) -> None:
    """The process ends itself, as if by kill -9, before that call (`module:name`, as the module finds it)."""
    module_name, _, name = where.partition(":")
    module, left = import_module(module_name), [count]
    *outer, name = name.split(".")
    for part in outer:
        module = getattr(module, part)
    real = getattr(module, name)

    def counted(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(module, name, counted)


def main() -> None:
    import django
    from django.core.management import call_command
    from django.urls import get_resolver

    django.setup()
    module, out = import_module(sys.argv[1]), sys.argv[2]
    get_resolver().url_patterns  # noqa: B018  reads all pages
    ended: dict[int, int] = {}
    for line in sys.stdin:
        what, *words = json.loads(line)
        if what == "start":
            begin = module.main if words != ["migrate"] else partial(call_command, verbosity=0)
            answer = os.fork() or _live(begin, words, out)
        else:
            (pid,) = words
            if pid not in ended:
                found, status = os.waitpid(pid, 0 if what == "wait" else os.WNOHANG)
                ended |= {found: os.waitstatus_to_exitcode(status)} if found else {}
            answer = ended[pid] if what == "wait" else int(pid not in ended)
        print(answer, flush=True)  # noqa: T201  the other side reads it


def _live(begin: Any, words: list[str], out: str) -> int:
    """The whole life of a child. It never comes back."""
    from django.db import connections

    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 1
    try:
        begin(*words)
        connections.close_all()  # the file of the database is then whole, and can be copied
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
