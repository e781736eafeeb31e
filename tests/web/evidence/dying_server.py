"""The platform's pages in one process that ends itself, as if by kill -9, just before a call it is told of.

python -m tests.web.evidence.dying_server prepare
python -m tests.web.evidence.dying_server PORT [module:name.of.call]
"""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "aktsom.settings"


def prepare() -> None:
    """A database with Olga of Oslo, signed in: prints her session, a token for forms and Oslo's id."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from tests.cast import member, person
    from tests.web.conftest import sign_in

    call_command("migrate", verbosity=0)
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


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        serve(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
