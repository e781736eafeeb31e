"""A process that sends a letter and ends itself, as if by kill -9, at the count of a call.

python -m tests.sanctions.dying_sender prepare
python -m tests.sanctions.dying_sender send [module:name count]
"""

import os
import signal
import sys
from importlib import import_module
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "aktsom.settings"


def prepare() -> None:
    from pathlib import Path

    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import catalogues
    from tests.sanctions.lettered import case, decided, written

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    written(decided(case()))


def dying_at(where: str, count: int) -> None:
    module_name, name = where.split(":")
    module, left = import_module(module_name), [count]
    real = getattr(module, name)

    def counted(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(module, name, counted)


def send() -> None:
    from aktsom.sanctions.actions.letters import send_letter
    from aktsom.sanctions.models import Letter
    from tests.cast import NOON, actor

    send_letter(letter=Letter.objects.get(), by=actor("olga"), at=NOON)


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.OUTBOX_INLINE = False
    if sys.argv[1] == "prepare":
        prepare()
        return
    if len(sys.argv) > 2:
        dying_at(sys.argv[2], int(sys.argv[3]))
    send()


if __name__ == "__main__":
    main()
