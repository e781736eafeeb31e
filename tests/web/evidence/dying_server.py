"""The platform's pages in one process, which `tests.nursery` starts and which ends itself just before a call."""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server


def prepare() -> None:
    """A database with Olga of Oslo, signed in: prints her session, a token for forms and Oslo's id."""
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from tests.cast import member, person
    from tests.web.conftest import sign_in

    client = Client()
    sign_in(client, person("olga"))
    sys.stdout.write(" ".join([client.cookies["sessionid"].value, _get_new_csrf_string(), member("oslo").public_id]))


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def plant(where: str) -> None:
    """`module:name` is a function there; `module:part_file.unlink` the method of what the function gives."""
    module_name, _, name = where.partition(":")
    module = import_module(module_name)
    if name == "part_file.unlink":
        module.part_file = lambda _id, real=module.part_file: Mortal(real(_id))  # type: ignore[attr-defined]
    elif name == "os.fsync":
        os.fsync = die
    else:
        *outer, name = name.split(".")
        for part in outer:
            module = getattr(module, part)
        setattr(module, name, die)


class Mortal(type(Path())):  # type: ignore[misc]
    def unlink(self, missing_ok: bool = False) -> None:
        die()


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        return


def serve(port: int, where: str) -> None:
    from aktsom.web.wsgi import application

    if where:
        plant(where)
    make_server("127.0.0.1", port, application, handler_class=Quiet).serve_forever()


def main(port: str, where: str = "") -> None:
    prepare() if port == "prepare" else serve(int(port), where)
