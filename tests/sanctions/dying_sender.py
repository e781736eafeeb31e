"""A process that sends a letter: `tests.nursery` starts it and ends it."""

import os

from tests.nursery import die_before


def prepare() -> None:
    from pathlib import Path

    from tests import catalogues
    from tests.sanctions.lettered import case, decided, written

    catalogues.take_in(Path(os.environ["AKTSOM_VAR"]) / "list")
    written(decided(case()))


def send() -> None:
    from aktsom.sanctions.actions.letters import send_letter
    from aktsom.sanctions.models import Letter
    from tests.cast import NOON, actor

    send_letter(letter=Letter.objects.get(), by=actor("olga"), at=NOON)


def main(what: str, where: str = "", count: str = "1") -> None:
    from django.conf import settings

    settings.OUTBOX_INLINE = False
    if what == "prepare":
        prepare()
        return
    if where:
        die_before(where, int(count))
    send()
